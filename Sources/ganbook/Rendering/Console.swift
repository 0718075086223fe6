import Foundation
import Terminal

/// Where results and diagnostics go, as the reader sees them: their width, and whether they are coloured.
struct Console {
  let output: TerminalInformation
  let diagnostics: TerminalInformation
  private let resultStream: Output
  private let resultStyle: Style
  let diagnosticStyle: Style
  /// Words instead of drawings, for a screen reader.
  let isPlain: Bool

  /// - Parameter resultsAside: Sends results to standard error, because standard output is kept for something else.
  init(_ appearance: AppearanceOptions, resultsAside: Bool = false) {
    let environment = ProcessInfo.processInfo.environment
    isPlain = appearance.plain || environment["GANBOOK_PLAIN"].map { !$0.isEmpty && $0 != "0" } ?? false
    let choice = isPlain ? .never : appearance.color ?? .auto
    resultStream = resultsAside ? .standardError : .standardOutput
    output = Self.information(resultStream.descriptor, environment, isPlain: isPlain)
    diagnostics = Self.information(STDERR_FILENO, environment, isPlain: isPlain)
    resultStyle = Style(isColored: choice.isColored(environment: environment, isTerminal: output.isTerminal))
    diagnosticStyle = Style(isColored: choice.isColored(environment: environment, isTerminal: diagnostics.isTerminal))
  }

  var isColored: Bool { resultStyle.isColored }

  /// What prose, tables and code are laid out for; asked anew because windows are resized.
  var width: Int { min(size.width, ProseRenderer.widestMeasure) }

  /// Where sentences are broken: nowhere in a file, so that tools find a message on one line.
  var sentenceWidth: Int { output.isTerminal ? width : .max / 2 }
  var diagnosticWidth: Int { diagnostics.isTerminal ? min(diagnostics.width, ProseRenderer.widestMeasure) : .max / 2 }

  /// The window as it is now.
  var size: TerminalInformation {
    TerminalInformation(descriptor: resultStream.descriptor, environment: ProcessInfo.processInfo.environment)
  }

  var prose: ProseRenderer {
    ProseRenderer(width: width, window: output.isTerminal ? size.width : nil, isUnicode: output.isUnicode, isPlain: isPlain)
  }

  private static func information(_ descriptor: Int32, _ environment: [String: String], isPlain: Bool) -> TerminalInformation {
    var information = TerminalInformation(descriptor: descriptor, environment: environment)
    if isPlain { information.canMoveCursor = false }
    return information
  }

  /// Results, as text that is not to be touched.
  func write(_ text: String) { resultStream.write(text) }
  func print(_ lines: [StyledText]) { write(resultStyle(lines)) }
  func print(_ line: StyledText) { print([line]) }

  /// A remark of the notebook's own, in sentences.
  func remark(_ text: String, _ role: TextRole = .faint) { print(StyledText(text, role).wrapped(to: sentenceWidth)) }

  /// A cell's own words, which are not to speak to the terminal.
  func harmless(_ text: String) -> String { output.isTerminal ? text.visibleControls(isUnicode: output.isUnicode) : text }

  /// Results that are read from the top: in pages where the window is too low for them.
  ///
  /// - Parameter leavesRest: Whether `q` leaves the rest out: what was called up can be called up again.
  func page(_ lines: [StyledText], leavesRest: Bool = false) {
    guard output.canMoveCursor else { return print(lines) }
    Pager(height: size.height, style: resultStyle).show(lines, leavesRest: leavesRest, write: write)
  }

  /// Diagnostics, as text that is not to be touched.
  func writeAside(_ text: String) { Output.standardError.write(text) }
  func complain(_ lines: [StyledText]) { writeAside(diagnosticStyle(lines)) }
  func complain(_ line: StyledText) { complain([line]) }

  /// A bar on standard error for one training.
  func progressBar() -> ProgressBar {
    let environment = ProcessInfo.processInfo.environment
    return ProgressBar(terminal: { [isPlain] in Self.information(STDERR_FILENO, environment, isPlain: isPlain) }, style: diagnosticStyle)
  }
}
