/// A cell's printed bytes on their way to text: characters that were cut in two are put together, the runtime's own last
/// words are taken out, and there is an end to it.
package struct CellText {
  private var pending: [UInt8] = []
  /// What `fatalError` and its like said, without the place.
  package private(set) var fatalMessage: String?
  private var isDying = false
  private var remaining: Int
  private var isTruncated = false

  /// The runtime speaks on standard error only.
  private let isErrorOutput: Bool

  package init(limit: Int, isErrorOutput: Bool) {
    remaining = limit
    self.isErrorOutput = isErrorOutput
  }

  package enum Piece: Equatable { case text(String), truncated }

  /// - Parameter isLast: Nothing follows: give out what is held back.
  package mutating func take(_ bytes: [UInt8], isLast: Bool = false) -> Piece? {
    pending += bytes
    let complete = isLast ? pending.count : Self.completeCount(pending)
    let whole = String(decoding: pending[..<complete], as: UTF8.self)
    let text = isErrorOutput ? withoutLastWords(whole) : whole
    pending.removeFirst(complete)
    guard !text.isEmpty, !isTruncated else { return nil }
    remaining -= text.utf8.count
    guard remaining < 0 else { return .text(text) }
    isTruncated = true
    return .truncated
  }

  /// The bytes up to the last whole character.
  private static func completeCount(_ bytes: [UInt8]) -> Int {
    for back in 1...4 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0xc0 == 0x80 { continue }
      let length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? bytes.count - back : bytes.count
    }
    return bytes.count
  }

  /// The runtime prints `Cell_0123456789abcdef/04-lesson.md:57: Fatal error: Index out of range` and a stack trace before it traps;
  /// the notebook says the same in its own words. Nothing of the cell's own can follow.
  private mutating func withoutLastWords(_ text: String) -> String {
    guard !isDying else { return "" }
    let head = text.firstRange(of: #/(?m)^\w+\/[^\n]*:\d+: (Fatal error|Precondition failed|Assertion failed)/#)
    let trace = text.firstRange(of: "Current stack trace:\n")
    guard let end = head?.lowerBound ?? trace.map({ Self.previousLine(of: $0.lowerBound, in: text) }) else { return text }
    isDying = true
    let line = text[(head?.upperBound ?? end)...].prefix { $0 != "\n" }
    fatalMessage = String(line.trimmingPrefix(": ").replacing(#/ \(0x[0-9a-f]+\)|Cell_[0-9a-f]{16}\./#, with: ""))
    if fatalMessage?.isEmpty == true, let head { fatalMessage = String(text[head].split(separator: ": ").last ?? "") }
    return String(text[..<end])
  }

  private static func previousLine(of index: String.Index, in text: String) -> String.Index {
    let before = text[..<index].dropLast()
    return before.lastIndex(of: "\n").map(text.index(after:)) ?? text.startIndex
  }
}
