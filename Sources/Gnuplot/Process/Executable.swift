import Glibc

/// Finding gnuplot before it is started: a pipe to a program that is not there breaks at the first write.
enum Executable {
  /// The absolute path of `name`, which may be a path itself or is looked up on PATH.
  static func locate(_ name: String) throws(GnuplotError) -> String {
    if name.contains("/") {
      guard isExecutable(name) else { throw .missing(searched: name) }
      return name
    }
    let search = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    for directory in search.split(separator: ":") where directory.hasPrefix("/") {
      let candidate = directory + "/" + name
      if isExecutable(candidate) { return candidate }
    }
    throw .missing(searched: search.isEmpty ? "an empty PATH" : search)
  }

  private static func isExecutable(_ path: some StringProtocol) -> Bool {
    var status = stat()
    let path = String(path)
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
