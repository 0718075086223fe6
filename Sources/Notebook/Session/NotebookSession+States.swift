import CProcess
import Foundation
import NotebookProtocol

extension NotebookSession {
  /// Whether a cell can be undone.
  public var canUndo: Bool { depth > oldestDepth }

  /// Takes the newest cell back. What it wrote to files stays written.
  ///
  /// - Returns: The cell.
  @discardableResult
  public func undo() throws(NotebookError) -> CellSource {
    try awaitReady()
    guard depth > 0 else { throw .nothingToUndo }
    guard canUndo else { throw .undoneTooFar }
    isReady = false
    let state = states[depth]
    guard kernel.send(.undo) else { throw kernelDeath() }
    try awaitReady()
    guard let source = state.source else { return CellSource("", file: "") }
    undone.append(Undone(source: source, stops: state.stops))
    return source
  }

  /// Whether the process that runs the cells is there, as far as has been noticed.
  public var isAlive: Bool { kernel.isAlive }

  /// Whether a cell can be redone.
  public var canRedo: Bool { !undone.isEmpty }

  /// What `redo` would run.
  public var nextRedo: CellSource? { undone.last?.source }

  /// Runs the cell that was undone last once more. Its trainings stop where they stopped: the state is the same again.
  public func redo(onEvent: (CellEvent) -> Void = { _ in }) throws(NotebookError) -> CellResult {
    guard let last = undone.last else { throw .nothingToRedo }
    let result = try execute(last.source, timeLimit: nil, stops: last.stops, onEvent: onEvent)
    undone.removeLast()
    return result
  }

  /// An empty notebook with a new kernel. Compiled cells stay in the cache.
  public func restart() throws(NotebookError) {
    kernel.end()
    kernel = try Kernel(executable: configuration.executable, environment: configuration.environment)
    states = [State(cell: 0, source: nil, context: CellContext())]
    undone = []
    libraries = [:]
    oldestDepth = 0
    isReady = false
    _ = kernel.send(.seed(configuration.seed))
  }

  /// Takes in what happened to the states since the last cell.
  ///
  /// - Returns: How many cells stand.
  public func settle() throws(NotebookError) -> Int {
    try awaitReady()
    return depth
  }

  /// Takes in what came between two cells: a state that was killed from outside is no longer there.
  func awaitReady() throws(NotebookError) {
    repeat {
      let (incoming, _) = kernel.wait(seconds: isReady ? 0 : nil, interrupt: -1)
      for item in incoming {
        switch item {
        case .event(let event): noteReady(event)
        case .end: throw kernelDeath()
        case .output, .errorOutput, .frames: break
        }
      }
      if isReady && incoming.isEmpty { return }
    } while true
  }

  /// The kernel's word counts for how many states there are.
  func noteReady(_ event: KernelEvent) {
    guard case .ready(_, let depth, let oldest) = event else { return }
    isReady = true
    oldestDepth = oldest
    if depth < self.depth { states.removeLast(self.depth - depth) }
  }

  /// Ends what is left of the kernel, and says how it died.
  func kernelDeath() -> NotebookError {
    kernel.end()
    states = [State(cell: 0, source: nil, context: CellContext())]
    isReady = false
    return .kernelDied(status: "it was killed from outside, perhaps because memory ran out")
  }
}
