import Foundation

/// Modules whose names readers write; the raw value names their file in the cache.
enum ReadersModules: String {
  case library = "documentation"
  case swift = "documentation-of-swift"
  case foundation = "documentation-of-foundation"

  var names: [String] {
    switch self {
    case .library: ModuleLocations.readersModules
    // What other modules add to Swift's types comes with it.
    case .swift: ["Swift"]
    case .foundation: ["Foundation", "FoundationEssentials"]
    }
  }
}

extension CellCompiler {
  /// What modules declare: from the cache, or out of the modules and the documentation beside them, which takes half a second for the
  /// library and one or two for Swift's own.
  func documentation(of modules: ReadersModules, interrupt: Int32) throws(NotebookError) -> DocumentationIndex {
    let path = "\(cache.directory)/\(modules.rawValue).json"
    if let data = FileManager.default.contents(atPath: path), let index = try? JSONDecoder().decode(DocumentationIndex.self, from: data) {
      return index
    }
    let graphs = try extractedGraphs(modules.names, interrupt: interrupt)
    let index = DocumentationIndex(names: graphs.flatMap(\.names), conformances: SymbolGraph.conformances(graphs))
    // Without room for it the next session makes it again.
    if let data = try? JSONEncoder().encode(index) { try? data.write(to: URL(fileURLWithPath: path), options: .atomic) }
    return index
  }

  private func extractedGraphs(_ modules: [String], interrupt: Int32) throws(NotebookError) -> [SymbolGraph] {
    let folder = NSTemporaryDirectory() + "ganbook-documentation-\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .cacheUnusable(path: folder, reason: error.localizedDescription)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let tools = try modules.map { module throws(NotebookError) in
      try Tool(path: toolchain.symbolExtractor, arguments: extractorArguments(module, folder), environment: environment)
    }
    for tool in tools {
      let run = try finish(tool, [], interrupt: interrupt, place: SourceLocation(file: "documentation", line: 1))
      guard run.succeeded else { throw .documentationUnreadable(run.errorText) }
    }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    return files.compactMap { file in
      FileManager.default.contents(atPath: "\(folder)/\(file)").flatMap { try? JSONDecoder().decode(SymbolGraph.self, from: $0) }
    }
  }

  private func extractorArguments(_ module: String, _ folder: String) -> [String] {
    [
      "-module-name", module, "-minimum-access-level", "public", "-skip-synthesized-members", "-skip-inherited-docs",
      "-output-dir", folder,
    ] + Workbench.moduleArguments(modules, search: cache.directory, stubs: stubs)
  }
}
