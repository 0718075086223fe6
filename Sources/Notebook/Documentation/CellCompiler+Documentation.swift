import Foundation

extension CellCompiler {
  /// The library's declarations: from the cache, or out of the modules and the documentation beside them, which takes half a second.
  func documentation(interrupt: Int32) throws(NotebookError) -> DocumentationIndex {
    let path = cache.directory + "/documentation.json"
    if let data = FileManager.default.contents(atPath: path), let index = try? JSONDecoder().decode(DocumentationIndex.self, from: data) {
      return index
    }
    let index = DocumentationIndex(names: try extractedNames(interrupt: interrupt))
    // Without room for it the next session makes it again.
    if let data = try? JSONEncoder().encode(index) { try? data.write(to: URL(fileURLWithPath: path), options: .atomic) }
    return index
  }

  private func extractedNames(interrupt: Int32) throws(NotebookError) -> [DocumentedName] {
    let folder = NSTemporaryDirectory() + "ganbook-documentation-\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .cacheUnusable(path: folder, reason: error.localizedDescription)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let tools = try ModuleLocations.readersModules.map { module throws(NotebookError) in
      try Tool(path: toolchain.symbolExtractor, arguments: extractorArguments(module, folder), environment: environment)
    }
    for tool in tools {
      let run = try finish(tool, [], interrupt: interrupt, place: SourceLocation(file: "documentation", line: 1))
      guard run.succeeded else { throw .documentationUnreadable(run.errorText) }
    }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    return files.flatMap { file in
      FileManager.default.contents(atPath: "\(folder)/\(file)").flatMap { try? JSONDecoder().decode(SymbolGraph.self, from: $0) }?.names
        ?? []
    }
  }

  private func extractorArguments(_ module: String, _ folder: String) -> [String] {
    [
      "-module-name", module, "-minimum-access-level", "public", "-skip-synthesized-members", "-skip-inherited-docs",
      "-output-dir", folder,
    ] + Workbench.moduleArguments(modules, search: cache.directory, stubs: stubs)
  }
}
