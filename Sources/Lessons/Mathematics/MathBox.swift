/// Lines of equal width, one of which is the baseline on which neighbours stand.
struct MathBox {
  /// At least one.
  let lines: [String]
  /// Columns; a combining mark takes none.
  let width: Int
  let baseline: Int

  init(_ text: String) {
    self.init(lines: [text], width: text.count, baseline: 0)
  }

  /// Lines of any width, which are filled up with spaces.
  init(lines: [String], baseline: Int) {
    let lines = lines.isEmpty ? [""] : lines
    let widths = lines.map(\.count)
    let width = widths.max() ?? 0
    self.init(
      lines: zip(lines, widths).map { $0 + String(repeating: " ", count: width - $1) }, width: width, baseline: baseline)
  }

  private init(lines: [String], width: Int, baseline: Int) {
    self.lines = lines
    self.width = width
    self.baseline = baseline
  }

  var height: Int { lines.count }
  var isLine: Bool { height == 1 }
  /// The text of a box of one line.
  var text: String { lines.joined(separator: " ") }
  /// Lines below the baseline.
  var depth: Int { height - 1 - baseline }

  var trimmedLines: [String] {
    lines.map { line in String(line[..<(line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex)]) }
  }

  /// This box and another to its right, on one baseline.
  func beside(_ other: MathBox) -> MathBox {
    let above = max(baseline, other.baseline)
    let below = max(depth, other.depth)
    let left = padded(above: above - baseline, below: below - depth)
    let right = other.padded(above: above - other.baseline, below: below - other.depth)
    return MathBox(lines: zip(left.lines, right.lines).map { $0 + $1 }, width: width + other.width, baseline: above)
  }

  func padded(above: Int, below: Int) -> MathBox {
    let blank = String(repeating: " ", count: width)
    return MathBox(
      lines: Array(repeating: blank, count: above) + lines + Array(repeating: blank, count: below), width: width,
      baseline: baseline + above)
  }

  /// Boxes under one another, centred; the baseline is that of the box at `index`.
  static func stack(_ boxes: [MathBox], baselineOf index: Int) -> MathBox {
    let width = boxes.map(\.width).max() ?? 0
    let lines = boxes.flatMap { box in
      box.lines.map { String(repeating: " ", count: (width - box.width) / 2) + $0 }
    }
    let above = boxes[..<index].reduce(0) { $0 + $1.height }
    return MathBox(lines: lines, baseline: above + boxes[index].baseline)
  }
}
