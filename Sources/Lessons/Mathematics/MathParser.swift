/// Reads LaTeX into a `MathNode`. Every text is a formula: what is wrong is passed over.
struct MathParser {
  private var tokens: ArraySlice<MathToken>
  /// Groups within groups. Deeper ones are shown flat: the parser recurses, and a text must not exhaust the stack.
  private var depth = 0
  private static let deepest = 40

  static func parse(_ latex: String) -> MathNode {
    var parser = MathParser(tokens: MathToken.tokens(of: latex)[...])
    var rows: [[MathNode]] = []
    repeat { rows.append(parser.cells()) } while parser.skip(.macro("\\")) || parser.passOver()
    let cells = rows.filter { !$0.isEmpty }
    return cells.count == 1 && cells[0].count == 1 ? cells[0][0] : .grid(left: "", rows: cells, right: "")
  }

  private init(tokens: ArraySlice<MathToken>) {
    self.tokens = tokens
  }

  private mutating func skip(_ token: MathToken) -> Bool {
    guard tokens.first == token else { return false }
    tokens.removeFirst()
    return true
  }

  private mutating func skipSpaces() {
    while skip(.space) {}
  }

  /// Steps over what closes nothing; false at the end.
  private mutating func passOver() -> Bool {
    tokens.popFirst() != nil
  }

  /// One line of a grid: rows between `&`. Nothing at all for an empty line.
  private mutating func cells() -> [MathNode] {
    var cells = [row()]
    while skip(.character("&")) { cells.append(row()) }
    let isEmpty = cells.allSatisfy { if case .row(let nodes) = $0 { nodes.isEmpty } else { false } }
    return isEmpty ? [] : cells
  }

  /// Up to what ends a row: a brace, `\right`, `\end`, `&`, `\\`.
  private mutating func row() -> MathNode {
    var nodes: [MathNode] = []
    while true {
      skipSpaces()
      switch tokens.first {
      case nil, .close, .character("&"), .macro("\\"), .macro("right"), .macro("end"): return .row(nodes)
      case .character("^"), .character("_"): nodes.append(scripts(on: .row([])))
      default: nodes.append(scripts(on: nucleus()))
      }
    }
  }

  private mutating func scripts(on base: MathNode) -> MathNode {
    var (lower, upper): (MathNode?, MathNode?)
    while true {
      skipSpaces()
      if skip(.macro("limits")) || skip(.macro("nolimits")) { continue }
      if lower == nil, skip(.character("_")) {
        lower = argument()
      } else if skip(.character("^")) {
        upper = joined(upper, argument())
      } else if skip(.character("'")) {
        upper = joined(upper, .symbol("′", .ordinary))
      } else {
        return lower == nil && upper == nil ? base : .scripts(base: base, lower: lower, upper: upper)
      }
    }
  }

  private func joined(_ first: MathNode?, _ second: MathNode) -> MathNode {
    first.map { .row([$0, second]) } ?? second
  }

  /// A group in braces, or one symbol.
  private mutating func argument() -> MathNode {
    skipSpaces()
    switch tokens.first {
    case nil, .close, .character("&"), .macro("\\"), .macro("right"), .macro("end"): return .row([])
    default: return nucleus()
    }
  }

  private mutating func nucleus() -> MathNode {
    depth += 1
    defer { depth -= 1 }
    guard let token = tokens.popFirst() else { return .row([]) }
    guard depth < MathParser.deepest else { return .text(token.source) }
    switch token {
    case .open: return group()
    case .close, .space: return .row([])
    case .character(let character): return symbol(character)
    case .macro(let name): return macro(name)
    }
  }

  private mutating func group() -> MathNode {
    var nodes = [row()]
    // What parts the cells of a grid means nothing inside braces.
    while skip(.character("&")) || skip(.macro("\\")) { nodes.append(row()) }
    _ = skip(.close)
    return nodes.count == 1 ? nodes[0] : .row(nodes)
  }

  private mutating func symbol(_ character: Character) -> MathNode {
    switch character {
    case "-": .symbol("−", .binary)
    case "+", "*": .symbol(String(character), .binary)
    case ":": skip(.character("=")) ? .symbol(":=", .relation) : .symbol(":", .relation)
    case "=", "<", ">": .symbol(String(character), .relation)
    case "(", "[": .symbol(String(character), .open)
    case ")", "]", "!": .symbol(String(character), .close)
    case ",", ";": .symbol(String(character), .punctuation)
    case "~": .symbol(" ", .space)
    default: .symbol(String(character), .ordinary)
    }
  }
}

// MARK: Macros

extension MathParser {
  private mutating func macro(_ name: String) -> MathNode {
    if let (sign, kind) = MathSymbols.symbols[name] { return .symbol(sign, kind) }
    if let sign = MathSymbols.largeOperators[name] { return .largeOperator(sign) }
    if let space = MathSymbols.spaces[name] { return .symbol(space, .space) }
    if let mark = MathSymbols.accents[name] { return .accent(mark: mark, name: name, argument()) }
    if MathSymbols.words.contains(name) { return .text(words()) }
    if MathSymbols.shapes.contains(name) { return argument() }
    if MathSymbols.silent.contains(name) { return .row([]) }
    if let structure = MathStructure(name) { return build(structure) }
    return .symbol(name, .function)
  }

  private mutating func build(_ structure: MathStructure) -> MathNode {
    switch structure {
    case .fraction: .fraction(argument(), argument())
    case .binomial: .grid(left: "(", rows: [[argument()], [argument()]], right: ")")
    case .root: root()
    case .left: fenced()
    case .begin: environment()
    case .blackboard: .symbol(MathAlphabets.blackboard(words()), .ordinary)
    case .calligraphic: .symbol(MathAlphabets.calligraphic(words()), .ordinary)
    case .operatorName: skip(.character("*")) ? .largeOperator(words()) : .symbol(words(), .function)
    }
  }

  /// The words of a group as they were written.
  private mutating func words() -> String {
    skipSpaces()
    guard skip(.open) else { return tokens.popFirst()?.source ?? "" }
    var words = ""
    var open = 1
    while let token = tokens.popFirst() {
      if token == .open { open += 1 }
      if token == .close { open -= 1 }
      if open == 0 { break }
      words += token.source
    }
    return words
  }

  private mutating func root() -> MathNode {
    skipSpaces()
    guard skip(.character("[")) else { return .root(degree: nil, argument()) }
    var degree: [MathNode] = []
    while let token = tokens.first, token != .character("]") {
      let before = tokens.count
      degree.append(argument())
      if tokens.count == before { break }
    }
    _ = skip(.character("]"))
    return .root(degree: .row(degree), argument())
  }

  private mutating func fenced() -> MathNode {
    let left = delimiter()
    let content = row()
    guard skip(.macro("right")) else { return .fenced(left: left, content, right: "") }
    return .fenced(left: left, content, right: delimiter())
  }

  /// What stands behind `\left` and `\right`; a dot is nothing.
  private mutating func delimiter() -> String {
    skipSpaces()
    let sign = tokens.popFirst()?.source ?? ""
    return sign == "." ? "" : sign
  }

  private mutating func environment() -> MathNode {
    let name = words()
    var rows: [[MathNode]] = []
    while true {
      let cells = cells()
      if !cells.isEmpty { rows.append(cells) }
      if skip(.macro("\\")) { continue }
      if skip(.macro("end")) {
        _ = words()
        break
      }
      // A stray brace or `\right`.
      guard passOver() else { break }
    }
    switch name {
    case "cases": return .grid(left: "{", rows: rows, right: "")
    case "pmatrix": return .grid(left: "(", rows: rows, right: ")")
    case "bmatrix": return .grid(left: "[", rows: rows, right: "]")
    case "vmatrix": return .grid(left: "|", rows: rows, right: "|")
    case "Vmatrix": return .grid(left: "‖", rows: rows, right: "‖")
    default: return .grid(left: "", rows: rows, right: "")
    }
  }
}
