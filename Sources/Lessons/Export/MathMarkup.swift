/// LaTeX mathematics as MathML, which browsers set by themselves: no script and no network is needed.
///
/// The LaTeX goes along as an annotation, so that it can be copied, and as the text that is read aloud where MathML is not known.
public enum MathMarkup {
  /// - Parameter display: On a line of its own, with limits below and above.
  public static func markup(_ latex: String, display: Bool) -> String {
    let node = MathParser.parse(latex)
    let body = MathMarkupWriter(isDisplay: display).markup(node)
    let attributes = "display=\"\(display ? "block" : "inline")\" alttext=\"\(HTMLText.escaped(MathText.line(latex)))\""
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" \(attributes)><semantics><mrow>\(body)</mrow>"
      + "<annotation encoding=\"application/x-tex\">\(HTMLText.escaped(latex))</annotation></semantics></math>"
  }
}

/// Text inside HTML.
public enum HTMLText {
  public static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}

/// One element for each node of a formula.
struct MathMarkupWriter {
  let isDisplay: Bool

  func markup(_ node: MathNode) -> String {
    switch node {
    case .symbol(let text, let kind): symbol(text, kind)
    case .largeOperator(let sign): large(sign)
    case .text(let words): element("mtext", words.replacingSpaces)
    case .row(let nodes): element("mrow", inner: row(nodes))
    case .scripts(let base, let lower, let upper): scripts(base, lower, upper)
    case .fraction(let above, let below): element("mfrac", inner: group(above) + group(below))
    case .root(nil, let inner): element("msqrt", inner: markup(inner))
    case .root(let degree?, let inner): element("mroot", inner: group(inner) + group(degree))
    case .accent(let mark, let name, let inner): accent(mark, name, inner)
    case .fenced(let left, let inner, let right): element("mrow", inner: fence(left) + markup(inner) + fence(right))
    case .grid(let left, let rows, let right): grid(left, rows, right)
    }
  }

  private func element(_ name: String, _ text: String) -> String { "<\(name)>\(HTMLText.escaped(text))</\(name)>" }
  private func element(_ name: String, inner: String) -> String { "<\(name)>\(inner)</\(name)>" }
  /// One element, whatever is in it, as the parts of fractions and scripts have to be.
  private func group(_ node: MathNode) -> String {
    if case .row(let nodes) = node { return element("mrow", inner: row(nodes)) }
    return element("mrow", inner: markup(node))
  }

  /// A thin space parts a word such as `log` from letters and other words, as TeX sets it; not from brackets, relations and signs.
  private func row(_ nodes: [MathNode]) -> String {
    let space = "<mspace width=\"0.17em\"></mspace>"
    return nodes.indices.map { index in
      let needsSpace =
        index > 0
        && (Self.isWord(nodes[index - 1]) && Self.isOperand(nodes[index], after: true)
          || Self.isWord(nodes[index]) && Self.isOperand(nodes[index - 1], after: false))
      return (needsSpace ? space : "") + markup(nodes[index])
    }.joined()
  }

  private static func isWord(_ node: MathNode) -> Bool {
    switch node {
    case .symbol(_, .function), .largeOperator: true
    case .scripts(let base, _, _): isWord(base)
    default: false
    }
  }

  /// Whether a node stands beside a word with nothing of its own between them.
  private static func isOperand(_ node: MathNode, after: Bool) -> Bool {
    switch node {
    case .symbol(_, let kind):
      switch kind {
      case .ordinary, .function, .inner: true
      case .open, .fenced: false
      case .close: !after
      case .binary, .sign, .relation, .punctuation, .space: false
      }
    case .scripts(let base, _, _): isOperand(base, after: after)
    case .fenced, .grid: !after
    case .text: false
    case .largeOperator, .row, .fraction, .root, .accent: true
    }
  }

  private func symbol(_ text: String, _ kind: MathClass) -> String {
    switch kind {
    case .ordinary, .inner:
      let isNumber = !text.isEmpty && text.allSatisfy { $0.isNumber || $0 == "." }
      return element(isNumber ? "mn" : text.allSatisfy { $0.isLetter } ? "mi" : "mo", text)
    case .function: return element("mi", text)
    case .binary, .relation, .punctuation: return element("mo", text)
    case .sign: return "<mo form=\"prefix\">\(HTMLText.escaped(text))</mo>"
    case .open, .close, .fenced: return "<mo stretchy=\"false\">\(HTMLText.escaped(text))</mo>"
    case .space: return "<mspace width=\"\(text.count > 1 ? "1em" : text.isEmpty ? "0.17em" : "0.33em")\"></mspace>"
    }
  }

  /// A word such as `max` or a sign such as the one of a sum.
  private func large(_ sign: String) -> String {
    sign.first?.isLetter == true ? element("mi", sign) : "<mo largeop=\"true\" movablelimits=\"false\">\(HTMLText.escaped(sign))</mo>"
  }

  private func scripts(_ base: MathNode, _ lower: MathNode?, _ upper: MathNode?) -> String {
    var (below, above, both) = ("msub", "msup", "msubsup")
    if isDisplay, case .largeOperator = base { (below, above, both) = ("munder", "mover", "munderover") }
    switch (lower, upper) {
    case (let lower?, let upper?): return element(both, inner: group(base) + group(lower) + group(upper))
    case (let lower?, nil): return element(below, inner: group(base) + group(lower))
    case (nil, let upper?): return element(above, inner: group(base) + group(upper))
    case (nil, nil): return group(base)
    }
  }

  private func accent(_ mark: String, _ name: String, _ inner: MathNode) -> String {
    if name == "underline" { return "<munder accentunder=\"true\">\(group(inner))<mo stretchy=\"true\">_</mo></munder>" }
    let signs = [
      "hat": "^", "widehat": "^", "tilde": "~", "widetilde": "~", "bar": "¯", "overline": "¯", "vec": "→", "dot": "˙", "ddot": "¨",
      "check": "ˇ", "breve": "˘",
    ]
    let isWide = name.hasPrefix("wide") || name == "overline"
    let sign = signs[name] ?? mark
    return "<mover accent=\"true\">\(group(inner))<mo stretchy=\"\(isWide)\">\(HTMLText.escaped(sign))</mo></mover>"
  }

  private func fence(_ sign: String) -> String { sign.isEmpty ? "" : "<mo fence=\"true\" stretchy=\"true\">\(HTMLText.escaped(sign))</mo>" }

  private func grid(_ left: String, _ rows: [[MathNode]], _ right: String) -> String {
    let columns = rows.map(\.count).max() ?? 0
    // Equations in columns meet at their relations; the cases of a definition begin on the left.
    let sides = (0..<columns).map { left == "{" || columns > 1 && $0 % 2 == 1 ? "left" : columns > 1 && left.isEmpty ? "right" : "center" }
    let body = rows.map { row in
      element("mtr", inner: row.enumerated().map { "<mtd style=\"text-align:\(sides[$0])\">\(markup($1))</mtd>" }.joined())
    }
    return element("mrow", inner: fence(left) + element("mtable", inner: body.joined()) + fence(right))
  }
}

extension String {
  /// Spaces at the ends of words would be dropped in MathML.
  fileprivate var replacingSpaces: String { String(map { $0 == " " ? "\u{A0}" : $0 }) }
}
