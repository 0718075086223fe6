import Foundation
import Synchronization

/// Runs of one grid in processes of their own, a few at a time. One that fails takes nothing with it.
final class BatchWorkers: Sendable {
  struct Job: Sendable {
    var arguments: [String]
    /// Everything that the run prints.
    var log: String
  }

  private let count: Int
  private let environment: [String: String]
  private let state = Mutex(State())

  private struct State {
    var running: [Int32] = []
    var endedBy: Int32 = 0
  }

  /// - Parameter count: How many run at once. They share the machine's cores, unless the reader has said how many threads to use.
  init(count: Int) {
    self.count = max(1, count)
    var environment = ProcessInfo.processInfo.environment
    if environment["GANBOOK_THREADS"] == nil, count > 1 {
      environment["GANBOOK_THREADS"] = String(max(1, ProcessInfo.processInfo.activeProcessorCount / count))
    }
    self.environment = environment
  }

  /// Passes a signal on to every run, and begins no more.
  func end(_ signal: Int32) {
    let running = state.withLock { state in
      state.endedBy = signal
      return state.running
    }
    for process in running { kill(process, signal) }
  }

  /// Works the jobs off, in their order.
  ///
  /// - Parameter finished: Called on the caller's thread for each job, as they end: its place and its status, `nil` when it never began.
  func work(_ jobs: [Job], finished: (Int, Int32?) -> Void) {
    let done = Mutex<[(Int, Int32?)]>([])
    let news = DispatchSemaphore(value: 0)
    var (next, under) = (0, 0)
    while next < jobs.count || under > 0 {
      while next < jobs.count, under < count {
        let place = next
        (next, under) = (next + 1, under + 1)
        let isOver = state.withLock { $0.endedBy != 0 }
        let report: @Sendable (Int32?) -> Void = { status in
          done.withLock { $0.append((place, status)) }
          news.signal()
        }
        if isOver { report(nil) } else { start(jobs[place], report) }
      }
      news.wait()
      under -= 1
      let (place, status) = done.withLock { $0.removeFirst() }
      finished(place, status)
    }
  }

  private func start(_ job: Job, _ report: @escaping @Sendable (Int32?) -> Void) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Places.executable)
    process.arguments = job.arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    guard FileManager.default.createFile(atPath: job.log, contents: nil), let log = FileHandle(forWritingAtPath: job.log) else {
      return report(nil)
    }
    (process.standardOutput, process.standardError) = (log, log)
    process.terminationHandler = { [self] process in
      try? log.close()
      state.withLock { $0.running.removeAll { $0 == process.processIdentifier } }
      report(process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus)
    }
    do {
      try process.run()
      let signal = state.withLock { state in
        state.running.append(process.processIdentifier)
        return state.endedBy
      }
      // A signal that came between the look and the start is not lost.
      if signal != 0 { kill(process.processIdentifier, signal) }
    } catch {
      report(nil)
    }
  }
}
