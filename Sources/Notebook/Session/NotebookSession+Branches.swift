extension NotebookSession {
  /// A process for each, beside those that undo needs.
  public static let branchLimit = 20

  /// Keeps the present state under a name: it stays when it is undone, and when the reader goes elsewhere. A name that is known moves here.
  public func branch(_ name: String) throws(NotebookError) {
    try awaitReady()
    guard branches[name] != nil || branches.count < Self.branchLimit else { throw .tooManyBranches(limit: Self.branchLimit) }
    branches[name] = states[depth].cell
  }

  /// Goes to the state that has the name. What is left behind stays if it has a name of its own.
  public func switchTo(branch name: String) throws(NotebookError) {
    try awaitReady()
    guard let cell = branches[name] else { throw .unknownBranch(name, known: branches.keys.sorted()) }
    try go(to: cell)
  }

  /// Goes to the state after a cell, which must be there: one below the present state, or below one that has a name.
  public func go(to cell: Int) throws(NotebookError) {
    try travel(to: cell)
    undone = []
  }

  /// What neither this state nor one with a name stands on ends.
  func travel(to cell: Int) throws(NotebookError) {
    try awaitReady()
    isReady = false
    let needed = Set(branches.values).union([cell])
    let dropped = living.filter { state in !needed.contains { stands($0, on: state) } }
    guard kernel.send(.go(to: cell, dropping: dropped.sorted(by: >))) else { throw kernelDeath() }
    try awaitReady()
    guard states[depth].cell == cell else { throw .stateLost }
  }

  /// Whether the present state would be lost by going elsewhere.
  public var isPresentUnnamed: Bool { depth > 0 && !branches.values.contains { stands($0, on: states[depth].cell) } }

  /// The newest cell that two branches have in common, 0 for none.
  public func commonCell(_ first: Int, _ second: Int) -> Int {
    var next: Int? = first
    while let cell = next {
      if stands(second, on: cell) { return cell }
      next = tree[cell]?.parent
    }
    return 0
  }
}
