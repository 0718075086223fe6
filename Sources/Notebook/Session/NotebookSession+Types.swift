import CProcess
import Foundation

extension NotebookSession {
  /// The type of an expression, which is looked at and never runs.
  ///
  /// - Parameter file: What errors call the place.
  public func type(of expression: String, file: String) throws(NotebookError) -> String {
    drainInterrupts()
    cprocess_forward_interrupts(interrupts.writing)
    defer { cprocess_forward_interrupts(-1) }
    return try compiler.type(of: CellSource(expression, file: file), in: states[depth].context, interrupt: interrupts.reading)
  }
}

extension CellCompiler {
  /// Lets the compiler print what it makes of `let valueOfTheExpression = (...)`: the declaration comes back with its type.
  func type(of cell: CellSource, in context: CellContext, interrupt: Int32) throws(NotebookError) -> String {
    let name = "valueOfTheExpression"
    let parsed = ParsedCell(shownExpression: 0)
    let prelude = context.prelude(for: parsed, text: cell.text).lines
    let edits = try CellEdits(cell, parsed, prelude: prelude, module: Self.moduleOfTypedCell, opening: "let \(name) = (")
    let printer = try Tool(path: toolchain.frontend, arguments: printerArguments, environment: environment)
    let run = try finish(printer, Array(edits.source.utf8), interrupt: interrupt, place: cell.start)
    let errors = edits.undone(DiagnosticReader.read(run.errorText), of: cell).filter { $0.severity == .error }
    if !errors.isEmpty { throw .compile(errors) }
    guard run.succeeded, let type = Self.type(of: name, in: String(decoding: run.output, as: UTF8.self)) else {
      throw .compilerCrashed(signal: cprocess_signal_of(run.status), text: run.errorText)
    }
    return type
  }

  private var printerArguments: [String] {
    ["-frontend", "-print-ast", "-module-name", Self.moduleOfTypedCell, "-diagnostic-style", "llvm", "-suppress-warnings"]
      + Workbench.contextArguments(modules, search: cache.directory, stubs: stubs) + ["-"]
  }

  /// From `@_hasInitialValue internal let name: Type = value`.
  private static func type(of name: String, in printed: String) -> String? {
    guard let start = printed.range(of: "let \(name): ")?.upperBound else { return nil }
    let line = printed[start...].prefix { $0 != "\n" }
    let type = line.range(of: " = ").map { line[..<$0.lowerBound] } ?? line
    return type == "()" ? "Void" : String(type).replacing(#/Cell_[0-9a-f]{16}\./#, with: "")
  }
}
