import Foundation
import Notebook
import Terminal

/// An error of the notebook as lines of the terminal, with the line of the lesson that is meant.
struct FaultLines {
  private let renderer: DiagnosticRenderer
  /// The text of a line of a place, `nil` when there is none.
  let source: (_ place: String, _ line: Int) -> String?

  init(width: Int, isUnicode: Bool, source: @escaping (_ place: String, _ line: Int) -> String?) {
    renderer = DiagnosticRenderer(width: width, isUnicode: isUnicode)
    self.source = source
  }

  func lines(_ error: NotebookError) -> [StyledText] {
    switch error {
    case .compile(let diagnostics): return diagnostics.flatMap(lines)
    case .cellFailed(let fault): return lines(fault)
    case .featureRefused(_, let place):
      return excerpt(Faults.prose(error), at: place.file, line: place.line)
    default: return plain(Faults.prose(error))
    }
  }

  /// What the compiler says about a cell that runs all the same.
  func lines(_ diagnostic: Notebook.Diagnostic) -> [StyledText] {
    renderer.lines(converted(diagnostic), source: source)
  }

  private func lines(_ fault: CellFault) -> [StyledText] {
    guard let place = fault.location else { return plain(fault.description) }
    let diagnostic = Terminal.Diagnostic(.error, fault.message, place: place.file, line: place.line)
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
      length: diagnostic.length, notes: diagnostic.notes.map(converted))
  }
}
