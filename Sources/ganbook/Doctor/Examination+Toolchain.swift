import Notebook

extension Examination {
  /// The compiler of the cells, which must be the one that built the modules.
  static func toolchain() -> [Finding] {
    do {
      let modules = try ModuleLocations.find()
      let toolchain = try Toolchain.find(for: modules)
      return [.good("Swift", "\(toolchain.version) in \(toolchain.root)"), .good("modules", modules.directory)]
    } catch {
      return [.bad("Swift", "no cell can run", Faults.prose(error))]
    }
  }
}
