import Foundation
import Notebook
import Terminal

/// An error of the notebook as lines of the terminal, with the line of the lesson that is meant.
struct FaultLines {
  private let renderer: DiagnosticRenderer
  /// The text of a line of a place, `nil` when there is none.
  let source: (_ place: String, _ line: Int) -> String?

  init(width: Int, isUnicode: Bool, isPlain: Bool = false, source: @escaping (_ place: String, _ line: Int) -> String?) {
    renderer = DiagnosticRenderer(width: width, isUnicode: isUnicode, isPlain: isPlain)
    self.source = source
  }

  func lines(_ error: NotebookError) -> [StyledText] {
    switch error {
    case .compile(let diagnostics): return lines(diagnostics)
    case .cellFailed(let fault): return lines(fault)
    case .featureRefused(_, _, let place):
      return excerpt(Faults.prose(error), at: place.file, line: place.line)
    default: return plain(Faults.prose(error))
    }
  }

  /// What the compiler says about a cell that runs all the same.
  func lines(_ diagnostic: Notebook.Diagnostic) -> [StyledText] {
    renderer.lines(converted(diagnostic), source: source)
  }

  /// One mistake makes the compiler stumble over what follows: after a few errors the others tell little.
  private static let shownErrors = 3

  private func lines(_ diagnostics: [Notebook.Diagnostic]) -> [StyledText] {
    let errors = diagnostics.filter { $0.severity == .error }
    let left = errors.count - Self.shownErrors
    let shown = left > 0 ? Array(errors.prefix(Self.shownErrors)) : diagnostics
    let rest = left > 0 ? [StyledText("and \(left) more error\(left == 1 ? "" : "s"), which may follow from these", .faint)] : []
    return shown.flatMap(lines) + rest
  }

  private func lines(_ fault: CellFault) -> [StyledText] {
    guard let place = fault.location else { return plain(fault.description) }
    let diagnostic = Terminal.Diagnostic(.error, fault.message, place: place.file, line: place.line, advice: fault.advice ?? "")
    return renderer.lines(diagnostic, source: source) + [StyledText("The notebook stands as it did before this cell.", .faint)]
  }

  private func excerpt(_ text: String, at file: String, line: Int) -> [StyledText] {
    let message = text.replacing("\(file):\(line): ", with: "")
    return renderer.lines(Terminal.Diagnostic(.error, message, place: file, line: line), source: source)
  }

  private func plain(_ text: String) -> [StyledText] {
    (StyledText("error: ", .error) + StyledText(text)).wrapped(to: renderer.width)
  }

  private func converted(_ diagnostic: Notebook.Diagnostic) -> Terminal.Diagnostic {
    let severity: Terminal.Diagnostic.Severity =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .remark, .note: .note
      }
    return Terminal.Diagnostic(
      severity, diagnostic.message, place: diagnostic.file, line: diagnostic.line, column: diagnostic.column > 0 ? diagnostic.column : nil,
      length: diagnostic.length,
      advice: diagnostic.advice ?? "", notes: diagnostic.notes.map(converted))
  }
}
