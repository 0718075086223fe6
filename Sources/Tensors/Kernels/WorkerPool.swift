import Glibc
import Synchronization

/// The engine's own threads, for splitting one large operation at a time.
///
/// The caller takes part: a job of n chunks is a row of tickets, from which the caller draws at the front and the workers at the back until
/// they meet, so that a worker that the system does not schedule never holds anyone up, and each thread finds in its own cache
/// what it wrote in the operation before. How a job is cut into chunks depends
/// on its size alone, never on the number of threads: the same numbers come out of one thread and of two.
///
/// A process that forks must have a single thread: `EngineThreads.join()` ends the workers, and the next large
/// operation starts them again.
final class WorkerPool: @unchecked Sendable {
  nonisolated(unsafe) static var shared = WorkerPool(threads: WorkerPool.defaultThreadCount)

  /// GANBOOK_THREADS, or the number of processors, at most 8: at these sizes more threads only wait for each other.
  static let defaultThreadCount: Int = {
    if let text = getenv("GANBOOK_THREADS"), let count = Int(String(cString: text)), count > 0 { return min(count, 64) }
    return max(1, min(8, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
  }()

  let threads: Int
  private var workers: [pthread_t] = []
  private var job: (Int) -> Void = { _ in }

  /// The job's number and the chunks that are left: a worker that is late cannot draw from a job it has not seen. Whoever has drawn a
  /// chunk may look at `job` until it has counted the chunk as finished: before that the caller does not go on.
  private let tickets = Atomic<UInt64>(0)
  /// What is written by all threads lies in cache lines of its own.
  private let gap = InlineArray<15, UInt64>(repeating: 0)
  private let finishedChunks = Atomic<Int>(0)
  private let secondGap = InlineArray<15, UInt64>(repeating: 0)
  private let sleepers = Atomic<Int>(0)
  private let isEnding = Atomic<Bool>(false)
  private let isBusy = Atomic<Bool>(false)
  private var mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// How often a waiting worker looks for work before it sleeps. Found by the benchmark: with 2,000 a training step was no faster on
  /// two threads than on one, with this many it takes two thirds of the time; workers must outlast the gap between two operations.
  private static let workerPatience = 60_000
  /// How often the caller looks whether the last chunks have ended before it offers its processor to others.
  private static let callerPatience = 16_000

  init(threads: Int) {
    self.threads = threads
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  /// Calls `body` once with each number in 0..<chunks, some of them on other threads, and returns when all have ended.
  func run(chunks: Int, _ body: (Int) -> Void) {
    let isWorthIt = chunks > 1 && threads > 1 && chunks <= Tickets.limit
    guard isWorthIt && !isBusy.exchange(true, ordering: .acquiring) else {
      for chunk in 0..<chunks { body(chunk) }
      return
    }
    defer { isBusy.store(false, ordering: .releasing) }
    if workers.isEmpty { start() }
    withoutActuallyEscaping(body) { body in
      let generation = publish(chunks: chunks, body)
      var own = 0
      while let chunk = draw(generation: generation, fromFront: true) {
        body(chunk)
        own += 1
      }
      waitUntilOthersFinished(chunks - own)
      job = { _ in }
    }
  }

  private func publish(chunks: Int, _ body: @escaping (Int) -> Void) -> UInt64 {
    let generation = Tickets(tickets.load(ordering: .relaxed)).generation &+ 1
    job = body
    finishedChunks.store(0, ordering: .relaxed)
    tickets.store(Tickets(generation: generation, first: 0, end: UInt64(chunks)).bits, ordering: .sequentiallyConsistent)
    if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
      pthread_mutex_lock(mutex)
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }
    return generation & Tickets.lastGeneration
  }

  /// The next chunk of this very job, or nil when there is none left.
  private func draw(generation: UInt64, fromFront: Bool) -> Int? {
    var seen = Tickets(tickets.load(ordering: .acquiring))
    while seen.generation == generation && seen.isOpen {
      let (rest, chunk) = fromFront ? (seen.withoutFirst, seen.first) : (seen.withoutLast, seen.end - 1)
      let (exchanged, original) = tickets.weakCompareExchange(expected: seen.bits, desired: rest.bits, ordering: .acquiringAndReleasing)
      if exchanged { return Int(chunk) }
      seen = Tickets(original)
    }
    return nil
  }

  private func waitUntilOthersFinished(_ chunks: Int) {
    var rounds = 0
    while finishedChunks.load(ordering: .acquiring) < chunks {
      rounds += 1
      if rounds > WorkerPool.callerPatience { sched_yield() }
    }
  }

  // MARK: Workers

  private func start() {
    isEnding.store(false, ordering: .relaxed)
    for _ in 1..<threads {
      var thread = pthread_t()
      let context = Unmanaged.passUnretained(self).toOpaque()
      let status = pthread_create(
        &thread, nil,
        { context in
          Unmanaged<WorkerPool>.fromOpaque(context!).takeUnretainedValue().work()
          return nil
        }, context)
      // With fewer workers than asked for the caller does their share.
      if status == 0 { workers.append(thread) }
    }
  }

  /// Ends all workers; the next job starts them again.
  func join() {
    guard !workers.isEmpty else { return }
    isEnding.store(true, ordering: .sequentiallyConsistent)
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
    for worker in workers { pthread_join(worker, nil) }
    workers = []
  }

  private func work() {
    // Signals belong to the thread that runs the cell.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    while let generation = waitForJob() {
      while let chunk = draw(generation: generation, fromFront: false) {
        perform(chunk)
        finishedChunks.add(1, ordering: .releasing)
      }
    }
  }

  /// On its own, so that this thread has let go of the job before it counts the chunk as finished.
  @inline(never)
  private func perform(_ chunk: Int) { job(chunk) }

  /// The number of the next open job, or nil when the pool ends.
  private func waitForJob() -> UInt64? {
    var rounds = 0
    while true {
      if isEnding.load(ordering: .acquiring) { return nil }
      if let generation = openJob() { return generation }
      rounds += 1
      if rounds > WorkerPool.workerPatience { sleepUntilJob() }
    }
  }

  private func openJob() -> UInt64? {
    let seen = Tickets(tickets.load(ordering: .sequentiallyConsistent))
    return seen.isOpen ? seen.generation : nil
  }

  private func sleepUntilJob() {
    pthread_mutex_lock(mutex)
    sleepers.add(1, ordering: .sequentiallyConsistent)
    while openJob() == nil && !isEnding.load(ordering: .sequentiallyConsistent) {
      pthread_cond_wait(condition, mutex)
    }
    sleepers.subtract(1, ordering: .sequentiallyConsistent)
    pthread_mutex_unlock(mutex)
  }
}

/// Calls `body` with consecutive parts of 0..<count, of `grain` numbers each but the last.
///
/// - Parameter grain: The cut depends on it and on `count` alone, so that results do not depend on the number of threads.
@inline(__always)
func inParallel(count: Int, grain: Int, _ body: (Range<Int>) -> Void) {
  if count <= grain { return body(0..<count) }
  let chunks = (count + grain - 1) / grain
  WorkerPool.shared.run(chunks: chunks) { chunk in body(chunk * grain..<min(count, (chunk + 1) * grain)) }
}

/// Calls `body` with consecutive parts of 0..<count, as equal as they can be and an even number of them, so that two threads end together.
///
/// - Parameters:
///   - grain: The largest part, but for rounding to units.
///   - unit: Parts are multiples of it, but for the last.
@inline(__always)
func inEqualParts(count: Int, grain: Int, unit: Int = 1, _ body: (Range<Int>) -> Void) {
  if count <= grain { return body(0..<count) }
  let units = (count + unit - 1) / unit
  let chunks = min(units, (count + 2 * grain - 1) / (2 * grain) * 2)
  WorkerPool.shared.run(chunks: chunks) { chunk in
    body(units * chunk / chunks * unit..<min(count, units * (chunk + 1) / chunks * unit))
  }
}
