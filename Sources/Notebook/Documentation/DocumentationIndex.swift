/// Everything that modules declare for readers.
public struct DocumentationIndex: Codable, Sendable {
  public var names: [DocumentedName]
  /// The protocols of each type.
  public var conformances: [String: [String]] = [:]

  /// The declarations that a reader may mean, types before their members.
  ///
  /// - Parameter text: A name, or names with points between; arguments behind them are left away. Where no name is written so, capitals
  ///   are no matter.
  public func named(_ text: String) -> [DocumentedName] {
    let words = Self.words(text)
    guard !words.isEmpty else { return [] }
    let exact = names.filter { $0.words.suffix(words.count) == words[...] }
    let found =
      exact.isEmpty ? names.filter { $0.words.suffix(words.count).map { $0.lowercased() } == words.map { $0.lowercased() } } : exact
    return found.sorted { ($0.path.count, $0.path.joined(separator: ".")) < ($1.path.count, $1.path.joined(separator: ".")) }
  }

  /// The same of a module with thousands of names: what is documented comes first, once where several types share a text, and of these what
  /// everyday types declare. Behind a type the members of its protocols are found too: `Array.map` is told of as `Sequence.map` is.
  public func ranked(_ text: String) -> [DocumentedName] {
    let words = Self.words(text)
    var found = named(text)
    if found.isEmpty, words.count == 2 {
      let protocols = conformances[words[0]] ?? []
      found = protocols.flatMap { named("\($0).\(words[1])") }.filter { $0.path.count == 2 }
    }
    let documented = found.filter { !$0.comment.isEmpty }
    var seen: Set<[String]> = []
    let distinct = (documented.isEmpty ? found : documented).sorted { Self.rank($0) < Self.rank($1) }
    return distinct.filter { $0.comment.isEmpty || seen.insert($0.comment).inserted }
  }

  private static func rank(_ name: DocumentedName) -> Int {
    if name.path.count == 1 { return -1 }
    return everyday.firstIndex(of: name.path[0]) ?? everyday.count
  }

  private static let everyday = [
    "Array", "Sequence", "Collection", "Dictionary", "Set", "String", "Int", "Double", "Float", "Bool", "Optional", "Range", "ClosedRange",
    "BidirectionalCollection", "RangeReplaceableCollection", "MutableCollection", "Comparable", "Numeric", "BinaryInteger", "FloatingPoint",
  ]

  /// What is declared inside a type.
  public func members(of type: DocumentedName) -> [DocumentedName] {
    names.filter { $0.path.count == type.path.count + 1 && $0.path.starts(with: type.path) }.sorted {
      $0.path[$0.path.count - 1] < $1.path[$1.path.count - 1]
    }
  }

  /// All names without arguments.
  public var words: Set<String> { Set(names.compactMap(\.words.last)) }

  /// `Mixture.ring(modes: 8)` as `["Mixture", "ring"]`.
  public static func words(_ text: String) -> [String] {
    text.prefix { $0 != "(" }.split(separator: ".").map { $0.filter { !$0.isWhitespace && $0 != "`" } }.filter { !$0.isEmpty }
  }
}
