import NotebookProtocol

/// What a running cell lets the reader see, as it comes.
public enum CellEvent: Sendable, Equatable {
  /// The cell is compiled and runs now.
  case started(cell: Int, process: Int32)
  /// Text for standard output, and for standard error.
  case output(String)
  case errorOutput(String)
  case message(CellMessage)
  /// The cell printed more than a session shows; the rest of its text is dropped.
  case outputTruncated(limit: Int)
  /// The oldest states were let go, because they are many or memory is short; undo reaches back this many cells from now on.
  case statesDropped(reach: Int)
}

/// What a cell that ran to its end tells about itself.
public struct CellResult: Sendable, Equatable {
  /// Counts the cells of a session from 1, failed ones too.
  public var number: Int
  /// Seconds from the first instruction to the last.
  public var seconds: Double
  public var warnings: [Diagnostic]
  /// Whether the compiler was spared.
  public var isFromCache: Bool
  public var durations: CompiledCell.Durations
  /// Whether the reader interrupted it and it ended early by itself, as a training does.
  public var wasInterrupted: Bool
  /// The steps after which the reader stopped trainings, by the trainings' numbers.
  public var stops: [Int: Int]
}

/// A name that the reader's cells declared.
public struct VisibleName: Sendable, Equatable {
  public var name: String
  public var kind: Declaration.Kind
  /// The type of a value, the signature of a function, nothing for a type.
  public var type: String
  /// The value in one line; empty for everything that is no value.
  public var text: String
}
