/// Whether a piece of Swift may be compiled, or waits for further lines.
public struct SwiftCompleteness: Sendable, Equatable {
  /// False while a bracket, a comment, a long string or an `#if` is open. Text that no further line can mend counts as finished: the
  /// compiler explains what is wrong with it.
  public let isFinished: Bool
  /// Columns by which the next line is indented: two for each line that left something open. 0 inside a string.
  public let indentation: Int

  public init(of text: String) {
    let scanner = SwiftScanner(text)
    let isOpen = scanner.endsInsideLiteral || !scanner.openings.isEmpty
    isFinished = !isOpen || scanner.isBeyondRepair
    let openLines = Set(scanner.openings.filter { $0.byte != UInt8(ascii: "#") }.map(\.line))
    indentation = scanner.endsInsideLiteral ? 0 : 2 * openLines.count
  }
}
