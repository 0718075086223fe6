import Foundation
import Notebook
import Testing

@Suite("Finding the toolchain and the modules") struct ToolchainTests {
  let modules: ModuleLocations

  init() throws { modules = try ModuleLocations.find(executable: TestNotebook.executable) }

  @Test("the toolchain on PATH is found through its links") func onPath() throws {
    let toolchain = try Toolchain.find(for: modules)
    #expect(toolchain.version.hasPrefix("Swift version 6"))
    #expect(access(toolchain.frontend, X_OK) == 0)
  }

  @Test("without PATH it is found around the runtime that this process uses") func aroundRuntime() throws {
    #expect(try Toolchain.find(for: modules, environment: [:]) == Toolchain.find(for: modules))
  }

  @Test("SWIFT_TOOLCHAIN is the only place when it is set") func explicit() throws {
    #expect(throws: NotebookError.toolchainMissing(searched: ["/nowhere", "/nowhere/usr"])) {
      try Toolchain.find(for: modules, environment: ["SWIFT_TOOLCHAIN": "/nowhere"])
    }
  }

  @Test("another version than the one Ganbook was built with is noticed") func otherVersion() throws {
    let real = try Toolchain.find(for: modules)
    let root = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: root) }
    try makeToolchain(at: root, like: real, version: "Swift version 5.9 (swift-5.9-RELEASE)")
    #expect(throws: NotebookError.toolchainMismatch(found: "Swift version 5.9 (swift-5.9-RELEASE)", path: root, wanted: real.version)) {
      try Toolchain.find(for: modules, environment: ["SWIFT_TOOLCHAIN": root])
    }
  }

  private func makeToolchain(at root: String, like real: Toolchain, version: String) throws {
    let manager = FileManager.default
    let core = "\(root)/lib/swift/linux/Swift.swiftmodule"
    for directory in ["\(root)/bin", core, (real.registrar.replacing(real.root, with: root) as NSString).deletingLastPathComponent] {
      try manager.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }
    for tool in [real.frontend, real.linker, real.registrar] {
      try manager.createSymbolicLink(atPath: tool.replacing(real.root, with: root), withDestinationPath: tool)
    }
    try Data("head\0\(version)\0".utf8).write(to: URL(fileURLWithPath: "\(core)/\(Toolchain.target).swiftmodule"))
  }

  @Test("missing modules are named with the places that were looked at") func missingModules() {
    #expect(throws: NotebookError.modulesMissing(searched: ["/nowhere/bin/Modules", "/nowhere/lib/ganbook/Modules"])) {
      try ModuleLocations.find(executable: "/nowhere/bin/ganbook")
    }
  }
}
