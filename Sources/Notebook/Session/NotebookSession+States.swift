import CProcess
import Foundation
import NotebookProtocol

extension NotebookSession {
  /// How many cells made the state that undo reaches back to at most.
  var oldestDepth: Int { (states.lastIndex { !living.contains($0.cell) } ?? -1) + 1 }

  /// Whether a cell can be undone.
  public var canUndo: Bool { depth > oldestDepth }

  /// The numbers of the cells that made the state that stands.
  public var cells: [Int] { states.dropFirst().map(\.cell) }

  /// Takes the newest cell back. What it wrote to files stays written.
  ///
  /// - Returns: The cell.
  @discardableResult
  public func undo() throws(NotebookError) -> CellSource {
    try awaitReady()
    guard depth > 0 else { throw .nothingToUndo }
    guard canUndo else { throw .undoneTooFar }
    let state = states[depth]
    try travel(to: states[depth - 1].cell)
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
    forgetStates()
    libraries = [:]
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

  /// The kernel's word counts for which states there are, and which of them is the present one.
  func noteReady(_ event: KernelEvent) {
    guard case .ready(_, let cell, let living) = event else { return }
    isReady = true
    if let candidate, candidate.cell == cell { tree[cell] = candidate }
    self.living = Set(living)
    var chain: [State] = []
    var next = tree[cell]
    while let state = next {
      chain.append(state)
      next = state.parent.flatMap { tree[$0] }
    }
    states = chain.reversed()
    branches = branches.filter { self.living.contains($0.value) }
    let kept = self.living.union(chain.map(\.cell))
    tree = tree.filter { kept.contains($0.key) || isFoundation($0.key) }
  }

  /// Whether a living state stands on this one, though its process was let go.
  private func isFoundation(_ cell: Int) -> Bool { living.contains { stands($0, on: cell) } }

  func stands(_ cell: Int, on ancestor: Int) -> Bool {
    var next: Int? = cell
    while let cell = next {
      if cell == ancestor { return true }
      next = tree[cell]?.parent
    }
    return false
  }

  /// Ends what is left of the kernel, and says how it died.
  func kernelDeath() -> NotebookError {
    kernel.end()
    forgetStates()
    return .kernelDied(status: "it was killed from outside, perhaps because memory ran out")
  }

  private func forgetStates() {
    (tree, states, living) = ([0: .empty], [.empty], [0])
    (branches, undone) = ([:], [])
    isReady = false
  }
}
