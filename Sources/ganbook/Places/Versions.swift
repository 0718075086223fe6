import COpenBLAS
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
}
