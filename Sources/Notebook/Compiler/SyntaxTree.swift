/// A part of the parser's dump whose shape is not settled: patterns nest as the reader likes.
indirect enum SyntaxTree: Decodable {
  case object([String: SyntaxTree])
  case list([SyntaxTree])
  case text(String)
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let members = try? container.decode([String: SyntaxTree].self) {
      self = .object(members)
    } else if let elements = try? container.decode([SyntaxTree].self) {
      self = .list(elements)
    } else {
      self = (try? container.decode(String.self)).map(SyntaxTree.text) ?? .other
    }
  }

  private subscript(key: String) -> SyntaxTree? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  private var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// How many parts a list has.
  var count: Int {
    if case .list(let elements) = self { elements.count } else { 1 }
  }

  /// The names that the patterns in it bind, in the order of the text as far as the dump keeps it.
  var boundNames: [String] {
    if self["_kind"]?.text == "pattern_named" { return [self["name"]?["base_name"]?["name"]?.text].compactMap { $0 } }
    switch self {
    // A condition's value may hold closures, whose names are their own.
    case .object(let members): return members.filter { $0.key != "initializer" }.sorted { $0.key < $1.key }.flatMap { $0.value.boundNames }
    case .list(let elements): return elements.flatMap(\.boundNames)
    case .text, .other: return []
    }
  }
}
