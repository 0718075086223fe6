import Foundation
import Synchronization

/// Compiles the cells that will probably come next, on a thread of its own, into the cache.
///
/// It guesses only that each cell succeeds; what it compiles for a state that never comes is never looked up.
final class AheadCompiler: Sendable {
  private let progress = Mutex(Progress())

  private struct Progress {
    var isStopped = false
    var current: CellSource?
    var waiting: [CellSource] = []
  }

  init(_ cells: [CellSource], compiler: CellCompiler, context: CellContext) {
    progress.withLock { $0.waiting = cells }
    Thread.detachNewThread { [self] in
      var context = context
      while let cell = next() {
        // A cell that does not compile says so when it is run, and what follows it cannot be guessed.
        guard let compiled = try? compiler.compile(cell, in: context) else { break }
        context = context.adding(compiled.module)
      }
      stop()
    }
  }

  private func next() -> CellSource? {
    progress.withLock { progress in
      progress.current = progress.isStopped || progress.waiting.isEmpty ? nil : progress.waiting.removeFirst()
      return progress.current
    }
  }

  /// Begins no further cell.
  func stop() {
    progress.withLock { progress in
      progress.isStopped = true
      progress.waiting = []
      progress.current = nil
    }
  }

  var isBusy: Bool { progress.withLock { $0.current != nil || !$0.waiting.isEmpty } }

  /// Waits if this very cell is being compiled: two compilers would not be faster than one.
  func settle(_ cell: CellSource) {
    while progress.withLock({ $0.current == cell }) { usleep(1_000) }
  }
}
