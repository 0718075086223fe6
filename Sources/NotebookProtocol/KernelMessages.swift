/// What the notebook asks of its kernel.
public enum KernelRequest: Codable, Sendable, Equatable {
  /// Fork, load the library at `path` and call its `entryPoint`. The child that succeeds is the notebook from then on. `stops` says after
  /// which steps trainings are to stop, by their numbers.
  case run(cell: Int, path: String, entryPoint: String, stops: [Int: Int] = [:])
  /// Set the engine's random generator in the state that stands.
  case seed(UInt64)
  /// The state after this cell goes on (0: before all cells); those after the dropped cells end.
  case go(to: Int, dropping: [Int])
}

/// What the kernel reports.
public enum KernelEvent: Codable, Sendable, Equatable {
  /// The state after a cell waits for a request; `living` are the cells whose states are there.
  case ready(process: Int32, cell: Int, living: [Int])
  case started(cell: Int, process: Int32)
  case cell(CellMessage)
  case finished(cell: Int, seconds: Double)
  /// The cell is gone and the state before it goes on.
  case failed(cell: Int, CellFailure)
  /// A state that stood was killed from outside, and the one before it goes on.
  case lost(CellFailure.Cause)
}

/// Why a cell was taken back.
public struct CellFailure: Codable, Sendable, Equatable {
  public enum Cause: Codable, Sendable, Equatable {
    case signal(Int32)
    case exit(Int32)
    /// The library could not be loaded.
    case load(String)
    /// The fork was refused by the system.
    case fork(String)
    /// A thread of the cell's own was still alive at its end.
    case threads
  }

  public var cause: Cause
  /// The engine's message, if it was the engine that refused.
  public var message: String?
  /// Return addresses inside the cells' libraries, innermost first.
  public var frames: [Frame]

  /// An address inside the library of a cell.
  public struct Frame: Codable, Sendable, Equatable {
    public var cell: Int
    public var offset: UInt64

    public init(cell: Int, offset: UInt64) {
      self.cell = cell
      self.offset = offset
    }
  }

  public init(cause: Cause, message: String? = nil, frames: [Frame] = []) {
    self.cause = cause
    self.message = message
    self.frames = frames
  }
}
