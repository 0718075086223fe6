import Foundation
import Synchronization

/// The helper that completes Swift: it answers lines on descriptor 3 to lines on standard input, until that ends.
///
/// Two threads: one works, one reads. So the helper ends with the notebook even while the compiler's library is busy or hangs.
///
/// - Parameter library: The path of `libsourcekitdInProc.so`.
public func runCompletionHelper(library: String) -> Never {
  let inbox = Inbox()
  Thread.detachNewThread { answer(inbox, library) }
  while let line = readLine() { inbox.add(line) }
  _exit(0)
}

private let answers: Int32 = 3

private func answer(_ inbox: Inbox, _ library: String) {
  guard let kit = try? SourceKit(library: library) else { _exit(1) }
  while true {
    guard let request = try? JSONDecoder().decode(CompletionRequest.self, from: Data(inbox.next().utf8)) else { continue }
    let candidates = (try? kit.candidates(at: request.place, arguments: request.arguments)) ?? []
    guard let data = try? JSONEncoder().encode(CompletionAnswer(number: request.number, candidates: candidates)) else { continue }
    guard write(data + [0x0a]) else { _exit(0) }
  }
}

private func write(_ data: Data) -> Bool {
  var rest = data[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Foundation.write(answers, $0.baseAddress, $0.count) }
    if count <= 0 { return false }
    rest = rest.dropFirst(count)
  }
  return true
}

/// Lines that wait to be answered.
private final class Inbox: Sendable {
  private let lines = Mutex<[String]>([])
  private let isFilled = NSCondition()

  func add(_ line: String) {
    lines.withLock { $0.append(line) }
    isFilled.lock()
    isFilled.signal()
    isFilled.unlock()
  }

  func next() -> String {
    isFilled.lock()
    defer { isFilled.unlock() }
    while true {
      if let line = lines.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return line }
      isFilled.wait()
    }
  }
}
