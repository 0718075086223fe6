import CProcess
import Foundation

/// The front end's end of the helper: the process and its two pipes.
///
/// Nothing here waits; a helper that does not read or write is left to whoever watches the clock.
final class CompletionHelper {
  let process: ChildProcess
  let input: Int32
  let output: Int32
  private var unsent: [UInt8] = []
  private var received: [UInt8] = []

  /// - Parameter executable: `ganbook`, started with the argument `completion-helper`.
  init?(executable: String, library: String, environment: [String: String]) {
    guard let input = Pipe(), let output = Pipe() else { return nil }
    let process = ChildProcess(
      path: executable, arguments: ["completion-helper", library],
      environment: environment.merging(["OPENBLAS_NUM_THREADS": "1", "SWIFT_BACKTRACE": "enable=no"]) { $1 },
      descriptors: [input.reading, -1, -1, output.writing])
    for end in [input.reading, output.writing] { close(end) }
    (self.input, self.output) = (input.writing, output.reading)
    guard let process else {
      for end in [input.writing, output.reading] { close(end) }
      return nil
    }
    self.process = process
    for end in [input.writing, output.reading] { cprocess_set_nonblocking(end) }
  }

  deinit {
    process.terminate()
    for end in [input, output] { close(end) }
  }

  /// Whether something waits for the helper to read.
  var hasUnsent: Bool { !unsent.isEmpty }

  func send(_ request: CompletionRequest) {
    guard let data = try? JSONEncoder().encode(request) else { return }
    unsent += data + [0x0a]
    push()
  }

  /// Hands over as much as the pipe takes.
  func push() {
    while !unsent.isEmpty {
      let count = unsent.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      unsent.removeFirst(count)
    }
  }

  /// The answers that have come; `nil` when the helper is gone.
  func receive() -> [CompletionAnswer]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(output, &buffer, buffer.count)
    if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { return nil }
    received += buffer[..<max(0, count)]
    var answers: [CompletionAnswer] = []
    while let end = received.firstIndex(of: 0x0a) {
      if let answer = try? JSONDecoder().decode(CompletionAnswer.self, from: Data(received[..<end])) { answers.append(answer) }
      received.removeSubrange(...end)
    }
    return answers
  }
}
