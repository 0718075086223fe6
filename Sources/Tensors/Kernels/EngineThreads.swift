import COpenBLAS

/// The threads that the engine computes with.
///
/// OpenBLAS itself stays on one thread: the engine splits its products. Two pools would fight for the processors.
public enum EngineThreads {
  /// How many threads take part in a large operation, the caller's included; GANBOOK_THREADS sets it at the start.
  public static var count: Int {
    get { WorkerPool.shared.threads }
    set {
      require(newValue > 0, "EngineThreads.count: \(newValue) threads; at least one is needed")
      join()
      WorkerPool.shared = WorkerPool(threads: newValue)
    }
  }

  /// Ends the engine's threads, as a process must before it forks. The next large operation starts them again.
  public static func join() { WorkerPool.shared.join() }

  /// Sets OpenBLAS to one thread; evaluated once, before the first product.
  static let blasIsSingleThreaded: Void = openblas_set_num_threads(1)
}
