import CProcess
import Foundation

/// A program of the toolchain that has been started and waits for its input.
///
/// More than a third of a compiler run is the program's own start. A tool that was started while the reader was reading has that
/// behind it: it takes its source from standard input.
package final class Tool {
  package struct Result {
    package var status: Int32
    package var output: Data
    var errorOutput: Data
    package var succeeded: Bool { cprocess_exit_code_of(status) == 0 }
    var errorText: String { String(decoding: errorOutput, as: UTF8.self) }
  }

  package enum Failure: Error {
    case timedOut
    case interrupted
  }

  private let process: ChildProcess
  private var input: Int32
  private let output: Int32
  private let errorOutput: Int32
  private var isRunning = true

  package init(path: String, arguments: [String], environment: [String: String]) throws(NotebookError) {
    guard let input = Pipe(), let output = Pipe(), let errorOutput = Pipe() else {
      throw .cannotStart(program: path, reason: String(cString: strerror(errno)))
    }
    defer { for end in [input.reading, output.writing, errorOutput.writing] { close(end) } }
    let process = ChildProcess(
      path: path, arguments: arguments, environment: environment,
      descriptors: [input.reading, output.writing, errorOutput.writing])
    (self.input, self.output, self.errorOutput) = (input.writing, output.reading, errorOutput.reading)
    guard let process else {
      let reason = String(cString: strerror(errno))
      for end in [input.writing, output.reading, errorOutput.reading] { close(end) }
      throw .cannotStart(program: path, reason: reason)
    }
    self.process = process
    cprocess_set_nonblocking(input.writing)
  }

  deinit {
    if isRunning { process.terminate() }
    if input >= 0 { close(input) }
    close(output)
    close(errorOutput)
  }

  /// Hands over the input and waits for the end.
  ///
  /// - Parameters:
  ///   - seconds: The deadline, after which the tool is killed.
  ///   - interrupt: A descriptor that becomes readable when the reader wants no more of this.
  package func finish(_ bytes: [UInt8], within seconds: Double, interrupt: Int32 = -1) throws(Failure) -> Result {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var written = 0
    var data = [output: Data(), errorOutput: Data()]
    var open = [output, errorOutput]
    while !open.isEmpty {
      if written == bytes.count { closeInput() }
      var descriptors = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      descriptors.append(pollfd(fd: interrupt, events: Int16(POLLIN), revents: 0))
      descriptors.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0))
      let remaining = (deadline - .now) / .milliseconds(1)
      guard remaining > 0 else { throw .timedOut }
      poll(&descriptors, nfds_t(descriptors.count), Int32(min(remaining.rounded(.up), 60_000)))
      if descriptors[open.count].revents != 0 { throw .interrupted }
      if descriptors[open.count + 1].revents != 0 { feed(bytes, from: &written) }
      for ready in descriptors.prefix(open.count) where ready.revents != 0 {
        if !drain(ready.fd, into: &data[ready.fd, default: Data()]) { open.removeAll { $0 == ready.fd } }
      }
    }
    return Result(status: try wait(until: deadline), output: data[output]!, errorOutput: data[errorOutput]!)
  }

  private func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  private func feed(_ bytes: [UInt8], from start: inout Int) {
    let count = bytes.withUnsafeBytes { write(input, $0.baseAddress! + start, $0.count - start) }
    if count >= 0 { start += count } else if errno != EAGAIN && errno != EINTR { start = bytes.count }
  }

  private func drain(_ descriptor: Int32, into data: inout Data) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &buffer, buffer.count)
    if count > 0 { data.append(contentsOf: buffer[0..<count]) }
    return count > 0 || (count < 0 && errno == EINTR)
  }

  private func wait(until deadline: ContinuousClock.Instant) throws(Failure) -> Int32 {
    while true {
      if let status = process.poll() {
        isRunning = false
        return status
      }
      guard ContinuousClock.now < deadline else { throw .timedOut }
      usleep(200)
    }
  }
}
