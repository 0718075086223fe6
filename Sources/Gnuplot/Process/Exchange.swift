import Glibc

/// Feeds a child and drains it at the same time.
struct Exchange {
  enum Outcome { case complete, late, cancelled, ended }

  let child: Child
  /// The script; `sent` bytes of it are with the child.
  let pending: [UInt8]
  let mark: [UInt8]
  let errorLimit: Int
  private var sent = 0
  private var received: [UInt8] = []
  private var errors: [UInt8] = []

  init(child: Child, pending: [UInt8], mark: [UInt8], errorLimit: Int) {
    self.child = child
    self.pending = pending
    self.mark = mark
    self.errorLimit = errorLimit
  }

  /// What came before the mark.
  var picture: [UInt8] { Array(received.dropLast(mark.count)) }

  /// What gnuplot complained about, as one line.
  var complaint: String {
    String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.drop(while: \.isWhitespace) }
      .filter { line in line.contains { $0 != "^" } }
      .joined(separator: " ")
  }

  /// Runs until the mark arrives, the child closes its outputs or the time is up.
  mutating func run(until end: ContinuousClock.Instant, unless isCancelled: () -> Bool) throws(GnuplotError) -> Outcome {
    while true {
      if isCancelled() { return .cancelled }
      if received.suffix(mark.count).elementsEqual(mark) { return .complete }
      if !child.output.isOpen && !child.errors.isOpen { return .ended }
      let left = end - .now
      guard left > .zero else { return .late }
      try wait(for: left)
    }
  }

  private mutating func wait(for left: Duration) throws(GnuplotError) {
    // poll() passes over an entry whose descriptor is negative, which is what a closed one is.
    var entries = [
      pollfd(fd: child.input.number, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: child.output.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: child.errors.number, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = Int32(min(max((left / .milliseconds(1)).rounded(.up), 1), 60_000))
    guard poll(&entries, nfds_t(entries.count), milliseconds) >= 0 else {
      if errno == EINTR { return }
      throw .system(operation: "poll", code: errno)
    }
    if entries[0].revents != 0 { send() }
    if entries[1].revents != 0 { drain(child.output, into: &received, keeping: .max) }
    if entries[2].revents != 0 { drain(child.errors, into: &errors, keeping: errorLimit) }
  }

  /// Sends as much as the child takes at the moment. The end of the script is the end of the pipe.
  private mutating func send() {
    let count = pending.withUnsafeBytes { bytes in
      write(child.input.number, bytes.baseAddress! + sent, bytes.count - sent)
    }
    if count > 0 { sent += count }
    if sent == pending.count || (count < 0 && errno != EAGAIN && errno != EINTR) { child.input.close() }
  }

  private func drain(_ descriptor: FileDescriptor, into bytes: inout [UInt8], keeping limit: Int) {
    let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      count = max(0, read(descriptor.number, buffer.baseAddress, buffer.count))
    }
    if chunk.isEmpty {
      descriptor.close()
    } else if bytes.count < limit {
      bytes.append(contentsOf: chunk.prefix(limit - bytes.count))
    }
  }
}
