/// What keeps the notebook from running a cell, or took one back.
public enum NotebookError: Error, Sendable, Equatable {
  // Setting up.
  case toolchainMissing(searched: [String])
  case toolchainMismatch(found: String, path: String, wanted: String)
  case modulesMissing(searched: [String])
  case cacheUnusable(path: String, reason: String)
  case cannotStart(program: String, reason: String)

  // Compiling.
  case compile([Diagnostic])
  case compilerCrashed(signal: Int32, text: String)
  case compilerTimedOut(seconds: Double)
  case linkFailed(String)
  /// The cell uses something that cannot work in a process that forks.
  case featureRefused(feature: String, instead: String, place: SourceLocation)
  case unknownParameter(name: String, known: [String])
  case unsuitableParameter(name: String, value: String, expected: String)
  /// The toolchain could not read the library's docstrings.
  case documentationUnreadable(String)

  // Running.
  case cellFailed(CellFault)
  /// The reader stopped it, and nothing of it is left.
  case interrupted(place: SourceLocation)
  case timedOut(seconds: Double, place: SourceLocation)
  case kernelDied(status: String)
  case nothingToUndo
  case undoneTooFar
  case nothingToRedo
  /// The state to go to is not there any more.
  case stateLost
  case unknownBranch(String, known: [String])
  case tooManyBranches(limit: Int)
}

/// How a running cell ended that did not reach its end.
public struct CellFault: Error, Sendable, Equatable {
  public enum Cause: Sendable, Equatable {
    /// The engine refused an operation.
    case engine
    /// `fatalError`, a failed `precondition`, an index out of range, a forced nil, an overflow.
    case trap
    case stackOverflow
    case signal(Int32)
    case exit(Int32)
    case load
    case fork
    case threads
  }

  public var cause: Cause
  public var message: String
  /// The innermost line of a cell that was running, if it is known.
  public var location: SourceLocation?
  /// The cell's number in this session.
  public var cell: Int

  public init(cause: Cause, message: String, location: SourceLocation?, cell: Int) {
    self.cause = cause
    self.message = message
    self.location = location
    self.cell = cell
  }
}
