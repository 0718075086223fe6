/// What the toolchain's symbol extractor writes about a module, as far as it is read.
struct SymbolGraph: Decodable {
  struct Symbol: Decodable {
    struct Comment: Decodable {
      struct Line: Decodable { var text: String }
      var lines: [Line]
    }
    struct Fragment: Decodable { var spelling: String }

    var pathComponents: [String]
    var docComment: Comment?
    var declarationFragments: [Fragment]?
  }
  struct Module: Decodable { var name: String }

  var module: Module
  var symbols: [Symbol]

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
