import GANs
import NotebookProtocol
import Testing

/// All tests that listen to the notebook's link, which a process has once: they run one after another.
@Suite("The notebook's face", .serialized)
enum NotebookFaceTests {
  /// What the body says to the notebook.
  static func messages(of body: () throws -> Void) rethrows -> [CellMessage] {
    var heard: [CellMessage] = []
    NotebookLink.send = { heard.append($0) }
    defer { NotebookLink.send = nil }
    try body()
    return heard
  }
}

extension [CellMessage] {
  var figures: [Figure] { compactMap { if case .figure(let figure) = $0 { figure } else { nil } } }
  var notes: [String] { compactMap { if case .note(let text) = $0 { text } else { nil } } }
  var progress: [TrainingProgress] { compactMap { if case .progress(let progress) = $0 { progress } else { nil } } }
  var records: [MetricRecord] { flatMap { if case .metrics(let records) = $0 { records } else { [MetricRecord]() } } }
  var claims: [ClaimOutcome] { compactMap { if case .claim(let claim) = $0 { claim } else { nil } } }
  var checks: [CheckOutcome] { compactMap { if case .check(let check) = $0 { check } else { nil } } }
  var tables: [Table] { compactMap { if case .table(let table) = $0 { table } else { nil } } }
}
