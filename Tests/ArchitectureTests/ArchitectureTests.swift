import Foundation
import Testing

@Suite("The house")
struct ArchitectureTests {
  let manifest = Manifest(SourceTree.text(of: "Package.swift"))

  @Test("every room of the design is a target, and every target is a room of the design")
  func targets() {
    let declared = Set(manifest.targets.map(\.name)).filter { !$0.hasSuffix("Tests") && !["Benchmarks", "Probe"].contains($0) }
    #expect(declared == Set(House.rooms.keys))
  }

  @Test("a target depends on what stands below it and on nothing else", arguments: House.rooms.keys.sorted())
  func dependencies(target: String) throws {
    let declared = try #require(manifest[target]).dependencies
    #expect(declared.isSubset(of: House.below(target)), "\(target) depends on \(declared.subtracting(House.below(target)))")
  }

  @Test("the manifest's dependencies are read in each of its forms")
  func manifestForms() {
    #expect(manifest["GANs"]?.dependencies == ["Adversarial", "Datasets", "NotebookProtocol"])
    #expect(manifest["Lessons"]?.dependencies.contains("Yams") == true)
    #expect(manifest["ganbook"]?.dependencies.contains("ArgumentParser") == true)
    #expect(manifest["COpenBLAS"]?.dependencies == [])
  }

  @Test("every Swift library is tested by a target of its own name")
  func testsMirrorSources() {
    for target in House.mathematics.union(House.notebook).union(["Figures", "NotebookProtocol"]) {
      #expect(manifest["\(target)Tests"] != nil, "\(target)Tests is missing")
    }
    #expect(manifest["GanbookTests"] != nil)
  }

  @Test("imports point downward only", arguments: House.rooms.keys.sorted())
  func imports(target: String) {
    let allowed = House.below(target).union(House.platform)
    for file in SourceTree.files(under: "Sources/\(target)", extensions: ["swift"]) {
      for module in SourceTree.imports(of: file) {
        #expect(allowed.contains(module), "\(file.path) imports \(module)")
        if let owner = House.packages[module] { #expect(owner == target, "\(file.path): only \(owner) may import \(module)") }
      }
    }
  }

  @Test("the mathematics and the notebook never import each other")
  func worldsApart() {
    for (from, to) in [(House.mathematics, House.notebook), (House.notebook, House.mathematics)] {
      for target in from {
        #expect(House.below(target).isDisjoint(with: to))
        for file in SourceTree.files(under: "Sources/\(target)", extensions: ["swift"]) {
          #expect(to.isDisjoint(with: SourceTree.imports(of: file)), "\(file.path)")
        }
      }
    }
  }

  @Test("an import is recognised in every form that Swift has for it")
  func importForms() {
    let text =
      "import A\n@_exported import B\n  public import C\n@testable import struct D.X\n@_spi(Y) import E\n// import F\nlet important = 1\n"
    #expect(SourceTree.imports(of: .init(path: "", text: text)) == ["A", "B", "C", "D", "E"])
  }

  @Test("every target that holds Swift treats warnings as errors")
  func warningsAreErrors() throws {
    #expect(manifest.text.contains(/let house: \[SwiftSetting\] = \[\s*\.treatAllWarnings\(as: \.error\)/))
    for helper in ["func library", "func tests"] {
      let body = try #require(manifest.text.range(of: helper)).upperBound
      #expect(manifest.text[body...].prefix { $0 != "}" }.contains("swiftSettings: house"), "\(helper)")
    }
    for target in manifest.targets where target.declaration.contains("xecutableTarget(") {
      #expect(target.declaration.contains("swiftSettings: house"), "\(target.name)")
    }
  }

  @Test("no file is longer than 600 lines")
  func length() {
    for file in SourceTree.everything() where !file.path.hasPrefix("Lessons") {
      #expect(file.lines.count <= 600, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test("tests see what readers see: none imports a module's internals")
  func noTestableImports() {
    for file in SourceTree.files(under: "Tests", extensions: ["swift"]) {
      let lines = file.lines.filter { $0.hasPrefix("@testable") }
      #expect(lines.isEmpty, "\(file.path)")
    }
  }

  @Test("no file names a place that only one machine has")
  func noMachinePaths() throws {
    let folders = ["home", "root", "Users", "opt", "srv", "mnt", "work"].joined(separator: "|")
    let pattern = try Regex("(?:^|[^\\w.~})*-])/(\(folders))/[A-Za-z]")
    let here = SourceTree.root.path
    for file in SourceTree.everything() {
      #expect(!file.text.contains(here), "\(file.path) names the checkout it was written in")
      for (index, line) in file.lines.enumerated() {
        #expect(line.firstMatch(of: pattern) == nil, "\(file.path):\(index + 1): \(line)")
      }
    }
  }
}
