extension MathLayout {
  private var script: MathLayout { MathLayout(style: .line, isTight: true) }

  func scripts(_ base: MathNode, _ lower: MathNode?, _ upper: MathNode?) -> Piece {
    if style == .display, case .largeOperator(let sign) = base { return limits(MathBox(sign), lower, upper) }
    let piece = set(base)
    let below = lower.map { script.box(of: $0).text } ?? ""
    let above = upper.map { script.box(of: $0).text } ?? ""
    var kind = piece.kind
    // A letter right after `p_data` would seem to belong to it.
    if kind == .ordinary, !below.isEmpty, MathAlphabets.subscript(below) == nil { kind = .inner }
    guard piece.box.isLine else { return Piece(box: corner(piece.box, below, above), kind: kind) }
    return Piece(box: MathBox(piece.box.text + lowered(below) + raised(above)), kind: kind)
  }

  /// `xᵢ` where Unicode has the letters, else `p_data`, else `E_(x∼p)`.
  private func lowered(_ text: String) -> String {
    guard !text.isEmpty else { return "" }
    return MathAlphabets.subscript(text) ?? (isWord(text) ? "_\(text)" : "_(\(text))")
  }

  private func raised(_ text: String) -> String {
    guard !text.isEmpty else { return "" }
    return MathAlphabets.superscript(text) ?? (isWord(text) ? "^\(text)" : "^(\(text))")
  }

  private func isWord(_ text: String) -> Bool { text.allSatisfy { $0.isLetter || $0.isNumber } }

  /// Scripts at the corners of a tall box.
  private func corner(_ base: MathBox, _ below: String, _ above: String) -> MathBox {
    let blank = Array(repeating: "", count: base.height)
    var lines = blank
    if !above.isEmpty { lines[0] = MathAlphabets.superscript(above) ?? above }
    if !below.isEmpty { lines[lines.count - 1] = MathAlphabets.subscript(below) ?? below }
    return base.beside(MathBox(lines: lines, baseline: base.baseline))
  }

  private func limits(_ sign: MathBox, _ lower: MathNode?, _ upper: MathNode?) -> Piece {
    var boxes = [sign]
    if let lower { boxes.append(script.box(of: lower)) }
    if let upper { boxes.insert(script.box(of: upper), at: 0) }
    return Piece(box: MathBox.stack(boxes, baselineOf: upper == nil ? 0 : 1), kind: .function)
  }
}
