/// Whether the reader asked the running cell to stop (Ctrl-C).
///
/// The kernel's handler of SIGINT counts; `training(steps:)` looks at the end of each step, stops, and acknowledges. The
/// notebook knows that a training honours interrupts from its first `TrainingProgress` to the one that is finished: it
/// sends one before the first step.
public enum Interruption {
  /// Requests that nobody has acknowledged. The kernel's signal handler writes through this pointer.
  nonisolated(unsafe) public static let counter: UnsafeMutablePointer<Int32> = {
    let counter = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    counter.initialize(to: 0)
    return counter
  }()

  public static var isRequested: Bool { counter.pointee > 0 }

  /// The steps after which trainings stopped when this cell ran before, by the training's number: a cell that runs again stops where the
  /// reader stopped it.
  nonisolated(unsafe) public static var remembered: [Int: Int] = [:]

  /// Whether a training is to stop at the end of this step: asked for now, or asked for when the cell ran before.
  public static func isRequested(training: Int, afterStep step: Int) -> Bool { isRequested || remembered[training] == step }

  /// Call this when the work has stopped, so that the code after it runs as if nothing had been asked.
  public static func acknowledge() { counter.pointee = 0 }
}
