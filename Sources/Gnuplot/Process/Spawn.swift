import CGnuplot
import Glibc

/// Starts a program whose standard descriptors are `standard`, in its own process group, with default signals and none
/// of this process's other descriptors.
func spawn(_ executable: String, _ arguments: [String], standard: [Int32]) throws(GnuplotError) -> pid_t {
  var process: pid_t = 0
  let code = withCStrings([executable] + arguments) { arguments in
    withCStrings(childEnvironment()) { environment in
      gnuplot_spawn(executable, arguments, environment, standard, &process)
    }
  }
  guard code == 0 else { throw .system(operation: "starting \(executable)", code: code) }
  return process
}

/// This process's environment, without what would change a picture: gnuplot's own variables, the locale's decimal
/// sign, and the time zone, which is a part of a PDF file's date.
private func childEnvironment() -> [String] {
  var variables: [String] = []
  var entry = environ
  while let variable = entry.pointee {
    variables.append(String(cString: variable))
    entry += 1
  }
  let own = ["GNUTERM=", "GNUPLOT_", "GDFONTPATH=", "LC_", "LANG=", "LANGUAGE=", "TZ="]
  return variables.filter { variable in !own.contains { variable.hasPrefix($0) } } + ["LC_ALL=C.UTF-8", "TZ=UTC0"]
}

private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeMutableBufferPointer { body(UnsafePointer($0.baseAddress!)) }
}
