import CProcess
import Foundation
import NotebookProtocol

/// The front end's end of the kernel: the process, its socket, and the pipes of what writes past C's streams.
package final class Kernel {
  package enum Incoming {
    case event(KernelEvent)
    case output([UInt8])
    case errorOutput([UInt8])
    case frames([CellFailure.Frame])
    /// The kernel is gone.
    case end
  }

  package let process: ChildProcess
  package let socket: Int32
  private let pipes: [Int32]
  private var partial: [UInt8] = []
  private var buffer = [UInt8](repeating: 0, count: Int(cprocess_packet_capacity))
  private let decoder = JSONDecoder.forMessages
  private let encoder = JSONEncoder.forMessages
  private(set) var isAlive = true

  /// - Parameter executable: `ganbook`, started with the argument `kernel`.
  package init(executable: String, environment: [String: String]) throws(NotebookError) {
    var ends: [Int32] = [-1, -1]
    guard cprocess_packet_pair(&ends) == 0, let output = Pipe(), let errorOutput = Pipe() else {
      throw .cannotStart(program: executable, reason: String(cString: strerror(errno)))
    }
    let process = ChildProcess(
      path: executable, arguments: ["kernel"], environment: Self.environment(from: environment),
      descriptors: [-1, output.writing, errorOutput.writing, ends[1]])
    let reason = String(cString: strerror(errno))
    for end in [output.writing, errorOutput.writing, ends[1]] { close(end) }
    (socket, pipes) = (ends[0], [output.reading, errorOutput.reading])
    guard let process else {
      for end in [socket] + pipes { close(end) }
      throw .cannotStart(program: executable, reason: reason)
    }
    self.process = process
    for pipe in pipes { cprocess_set_nonblocking(pipe) }
  }

  deinit {
    end()
    for end in [socket] + pipes { close(end) }
  }

  /// Ends the kernel and everything that it started.
  package func end() {
    guard isAlive else { return }
    isAlive = false
    // The supervisor also finds what has left the group; it has nothing else to do and needs milliseconds.
    shutdown(socket, Int32(SHUT_RDWR))
    process.terminate(after: 2)
  }

  /// BLAS on one thread: a process about to fork has one. Hashing the same in every run: the same bits again. No
  /// backtracer: on a terminal it asks the reader to press a key.
  private static func environment(from base: [String: String]) -> [String: String] {
    base.merging(["OPENBLAS_NUM_THREADS": "1", "SWIFT_DETERMINISTIC_HASHING": "1", "SWIFT_BACKTRACE": "enable=no"]) { $1 }
  }

  package func send(_ request: KernelRequest) -> Bool {
    guard let data = try? encoder.encode(request) else { return false }
    return data.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) } == data.count
  }

  /// Waits until the kernel or `interrupt` has something, or the time is up.
  ///
  /// - Returns: What came, in order, and whether `interrupt` is readable.
  package func wait(seconds: Double?, interrupt: Int32) -> (incoming: [Incoming], isInterrupted: Bool) {
    var descriptors = ([socket] + pipes + [interrupt]).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let timeout = seconds.map { Int32(min(max(0, ($0 * 1_000).rounded(.up)), 60_000)) } ?? -1
    guard poll(&descriptors, nfds_t(descriptors.count), timeout) > 0 else { return ([], false) }
    return (readPipes() + (descriptors[0].revents != 0 ? readSocket() : []), descriptors[3].revents != 0)
  }

  /// What was written past the streams, as far as it has come.
  func readPipes() -> [Incoming] {
    var incoming: [Incoming] = []
    for (index, pipe) in pipes.enumerated() {
      let count = read(pipe, &buffer, buffer.count)
      guard count > 0 else { continue }
      incoming.append(index == 0 ? .output(Array(buffer[0..<count])) : .errorOutput(Array(buffer[0..<count])))
    }
    return incoming
  }

  /// All packets that are there, up to a few hundred; lines of text that follow each other become one.
  private func readSocket() -> [Incoming] {
    var incoming: [Incoming] = []
    for _ in 0..<256 {
      let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if count < 0 && (errno == EAGAIN || errno == EINTR) { break }
      guard count >= Int(cprocess_packet_header) else {
        end()
        return incoming + [.end]
      }
      let bytes = buffer[Int(cprocess_packet_header)..<count]
      guard let next = take(kind: buffer[0], flags: Int(buffer[1]), bytes: bytes) else { continue }
      switch (incoming.last, next) {
      case (.output(let before), .output(let bytes)): incoming[incoming.count - 1] = .output(before + bytes)
      case (.errorOutput(let before), .errorOutput(let bytes)): incoming[incoming.count - 1] = .errorOutput(before + bytes)
      default: incoming.append(next)
      }
    }
    return incoming
  }

  /// Puts messages together. A first packet ends what a killed writer left unfinished.
  private func take(kind: UInt8, flags: Int, bytes: ArraySlice<UInt8>) -> Incoming? {
    if flags & cprocess_packet_first != 0 { partial.removeAll(keepingCapacity: true) }
    partial += bytes
    guard flags & cprocess_packet_last != 0 else { return nil }
    defer { partial.removeAll(keepingCapacity: true) }
    switch Int(kind) {
    case cprocess_kind_output: return .output(partial)
    case cprocess_kind_error_output: return .errorOutput(partial)
    case cprocess_kind_frames: return .frames(Self.frames(partial))
    default: return (try? decoder.decode(KernelEvent.self, from: Data(partial))).map(Incoming.event)
    }
  }

  private static func frames(_ bytes: [UInt8]) -> [CellFailure.Frame] {
    bytes.withUnsafeBytes { raw in
      stride(from: 0, to: raw.count - 15, by: 16).map { start in
        CellFailure.Frame(
          cell: Int(raw.loadUnaligned(fromByteOffset: start, as: Int64.self)),
          offset: raw.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
      }
    }
  }
}
