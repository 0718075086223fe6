import Foundation
import Notebook

extension Examination {
  /// The compiler of the cells, which must be the one that built the modules, and what comes with it.
  func toolchain() -> [Finding] {
    do throws(NotebookError) {
      let modules = try ModuleLocations.find()
      let toolchain = try Toolchain.find(for: modules, environment: machine.environment)
      return [
        Finding.Topic.swift.good("Swift", "\(toolchain.version) in \(toolchain.root), the one that built Ganbook"), self.modules(modules),
        completion(toolchain),
      ] + programs(toolchain)
    } catch {
      return [unusable(error)]
    }
  }

  private func unusable(_ error: NotebookError) -> Finding {
    let means = "No cell can run; lessons can be read, and runs plotted and exported."
    switch error {
    case .toolchainMissing(let searched):
      return Finding.Topic.swift.bad(
        "Swift", "no toolchain in \(searched.isEmpty ? "PATH" : searched.joined(separator: ", "))", means: means,
        advice: "Install Swift from swift.org and put its `swift` on PATH, or set SWIFT_TOOLCHAIN to the toolchain's directory.")
    case .toolchainMismatch(let found, let path, let wanted):
      return Finding.Topic.swift.bad(
        "Swift", "\(found) in \(path), but Ganbook was built with \(wanted)", means: "Its compiler cannot load Ganbook's modules. " + means,
        advice: "Build Ganbook again with this toolchain (`make build`), or set SWIFT_TOOLCHAIN to the directory of the other one.")
    default:
      return Finding.Topic.swift.bad("Swift", Faults.prose(error), means: means, advice: "Build Ganbook again with `make build`.")
    }
  }

  private func modules(_ modules: ModuleLocations) -> Finding {
    if modules.missing.isEmpty { return Finding.Topic.swift.good("modules", modules.directory) }
    return Finding.Topic.swift.bad(
      "modules", "\(modules.missing.joined(separator: ", ")) missing in \(modules.directory)",
      means: "Cells import them: none compiles.",
      advice: "Build Ganbook again with `make build`, or install it again with `make install`.")
  }

  /// What completes Swift comes with most toolchains.
  private func completion(_ toolchain: Toolchain) -> Finding {
    if let library = toolchain.sourceKit { return Finding.Topic.swift.good("completion", library) }
    return Finding.Topic.swift.warning(
      "completion", "no libsourcekitdInProc.so in \(toolchain.root)/lib", means: "TAB completes commands, lessons and files, but no Swift.",
      advice: "Install a whole toolchain from swift.org if you miss it.")
  }

  /// Programs that the notebook can do without.
  private func programs(_ toolchain: Toolchain) -> [Finding] {
    [
      ("docstrings", toolchain.symbolExtractor, "`?NAME` shows what cells declare, and nothing of the library."),
      ("formatting", toolchain.formatter, "Meta-Q does not lay out what is typed."),
      ("traces", toolchain.symbolizer, "A trap is reported without its line in the cell."),
    ].map { subject, path, loss in
      if access(path, X_OK) == 0 { return Finding.Topic.swift.good(subject, path) }
      return Finding.Topic.swift.warning(
        subject, "no \((path as NSString).lastPathComponent) in \(toolchain.root)/bin", means: loss,
        advice: "Install a whole toolchain from swift.org if you miss it.")
    }
  }
}
