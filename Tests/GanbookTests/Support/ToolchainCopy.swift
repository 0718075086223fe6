import Foundation
import Testing

/// A toolchain made of links to the real one, of which a test may take parts away.
struct ToolchainCopy {
  let path: String

  /// - Parameter leavingOut: Names in `lib` that begin so are not linked.
  init(in folder: TemporaryFolder, leavingOut prefix: String? = nil) throws {
    path = folder.path + "/toolchain"
    let files = FileManager.default
    let places = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/swift" }
    let swift = try #require(places.first { files.isExecutableFile(atPath: $0) })
    let root = URL(fileURLWithPath: swift).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent().path
    try files.createDirectory(atPath: path + "/lib/swift/linux", withIntermediateDirectories: true)
    try files.createSymbolicLink(atPath: path + "/bin", withDestinationPath: root + "/bin")
    for parent in ["lib", "lib/swift", "lib/swift/linux"] {
      for name in try files.contentsOfDirectory(atPath: "\(root)/\(parent)") where !files.fileExists(atPath: "\(path)/\(parent)/\(name)") {
        if let prefix, name.hasPrefix(prefix) { continue }
        try files.createSymbolicLink(atPath: "\(path)/\(parent)/\(name)", withDestinationPath: "\(root)/\(parent)/\(name)")
      }
    }
  }

  /// Makes the standard library's module say another version.
  func pretend(version: String) throws {
    let module = path + "/lib/swift/linux/Swift.swiftmodule"
    try FileManager.default.removeItem(atPath: module)
    try FileManager.default.createDirectory(atPath: module, withIntermediateDirectories: true)
    #if arch(x86_64)
      let name = "x86_64-unknown-linux-gnu.swiftmodule"
    #else
      let name = "aarch64-unknown-linux-gnu.swiftmodule"
    #endif
    try "\u{1}\u{2}\(version)\u{0}".write(toFile: "\(module)/\(name)", atomically: true, encoding: .utf8)
  }
}
