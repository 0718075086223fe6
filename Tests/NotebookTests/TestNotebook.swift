import Foundation
import Notebook
import NotebookProtocol

/// A session with a cache of its own, and what its cells said.
final class TestNotebook {
  let session: NotebookSession
  private(set) var events: [CellEvent] = []
  private var line = 1

  static let executable = (realPath("/proc/self/exe").map { ($0 as NSString).deletingLastPathComponent } ?? ".") + "/ganbook"

  /// - Parameter cache: The directory that takes the place of the reader's cache; one that all tests share by default.
  init(cache: String = TestNotebook.sharedCache, _ change: (inout NotebookSession.Configuration) -> Void = { _ in }) throws {
    var environment = ProcessInfo.processInfo.environment
    environment["XDG_CACHE_HOME"] = cache
    var configuration = NotebookSession.Configuration(executable: Self.executable, environment: environment, keepsCompilersReady: false)
    change(&configuration)
    session = try NotebookSession(configuration)
  }

  static let sharedCache = NSTemporaryDirectory() + "ganbook-tests-\(getuid())"

  static func freshCache() -> String { NSTemporaryDirectory() + "ganbook-test-\(UUID().uuidString)" }

  @discardableResult
  func run(_ text: String, file: String = "lesson.md", line: Int = 1, parameters: [String: String] = [:], timeLimit: Double? = 30)
    throws -> CellResult
  {
    events = []
    return try session.run(CellSource(text, file: file, line: line, parameters: parameters), timeLimit: timeLimit) { events.append($0) }
  }

  /// The values that the last cell showed.
  var values: [String] { messages.compactMap { if case .value(let value) = $0 { value.text } else { nil } } }

  var messages: [CellMessage] { events.compactMap { if case .message(let message) = $0 { message } else { nil } } }

  /// What its trainings logged.
  var logged: [MetricRecord] { messages.compactMap { if case .metrics(let records) = $0 { records } else { nil } }.flatMap { $0 } }

  var output: String { events.compactMap { if case .output(let text) = $0 { text } else { nil } }.joined() }

  var errorOutput: String { events.compactMap { if case .errorOutput(let text) = $0 { text } else { nil } }.joined() }

  /// The process of the last cell.
  var process: Int32? { events.lazy.compactMap { if case .started(_, let process) = $0 { process } else { nil } }.first }

  func show(_ expression: String) throws -> String {
    try run(expression)
    return values.joined(separator: "\n")
  }
}

/// The error that `body` throws.
func failure(_ body: () throws -> Void) -> NotebookError? {
  do {
    try body()
    return nil
  } catch {
    return error as? NotebookError
  }
}

/// How the cell failed that `body` runs.
func faultOf(_ body: () throws -> Void) -> CellFault? {
  if case .cellFailed(let fault) = failure(body) { fault } else { nil }
}
