import COpenBLAS
import Foundation
import GANs
import Gnuplot

extension Examination {
  /// The matrix products' library, the kernels that it picked, and whether the user's own word decided.
  static func blas() -> [Finding] {
    let library = openblas_get_config().map { String(cString: $0) } ?? "unknown"
    let core = openblas_get_corename().map { String(cString: $0) } ?? "unknown"
    var findings = [
      Finding.good("BLAS", library.trimmingCharacters(in: .whitespaces)),
      .good("threads", "\(EngineThreads.count) of the engine, 1 of BLAS"),
    ]
    if let word = ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"], !word.isEmpty {
      let advice = "OPENBLAS_CORETYPE=\(word) decides this and is honoured; unset it to let OpenBLAS choose for this processor."
      findings.append(.warning("BLAS kernels", core, advice))
    } else {
      findings.append(.good("BLAS kernels", core))
    }
    return findings
  }

  static func gnuplot() -> [Finding] {
    let renderer = GnuplotRenderer()
    do {
      return [.good("gnuplot", "\(try renderer.version()) at \(try renderer.locate())")]
    } catch {
      return [.bad("gnuplot", "not usable", Faults.prose(error))]
    }
  }

  /// Pictures in the terminal and mathematics are Unicode.
  static func locale() -> Finding {
    setlocale(LC_ALL, "")
    let encoding = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? "unknown"
    if encoding == "UTF-8" { return .good("locale", encoding) }
    return .warning("locale", encoding, "Set LC_ALL=C.UTF-8: formulas and plots are drawn with Unicode characters.")
  }

  static func directories() -> [Finding] {
    let user = UserDirectories()
    return [("state", user.state), ("cache", user.cache)].map { name, path in
      do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      } catch {
        return .bad("\(name) directory", path, "\(Reason.of(error)). Set XDG_\(name.uppercased())_HOME to a place that can be written.")
      }
      let writable = FileManager.default.isWritableFile(atPath: path)
      return writable
        ? .good("\(name) directory", path) : .bad("\(name) directory", path, "It cannot be written. Set XDG_\(name.uppercased())_HOME.")
    }
  }

  static func lessons() -> Finding {
    do {
      let library = try Places.library()
      return .good("lessons", "\(library.entries.count) in \(library.folder)")
    } catch {
      return .bad("lessons", "none", Faults.prose(error))
    }
  }
}
