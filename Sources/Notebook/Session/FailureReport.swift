import Foundation
import NotebookProtocol

/// Puts together what is known of a cell that did not reach its end.
struct FailureReport {
  let cell: Int
  let source: CellSource
  /// The texts of all cells that have run: only their lines mean anything to the reader.
  let files: Set<String>
  var failure: CellFailure
  /// What the runtime said on standard error.
  var fatalMessage: String?
  /// From the innermost frame outwards; a first frame of cell -1 marks a stack overflow.
  var lines: [Symbolizer.Line]

  var fault: CellFault {
    let (cause, message) = causeAndMessage
    return CellFault(cause: cause, message: message, location: location ?? (uncaughtError == nil ? nil : source.firstTry), cell: cell)
  }

  /// What the runtime says of an error that nothing in the cell caught; it says so from no line of the reader's.
  private var uncaughtError: String? {
    let opening = "Error raised at top level: "
    return fatalMessage.flatMap { $0.hasPrefix(opening) ? String($0.dropFirst(opening.count)) : nil }
  }

  /// A compiler-generated place has line 0, and the prelude is no text of the reader's.
  private var location: SourceLocation? {
    lines.lazy.map { SourceLocation(file: Self.known($0.location.file, in: files), line: $0.location.line) }
      .first { files.contains($0.file) && $0.line > 0 }
  }

  /// The compiler stores relative names with its own directory in front.
  private static func known(_ file: String, in files: Set<String>) -> String {
    files.contains(file) ? file : files.filter { file.hasSuffix("/" + $0) }.max { $0.count < $1.count } ?? file
  }

  private var causeAndMessage: (CellFault.Cause, String) {
    switch failure.cause {
    case .load(let text): (.load, "the compiled cell cannot be loaded: \(text)")
    case .fork(let text): (.fork, "the system refused another process (\(text)); close other programs, or `:restart`")
    case .threads:
      (.threads, "a thread that the cell started was still running at its end, and undo cannot take threads back; wait for it in the cell")
    case .exit(let code): (.exit(code), "the cell called exit(\(code)), which ends its process; a cell ends at its last line")
    case .signal(let signal): signalled(signal)
    }
  }

  private func signalled(_ signal: Int32) -> (CellFault.Cause, String) {
    if let message = failure.message { return (.engine, message) }
    if failure.frames.first?.cell == -1 {
      return (.stackOverflow, "the stack overflowed: a function calls itself without an end")
    }
    if let message = uncaughtError ?? fatalMessage { return (.trap, message) }
    guard signal == SIGILL || signal == SIGTRAP else { return (.signal(signal), "the cell's process ended with \(SignalName.of(signal))") }
    return (.trap, runtimeFailure ?? "a precondition failed (the optimised code keeps no message)")
  }

  private var runtimeFailure: String? {
    lines.lazy.compactMap { $0.function.wholeMatch(of: #/Swift runtime failure: (.*)/#).map { String($0.1) } }.first
  }
}
