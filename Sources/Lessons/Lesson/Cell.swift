/// A fenced `swift` block: code that the reader runs.
public struct Cell: Sendable, Equatable {
  /// What a cell is for, as the second word of its info string says.
  public enum Kind: String, Sendable, CaseIterable {
    /// No second word: code that simply runs.
    case plain
    /// Declares what `-p name=value` and `quick` override.
    case parameters
    /// Runs like any other, but is folded away.
    case setup
    /// The starter of an exercise, which the reader completes.
    case exercise
    /// Judges the values that the reader's exercise left.
    case check
    /// Takes the exercise's place when nobody is there to solve it.
    case solution
    /// An error is the point of this cell.
    case raises
  }

  public let kind: Kind
  /// The code between the fences, byte for byte, with the newline that ends its last line; empty for an empty cell.
  public let source: String
  /// The place among all cells of the lesson, counted from 0.
  public let index: Int
  /// The number that the reader sees, counted from 1. A solution stands in for its exercise and therefore shares its number.
  public let number: Int
  /// The first line of the source, which is the one below the fence.
  public let location: SourceLocation
  /// Where the source lies in the bytes of the file.
  public let byteRange: Range<Int>
  /// Where the whole block lies, with the newline after its closing fence.
  public let blockByteRange: Range<Int>
}

extension Cell {
  /// The lines of the source in the file; `nil` for an empty cell.
  public var lines: ClosedRange<Int>? {
    let count = source.utf8.count { $0 == UInt8(ascii: "\n") }
    return count == 0 ? nil : location.line...(location.line + count - 1)
  }

  /// Whether there is nothing but white space between the fences.
  public var isEmpty: Bool { source.allSatisfy(\.isWhitespace) }
}
