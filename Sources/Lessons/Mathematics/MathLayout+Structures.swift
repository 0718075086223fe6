extension MathLayout {
  func fraction(_ above: MathNode, _ below: MathNode) -> Piece {
    guard style == .display else {
      return Piece(box: MathBox(operand(above) + "/" + operand(below, isDivisor: true)), kind: .inner)
    }
    let (numerator, denominator) = (box(of: above), box(of: below))
    let bar = MathBox(String(repeating: "─", count: max(numerator.width, denominator.width) + 2))
    return Piece(box: MathBox.stack([numerator, bar, denominator], baselineOf: 1), kind: .inner)
  }

  /// A part of a fraction on one line: in parentheses unless it is one symbol, word or number.
  ///
  /// A dividend may be a product as well: `2x/3` reads as it should, `3/2x` does not.
  private func operand(_ node: MathNode, isDivisor: Bool = false) -> String {
    guard case .row(let nodes) = node else { return box(of: node).text }
    let pieces = pieces(of: nodes)
    let text = pieces.map(\.box.text).joined()
    if pieces.count <= 1 || text.allSatisfy({ $0.isNumber || $0 == "." }) { return text }
    let kinds = pieces.map(\.kind)
    let products: Set<MathClass> = [.ordinary, .open, .close, .fenced, .punctuation, .sign]
    if !isDivisor && products.isSuperset(of: kinds) { return text }
    return isCall(kinds) ? text : "(\(text))"
  }

  /// Whether a row is a name and its argument, such as `p(x)` or `D*(x)`.
  private func isCall(_ kinds: [MathClass]) -> Bool {
    guard kinds.count > 2, kinds[0] == .ordinary || kinds[0] == .inner, kinds[1] == .open else { return false }
    var open = 0
    for (index, kind) in kinds.enumerated() {
      if kind == .open { open += 1 }
      if kind == .close { open -= 1 }
      if index > 0, open == 0 { return index == kinds.count - 1 }
    }
    return false
  }

  func root(_ degree: MathNode?, _ content: MathNode) -> Piece {
    let inner = box(of: content)
    let index = degree.map { MathLayout(style: .line, isTight: true).box(of: $0).text } ?? ""
    let raised = index.isEmpty ? "" : MathAlphabets.superscript(index) ?? "\(index) "
    guard !inner.isLine else {
      let isSymbol = inner.width <= 1 || inner.text.allSatisfy(\.isNumber)
      return Piece(box: MathBox(raised + "√" + (isSymbol ? inner.text : "(\(inner.text))")), kind: .ordinary)
    }
    var lines = [" ┌" + String(repeating: "─", count: inner.width)]
    lines += inner.lines.enumerated().map { ($0 == inner.height - 1 ? "╲│" : " │") + $1 }
    return Piece(box: MathBox(raised).beside(MathBox(lines: lines, baseline: inner.baseline + 1)), kind: .ordinary)
  }

  /// One letter carries its mark; a bar goes over several; of anything else the mark is named.
  func accent(_ mark: String, _ name: String, _ content: MathNode) -> Piece {
    let inner = box(of: content)
    let isBar = name == "overline" || name == "underline"
    if inner.isLine, inner.width == 1 || isBar {
      return Piece(box: MathBox(inner.text.map { "\($0)\(mark)" }.joined()), kind: .ordinary)
    }
    let word = name.hasPrefix("wide") ? String(name.dropFirst(4)) : name
    return Piece(box: MathBox(word).beside(fence("(", inner, ")")), kind: .ordinary)
  }

  func grid(_ left: String, _ rows: [[MathNode]], _ right: String) -> MathBox {
    let cells = rows.map { $0.map(box(of:)) }
    guard style == .display else {
      let separator = left.isEmpty || left == "{" ? " " : ", "
      let line = cells.map { $0.map(\.text).filter { !$0.isEmpty }.joined(separator: separator) }.joined(separator: "; ")
      return MathBox(left + line + (left == "{" ? "}" : right))
    }
    return fence(left, columns(cells, isAligned: left.isEmpty), right)
  }

  /// Cells under one another. In aligned equations the first column ends at the relation.
  private func columns(_ rows: [[MathBox]], isAligned: Bool) -> MathBox {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0 }
    var lines: [String] = []
    for row in rows {
      var line = MathBox("")
      for (column, cell) in row.enumerated() {
        let gap = MathBox(column == 0 ? "" : isAligned ? " " : "  ")
        let padding = MathBox(String(repeating: " ", count: widths[column] - cell.width))
        let isRight = isAligned && column % 2 == 0 && count > 1
        line = line.beside(gap).beside(isRight ? padding.beside(cell) : cell.beside(padding))
      }
      lines += line.lines
    }
    return MathBox(lines: lines, baseline: max(0, lines.count - 1) / 2)
  }

  /// Puts delimiters around a box, as tall as the box.
  func fence(_ left: String, _ content: MathBox, _ right: String) -> MathBox {
    delimiter(left, for: content).beside(content).beside(delimiter(right, for: content))
  }

  private func delimiter(_ sign: String, for content: MathBox) -> MathBox {
    guard !content.isLine, !sign.isEmpty else { return MathBox(sign) }
    let (top, middle, bottom) = MathLayout.tall[sign] ?? (sign, sign, sign)
    var lines = [top] + Array(repeating: middle, count: content.height - 2) + [bottom]
    if let (waist, pair) = MathLayout.braces[sign] {
      if lines.count == 2 { lines = pair } else { lines[lines.count / 2] = waist }
    }
    return MathBox(lines: lines, baseline: content.baseline)
  }

  /// The middle of a tall brace, and a brace of two lines.
  private static let braces: [String: (String, [String])] = ["{": ("⎨", ["⎰", "⎱"]), "}": ("⎬", ["⎱", "⎰"])]

  private static let tall: [String: (String, String, String)] = [
    "(": ("⎛", "⎜", "⎝"), ")": ("⎞", "⎟", "⎠"), "[": ("⎡", "⎢", "⎣"), "]": ("⎤", "⎥", "⎦"), "{": ("⎧", "⎪", "⎩"),
    "}": ("⎫", "⎪", "⎭"), "|": ("│", "│", "│"),
  ]
}
