import Notebook

extension Examination {
  /// What completes Swift comes with most toolchains.
  private static func completion(_ toolchain: Toolchain) -> Finding {
    if let library = toolchain.sourceKit { return .good("completion", library) }
    let advice = "TAB completes commands, lessons and files, but no Swift. Install a whole toolchain from swift.org if you miss it."
    return .warning("completion", "no libsourcekitdInProc.so in \(toolchain.root)/lib", advice)
  }

  /// The compiler of the cells, which must be the one that built the modules.
  static func toolchain() -> [Finding] {
    do {
      let modules = try ModuleLocations.find()
      let toolchain = try Toolchain.find(for: modules)
      return [.good("Swift", "\(toolchain.version) in \(toolchain.root)"), .good("modules", modules.directory), completion(toolchain)]
    } catch {
      return [.bad("Swift", "no cell can run", Faults.prose(error))]
    }
  }
}
