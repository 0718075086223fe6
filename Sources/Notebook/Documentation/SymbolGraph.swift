/// What the toolchain's symbol extractor writes about a module, as far as it is read.
struct SymbolGraph: Decodable {
  struct Symbol: Decodable {
    struct Comment: Decodable {
      struct Line: Decodable { var text: String }
      var lines: [Line]
    }
    struct Fragment: Decodable { var spelling: String }
    struct Identifier: Decodable { var precise: String }

    var identifier: Identifier
    var pathComponents: [String]
    var docComment: Comment?
    var declarationFragments: [Fragment]?
  }
  struct Module: Decodable { var name: String }

  struct Relationship: Decodable {
    var kind: String
    var source: String
    var target: String
  }

  var module: Module
  var symbols: [Symbol]
  var relationships: [Relationship]?

  /// The protocols of each type, by their names.
  static func conformances(_ graphs: [SymbolGraph]) -> [String: [String]] {
    let symbols = graphs.flatMap(\.symbols).map { ($0.identifier.precise, $0.pathComponents.joined(separator: ".")) }
    let names = Dictionary(symbols) { first, _ in first }
    var result: [String: [String]] = [:]
    for relationship in graphs.flatMap({ $0.relationships ?? [] }) where relationship.kind == "conformsTo" {
      guard let type = names[relationship.source], let conformed = names[relationship.target] else { continue }
      if result[type]?.contains(conformed) != true { result[type, default: []].append(conformed) }
    }
    return result
  }

  /// The symbols whose names readers write.
  var names: [DocumentedName] {
    symbols.compactMap { symbol in
      guard symbol.pathComponents.allSatisfy({ $0.utf8.first.map(Identifiers.isWord) == true && !$0.hasPrefix("_") }) else { return nil }
      return DocumentedName(
        path: symbol.pathComponents, declaration: symbol.declarationFragments?.map(\.spelling).joined() ?? "",
        comment: symbol.docComment?.lines.map(\.text) ?? [], module: module.name)
    }
  }
}
