import CProcess
import Foundation
import Synchronization

/// Completes Swift through a helper process that may crash, hang or be killed at any time.
///
/// A thread of its own watches over the helper: it hands over one request at a time, starts another helper when one ends, and ends one
/// that owes an answer for too long. Whoever asks waits for half a second, and a little more while the helper is cold.
public final class CompletionService: Sendable {
  /// What the service is told about time; seconds.
  package struct Patience: Sendable {
    /// How long the reader waits for an answer, and how long while the helper loads the modules.
    package var warm = 0.5
    package var cold = 2.5
    /// After how long a helper that owes an answer is ended, and how long its first answer may take.
    package var hung = 5.0
    package var loading = 60.0
    /// What passes before each start. After the last there is no completion.
    package var pauses = [0.0, 0.5, 2, 8]

    package init() {}
  }

  private struct State {
    var waiting: CompletionRequest?
    var answer: CompletionAnswer?
    var number = 0
    var isWarm = false
    var isOver = false
    var hasGivenUp = false
    var notices: [String] = []
    var process: pid_t?
  }

  private let executable: String
  private let library: String
  private let environment: [String: String]
  private let arguments: [String]
  private let patience: Patience
  private let state = Mutex(State())
  /// Bytes that wake the thread, whoever asked, and whoever shows notices.
  private let calls: Pipe
  private let answers: Pipe
  private let news: Pipe

  /// - Parameters:
  ///   - library: The path of `libsourcekitdInProc.so`.
  ///   - arguments: The compiler's, as for a cell.
  /// - Returns: `nil` when the system has no pipes left.
  init?(executable: String, library: String, environment: [String: String], arguments: [String], patience: Patience) {
    guard let calls = Pipe(), let answers = Pipe(), let news = Pipe() else { return nil }
    (self.calls, self.answers, self.news) = (calls, answers, news)
    (self.executable, self.library, self.environment) = (executable, library, environment)
    (self.arguments, self.patience) = (arguments, patience)
    for pipe in [calls, answers, news] {
      for end in [pipe.reading, pipe.writing] { cprocess_set_nonblocking(end) }
    }
    Thread.detachNewThread { [self] in supervise() }
  }

  deinit {
    for pipe in [calls, answers, news] {
      for end in [pipe.reading, pipe.writing] { close(end) }
    }
  }

  /// Ends the helper. Nothing is completed from here on.
  public func end() {
    state.withLock { $0.isOver = true }
    Self.ring(calls)
  }

  /// Whether helpers ended so often that no other is started.
  public var hasGivenUp: Bool { state.withLock { $0.hasGivenUp } }

  /// The helper's process while there is one.
  package var process: pid_t? { state.withLock { $0.process } }

  /// Whether the helper has answered since it was started.
  package var isWarm: Bool { state.withLock { $0.isWarm } }

  // MARK: Asking

  /// What may stand at the place; nothing when the answer does not come in time.
  ///
  /// - Parameter interrupt: A descriptor that becomes readable when the reader wants no more of this.
  public func candidates(at place: CompletionPlace, interrupt: Int32 = -1) -> [Candidate] {
    let begin = ContinuousClock.now
    let number: Int? = state.withLock { state in
      guard !state.hasGivenUp, !state.isOver else { return nil }
      state.number += 1
      state.waiting = CompletionRequest(number: state.number, place: place, arguments: arguments)
      return state.number
    }
    guard let number else { return [] }
    Self.ring(calls)
    while true {
      let limit = isWarm ? patience.warm : patience.cold
      let remaining = limit - (ContinuousClock.now - begin) / .seconds(1)
      guard remaining > 0, !Self.wait(for: answers, or: interrupt, seconds: remaining) else { break }
      Self.drain(answers)
      if let answer = state.withLock({ $0.answer }), answer.number == number { return answer.candidates }
    }
    state.withLock { if $0.waiting?.number == number { $0.waiting = nil } }
    return []
  }

  /// Becomes readable when there is something to tell.
  public var noticeDescriptor: Int32 { news.reading }

  /// What the reader should know since the last call.
  public func takeNotices() -> [String] {
    Self.drain(news)
    return state.withLock { state in
      defer { state.notices = [] }
      return state.notices
    }
  }

  // MARK: Watching

  private func supervise() {
    var hasTold = false
    for pause in patience.pauses {
      guard rest(pause) else { return }
      guard let helper = CompletionHelper(executable: executable, library: library, environment: environment) else { continue }
      state.withLock { $0.process = helper.process.identifier }
      attend(helper)
      state.withLock { ($0.process, $0.isWarm) = (nil, false) }
      if isOver { return }
      if !hasTold { tell("The helper that completes Swift ended unexpectedly; another one takes its place.") }
      hasTold = true
    }
    state.withLock { $0.hasGivenUp = true }
    Self.ring(answers)
    tell("The helper that completes Swift ended too often: TAB completes commands, lessons and files only. `:restart` tries again.")
  }

  /// Returns when the helper is gone, hangs, or is not wanted any more.
  private func attend(_ helper: CompletionHelper) {
    var owed: (number: Int, since: ContinuousClock.Instant)? = (0, .now)
    helper.send(CompletionRequest(number: 0, place: .warmUp, arguments: arguments))
    while !isOver {
      if owed == nil, let request = takeWaiting() {
        owed = (request.number, .now)
        helper.send(request)
      }
      let limit = isWarm ? patience.hung : patience.loading
      let remaining = owed.map { limit - (ContinuousClock.now - $0.since) / .seconds(1) }
      if let remaining, remaining <= 0 { return }
      var requests = [
        pollfd(fd: calls.reading, events: Int16(POLLIN), revents: 0), pollfd(fd: helper.output, events: Int16(POLLIN), revents: 0),
      ]
      requests.append(pollfd(fd: helper.hasUnsent ? helper.input : -1, events: Int16(POLLOUT), revents: 0))
      poll(&requests, nfds_t(requests.count), remaining.map { Int32(($0 * 1_000).rounded(.up)) } ?? -1)
      if requests[0].revents != 0 { Self.drain(calls) }
      if requests[2].revents != 0 { helper.push() }
      guard requests[1].revents != 0 else { continue }
      guard let received = helper.receive() else { return }
      for answer in received {
        if answer.number == owed?.number { owed = nil }
        state.withLock { ($0.answer, $0.isWarm) = (answer, true) }
        Self.ring(answers)
      }
    }
  }

  private var isOver: Bool { state.withLock { $0.isOver } }

  private func takeWaiting() -> CompletionRequest? {
    state.withLock { state in
      defer { state.waiting = nil }
      return state.waiting
    }
  }

  /// - Returns: Whether the service is still wanted.
  private func rest(_ seconds: Double) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while !isOver, ContinuousClock.now < end {
      _ = Self.wait(for: calls, or: -1, seconds: (end - .now) / .seconds(1))
      Self.drain(calls)
    }
    return !isOver
  }

  private func tell(_ text: String) {
    state.withLock { $0.notices.append(text) }
    Self.ring(news)
  }

  // MARK: Pipes

  private static func ring(_ pipe: Pipe) { _ = write(pipe.writing, "!", 1) }

  private static func drain(_ pipe: Pipe) {
    var buffer = [UInt8](repeating: 0, count: 64)
    while read(pipe.reading, &buffer, buffer.count) > 0 {}
  }

  /// - Returns: Whether `interrupt` is readable.
  private static func wait(for pipe: Pipe, or interrupt: Int32, seconds: Double) -> Bool {
    var requests = [pipe.reading, interrupt].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    poll(&requests, 2, Int32(max(0, seconds * 1_000).rounded(.up)))
    return requests[1].revents != 0
  }
}
