/// The tokens of a formula.
enum MathToken: Equatable {
  case character(Character)
  /// The name behind a backslash: letters, or one other character.
  case macro(String)
  /// White space, which only counts inside text.
  case space
  case open
  case close
}

extension MathToken {
  static func tokens(of latex: String) -> [MathToken] {
    var tokens: [MathToken] = []
    var rest = latex[...]
    while let character = rest.popFirst() {
      switch character {
      case "\\":
        let name = rest.prefix { $0.isASCII && $0.isLetter }
        let taken = name.isEmpty ? rest.prefix(1) : name
        rest = rest.dropFirst(taken.count)
        if !taken.isEmpty { tokens.append(.macro(String(taken))) }
      case "{": tokens.append(.open)
      case "}": tokens.append(.close)
      case _ where character.isWhitespace: if tokens.last != .space { tokens.append(.space) }
      default: tokens.append(.character(character))
      }
    }
    return tokens
  }

  /// As it was written, for text.
  var source: String {
    switch self {
    case .character(let character): character == "~" ? " " : String(character)
    case .macro(let name): MathSymbols.spaces[name] ?? MathSymbols.symbols[name]?.0 ?? name
    case .space: " "
    case .open, .close: ""
    }
  }
}
