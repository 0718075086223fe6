import CProcess
import Foundation

/// Looks at cells that are to become one program, and at the program: nothing runs.
package final class ProgramReader {
  private let compiler: CellCompiler

  /// What the parser says about a cell.
  package struct Outline {
    package var declarations: [Declaration]
    /// The byte at which the last item begins, if that is an expression whose value is to be seen.
    package var shownExpression: Int?
  }

  package init(
    executable: String = realPath("/proc/self/exe") ?? "ganbook", environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(NotebookError) {
    signal(SIGPIPE, SIG_IGN)
    compiler = try CellCompiler(
      executable: executable, environment: environment, modules: try ModuleLocations.find(executable: executable))
  }

  /// A cell that does not parse has an empty outline: the compiler says why when it gets the program.
  package func outline(_ cell: String) throws(NotebookError) -> Outline {
    if let known = compiler.cache.parsed(cell) { return outline(known) }
    let parser = try Tool(path: compiler.toolchain.frontend, arguments: Workbench.parserArguments, environment: compiler.environment)
    let run = try finish(parser, cell)
    guard run.succeeded, let parsed = try? CellReader.read(run.output, of: cell) else { return outline(ParsedCell()) }
    try compiler.cache.store(parsed, of: cell)
    return outline(parsed)
  }

  private func outline(_ parsed: ParsedCell) -> Outline {
    Outline(declarations: parsed.declarations, shownExpression: parsed.shownExpression)
  }

  /// What the compiler finds wrong with a program; places are its lines.
  package func errors(in program: String) throws(NotebookError) -> [Diagnostic] {
    let arguments =
      ["-frontend", "-typecheck", "-primary-file", "-", "-module-name", "Program", "-diagnostic-style", "llvm", "-suppress-warnings"]
      + Workbench.contextArguments(compiler.modules, search: compiler.cache.directory, stubs: compiler.stubs)
    let run = try finish(
      try Tool(path: compiler.toolchain.frontend, arguments: arguments, environment: compiler.environment), program)
    let errors = DiagnosticReader.read(run.errorText).filter { $0.severity == .error }
    guard run.succeeded || !errors.isEmpty else {
      throw .compilerCrashed(signal: cprocess_signal_of(run.status), text: run.errorText)
    }
    return errors
  }

  private func finish(_ tool: Tool, _ text: String) throws(NotebookError) -> Tool.Result {
    try compiler.finish(tool, Array(text.utf8), interrupt: -1, place: SourceLocation(file: "program", line: 1))
  }
}
