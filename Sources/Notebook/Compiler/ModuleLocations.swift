import Foundation

/// Where the modules that a cell imports lie.
public struct ModuleLocations: Sendable, Equatable {
  /// The directory of the `.swiftmodule` files.
  public var directory: String

  /// Beside the running executable when it runs where it was built, under `lib/ganbook` when it was installed.
  public static func find(executable: String? = realPath("/proc/self/exe")) throws(NotebookError) -> ModuleLocations {
    let home = parent(of: executable ?? "/")
    let places = [home + "/Modules", parent(of: home) + "/lib/ganbook/Modules"]
    guard let directory = places.first(where: { access("\($0)/\(mainModule).swiftmodule", R_OK) == 0 }) else {
      throw .modulesMissing(searched: places)
    }
    return ModuleLocations(directory: directory)
  }

  /// What a cell imports without saying so.
  static let mainModule = "GANs"
  /// The modules whose change makes every compiled cell worthless.
  private static let visibleModules = [
    "GANs", "Tensors", "Networks", "Adversarial", "Datasets", "Figures", "NotebookProtocol",
  ]
  /// The modules whose names a reader writes.
  static let readersModules = ["GANs", "Tensors", "Networks", "Adversarial", "Datasets", "Figures"]
  /// The C libraries that our modules import. A cell needs none of their declarations, but the compiler wants the modules to exist:
  /// empty ones will do, and spare the reader's machine the headers and the compiler the time.
  static let systemModules = ["COpenBLAS", "CPNG", "CZlib"]

  /// The modules of cells that are not there, or cannot be read.
  public var missing: [String] { Self.visibleModules.filter { access("\(directory)/\($0).swiftmodule", R_OK) != 0 } }

  /// The compiler that built the modules.
  public func compilerVersion() throws(NotebookError) -> String {
    let path = "\(directory)/\(Self.mainModule).swiftmodule"
    guard let version = ModuleHeader.compilerVersion(ofModuleAt: path) else { throw .modulesMissing(searched: [directory]) }
    return version
  }

  /// Changes whenever the program or one of the modules is built again.
  func buildIdentity(executable: String) -> String {
    let files = [executable] + Self.visibleModules.map { "\(directory)/\($0).swiftmodule" }
    return files.map { path in
      var information = stat()
      guard stat(path, &information) == 0 else { return "\(path):none" }
      return "\(path):\(information.st_size):\(information.st_mtim.tv_sec).\(information.st_mtim.tv_nsec)"
    }.joined(separator: "\n")
  }
}

/// The head of a compiled module.
enum ModuleHeader {
  /// The text "Swift version ..." in the first kilobytes of a `.swiftmodule` file.
  static func compilerVersion(ofModuleAt path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path), let head = try? file.read(upToCount: 65_536) else { return nil }
    guard let start = head.range(of: Data("Swift version ".utf8))?.lowerBound else { return nil }
    return String(decoding: head[start...].prefix { (0x20..<0x7f).contains($0) }, as: UTF8.self)
  }
}
