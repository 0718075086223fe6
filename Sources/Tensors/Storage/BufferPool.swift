import Glibc
import Synchronization

/// Memory for tensors, kept and handed out again.
///
/// A training step asks for the same sizes over and over: after the first step every request is served from here and the
/// system is not asked again. Blocks come in size classes of a quarter octave, aligned to a cache line; blocks of at
/// least two megabytes are aligned to huge pages, which makes a fork with a gigabyte alive take under a millisecond.
package enum BufferPool {
  /// Bytes that the pool may keep idle; what is freed above that goes back to the system.
  package static let idleLimit = 1 << 30

  nonisolated(unsafe) private static var idle = [[UnsafeMutableRawPointer]](repeating: [], count: 256)
  nonisolated(unsafe) private static var idleBytes = 0
  nonisolated(unsafe) private static var systemRequests = 0
  /// Held for some tens of instructions at a time: who finds it taken looks again instead of going to sleep, which would cost it a thousand times as
  /// much. After a while it offers its processor, on which the holder may be waiting to run.
  private static let isLocked = Atomic<Bool>(false)

  @inline(__always)
  private static func lock() {
    var rounds = 0
    while isLocked.exchange(true, ordering: .acquiring) {
      repeat {
        rounds += 1
        if rounds > 1_000 { sched_yield() }
      } while isLocked.load(ordering: .relaxed)
    }
  }

  @inline(__always)
  private static func unlock() { isLocked.store(false, ordering: .releasing) }

  /// How often the system was asked for memory since the process began. Constant at a training's steady state.
  package static var requestsToSystem: Int {
    lock()
    defer { unlock() }
    return systemRequests
  }

  /// A block of at least `byteCount` bytes, its content undefined, and its size class.
  static func allocate(byteCount: Int) -> (UnsafeMutableRawPointer, sizeClass: Int) {
    let (sizeClass, capacity) = classify(byteCount)
    lock()
    if let block = idle[sizeClass].popLast() {
      idleBytes -= capacity
      unlock()
      return (block, sizeClass)
    }
    systemRequests += 1
    unlock()
    return (requestFromSystem(capacity), sizeClass)
  }

  static func release(_ block: UnsafeMutableRawPointer, sizeClass: Int) {
    let capacity = capacity(of: sizeClass)
    lock()
    let keep = idleBytes + capacity <= idleLimit
    if keep {
      idle[sizeClass].append(block)
      idleBytes += capacity
    }
    unlock()
    if !keep { free(block) }
  }

  private static func requestFromSystem(_ capacity: Int) -> UnsafeMutableRawPointer {
    let hugePage = 2 << 20
    let isHuge = capacity >= hugePage
    var block: UnsafeMutableRawPointer?
    guard posix_memalign(&block, isHuge ? hugePage : 64, capacity) == 0, let block else {
      engineFailure("memory: the system refused \(capacity) bytes; use smaller tensors or fewer of them")
    }
    if isHuge { madvise(block, capacity, MADV_HUGEPAGE) }
    return block
  }

  /// Size classes 4k ... 4k+3 hold (4, 5, 6, 7) * 2^(k+4) bytes: 64, 80, 96, 112, 128, ...
  private static func classify(_ byteCount: Int) -> (sizeClass: Int, capacity: Int) {
    let units = max(4, (byteCount + 15) / 16)
    let octave = Int.bitWidth - 1 - units.leadingZeroBitCount
    let step = 1 << (octave - 2)
    let quarters = (units + step - 1) / step
    let sizeClass = (octave - 2) * 4 + quarters - 4
    return (sizeClass, capacity(of: sizeClass))
  }

  private static func capacity(of sizeClass: Int) -> Int {
    (4 + sizeClass % 4) << (sizeClass / 4 + 4)
  }
}
