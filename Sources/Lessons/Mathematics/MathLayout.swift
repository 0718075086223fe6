/// Sets a formula in boxes.
///
/// In the style `.line` every box has one line; in `.display` fractions, limits, roots and grids take several.
struct MathLayout {
  enum Style { case line, display }

  let style: Style
  /// Without spaces around signs, as inside a script.
  var isTight = false

  func box(of node: MathNode) -> MathBox { set(node).box }

  /// A box with the class by which its neighbours keep their distance.
  struct Piece {
    var box: MathBox
    var kind: MathClass
  }

  func set(_ node: MathNode) -> Piece {
    switch node {
    case .symbol(let sign, let kind): Piece(box: MathBox(sign), kind: kind)
    case .largeOperator(let sign): Piece(box: MathBox(sign), kind: .function)
    case .text(let words): Piece(box: MathBox(words), kind: .ordinary)
    case .row(let nodes): Piece(box: box(ofRow: nodes), kind: .ordinary)
    case .scripts(let base, let lower, let upper): scripts(base, lower, upper)
    case .fraction(let above, let below): fraction(above, below)
    case .root(let degree, let content): root(degree, content)
    case .accent(let mark, let name, let content): accent(mark, name, content)
    case .fenced(let left, let content, let right): Piece(box: fence(left, box(of: content), right), kind: .fenced)
    case .grid(let left, let rows, let right): Piece(box: grid(left, rows, right), kind: .fenced)
    }
  }

  // MARK: Rows

  private func box(ofRow nodes: [MathNode]) -> MathBox {
    let boxes = pieces(of: nodes).map(\.box)
    if boxes.allSatisfy(\.isLine) { return MathBox(boxes.map(\.text).joined()) }
    return boxes.reduce(MathBox("")) { $0.beside($1) }
  }

  /// The pieces of a row, each with the space before it.
  func pieces(of nodes: [MathNode]) -> [Piece] {
    var pieces: [Piece] = []
    var previous: MathClass?
    for (index, node) in nodes.enumerated() {
      var piece = set(node)
      guard piece.box.width > 0 else { continue }
      if piece.kind == .binary, isSign(after: previous, isLast: index == nodes.count - 1) { piece.kind = .sign }
      if style == .line, index > 0, case .fraction = node, isWord(nodes[index - 1]) {
        // `log p/q` could be read as (log p)/q.
        piece = Piece(box: fence("(", piece.box, ")"), kind: .fenced)
      }
      if let before = previous, needsSpace(before, piece.kind) { piece.box = MathBox(" ").beside(piece.box) }
      previous = piece.kind
      pieces.append(piece)
    }
    return pieces
  }

  /// Whether a plus or minus belongs to what follows, or stands alone.
  private func isSign(after previous: MathClass?, isLast: Bool) -> Bool {
    switch previous {
    case nil, .binary, .sign, .relation, .open, .punctuation, .function, .space: true
    case .ordinary, .close, .inner, .fenced: isLast
    }
  }

  /// Whether a node is a function that is written as a word, with or without scripts.
  private func isWord(_ node: MathNode) -> Bool {
    switch node {
    case .symbol(_, .function): true
    case .scripts(let base, _, _): isWord(base)
    default: false
    }
  }

  private func needsSpace(_ left: MathClass, _ right: MathClass) -> Bool {
    switch (left, right) {
    case (.space, _), (_, .space), (.open, _), (.sign, _), (_, .close), (_, .punctuation): false
    case (.function, .open), (.function, .fenced): false
    case (.function, _), (.ordinary, .function), (.close, .function), (.inner, .function), (.fenced, .function): true
    case _ where isTight: false
    case (.punctuation, _), (.relation, _), (_, .relation), (.binary, _), (_, .binary): true
    case (.inner, .ordinary), (.ordinary, .inner), (.inner, .inner), (.close, .inner), (.fenced, .inner): true
    default: false
    }
  }

  /// A row that is too wide, broken before relations and signs.
  func boxes(of node: MathNode, width: Int) -> [MathBox] {
    guard case .row(let nodes) = node else { return [box(of: node)] }
    var boxes = [MathBox("")]
    var segment = MathBox("")
    func flush() {
      let indentation = boxes.count == 1 && boxes[0].width == 0 ? "" : "  "
      if boxes[boxes.count - 1].width + segment.width > width, boxes[boxes.count - 1].width > 0 {
        boxes.append(MathBox(indentation))
      }
      boxes[boxes.count - 1] = boxes[boxes.count - 1].beside(segment)
      segment = MathBox("")
    }
    for piece in pieces(of: nodes) {
      if piece.kind == .relation || piece.kind == .binary { flush() }
      segment = segment.beside(piece.box)
    }
    flush()
    return boxes
  }
}
