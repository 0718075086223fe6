import COpenBLAS
import Glibc
import Gnuplot

/// What a run was made with.
enum Versions {
  static func all() -> [String: String] {
    var versions = ["ganbook": Ganbook.version]
    // Library, version, how it was built, and the kernels that it picked.
    versions["openblas"] = openblas_get_config().map { String(cString: $0) }
    if let gnuplot = try? GnuplotRenderer().version() { versions["gnuplot"] = gnuplot }
    return versions
  }

  /// Another one whenever the program was built again.
  static let build: String = {
    var information = stat()
    guard stat("/proc/self/exe", &information) == 0 else { return Ganbook.version }
    return "\(Ganbook.version) \(information.st_size) \(information.st_mtim.tv_sec)"
  }()
}
