/// Everything that the library declares for readers.
public struct DocumentationIndex: Codable, Sendable {
  public var names: [DocumentedName]

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
