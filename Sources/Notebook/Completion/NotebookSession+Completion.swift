import Foundation

extension NotebookSession {
  /// Starts to load what completion needs, in a process of its own.
  ///
  /// - Returns: `nil` where the toolchain has no sourcekitd.
  public func completionService() -> CompletionService? { completionService(patience: CompletionService.Patience()) }

  package func completionService(patience: CompletionService.Patience) -> CompletionService? {
    guard let library = toolchain.sourceKit else { return nil }
    return CompletionService(
      executable: configuration.executable, library: library, environment: configuration.environment,
      arguments: compiler.completionArguments, patience: patience)
  }

  /// The place at which a cell that is being typed is to be completed.
  public func completionPlace(in text: String, at cursor: String.Index) -> CompletionPlace {
    CompletionPlace(in: text, at: cursor, prelude: states[depth].context.fullPrelude)
  }
}
