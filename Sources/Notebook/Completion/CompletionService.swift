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
    /// What is asked next, what the helper is at, and what it answered last. An answer that comes late serves the next TAB.
    var waiting: CompletionPlace?
    var owed: CompletionPlace?
    var answered: (place: CompletionPlace, candidates: [Candidate])?
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
    let isAsked = state.withLock { state in
      guard !state.hasGivenUp, !state.isOver else { return false }
      state.waiting = state.owed == place || state.answered?.place == place ? nil : place
      return true
    }
    guard isAsked else { return [] }
    Self.ring(calls)
    while true {
      if let answered = state.withLock({ $0.answered }), answered.place == place { return answered.candidates }
      let limit = isWarm ? patience.warm : patience.cold
      let remaining = limit - (ContinuousClock.now - begin) / .seconds(1)
      guard remaining > 0, !hasGivenUp, !Self.wait(for: answers, or: interrupt, seconds: remaining) else { return [] }
      Self.drain(answers)
    }
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
      state.withLock { ($0.process, $0.isWarm, $0.owed) = (nil, false, nil) }
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
    var since = ContinuousClock.now
    var number = 0
    ask(.warmUp, number, helper)
    while !isOver {
      if let place = takeWaiting() {
        (since, number) = (.now, number + 1)
        ask(place, number, helper)
      }
      let limit = isWarm ? patience.hung : patience.loading
      let remaining = isOwed ? limit - (ContinuousClock.now - since) / .seconds(1) : nil
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
      for answer in received where answer.number == number { take(answer) }
    }
  }

  private func ask(_ place: CompletionPlace, _ number: Int, _ helper: CompletionHelper) {
    state.withLock { $0.owed = place }
    helper.send(CompletionRequest(number: number, place: place, arguments: arguments))
  }

  private func take(_ answer: CompletionAnswer) {
    state.withLock { state in
      if let place = state.owed { state.answered = (place, answer.candidates) }
      (state.owed, state.isWarm) = (nil, true)
    }
    Self.ring(answers)
  }

  private var isOwed: Bool { state.withLock { $0.owed != nil } }

  private var isOver: Bool { state.withLock { $0.isOver } }

  /// What is to be asked next, once the helper is free.
  private func takeWaiting() -> CompletionPlace? {
    state.withLock { state in
      guard state.owed == nil else { return nil }
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
