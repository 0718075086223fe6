/// Which words of Swift have looks of their own.
enum SwiftVocabulary {
  /// - Parameters:
  ///   - follows: The last byte before the word that is no space.
  ///   - precedes: The byte right after the word, 0 at the end.
  static func kind(of word: String, follows: UInt8, precedes: UInt8) -> SwiftToken.Kind? {
    let isMember = follows == UInt8(ascii: ".")
    if word.hasPrefix("@") { return .keyword }
    if !isMember, keywords.contains(word), precedes != UInt8(ascii: ":") || word == "default" { return .keyword }
    if word.unicodeScalars.first?.properties.isUppercase == true { return .type }
    return precedes == UInt8(ascii: "(") ? .call : nil
  }

  private static let keywords: Set<String> = [
    "actor", "any", "as", "associatedtype", "async", "await", "borrowing", "break", "case", "catch", "class", "consuming", "continue",
    "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "final", "for", "func",
    "guard", "if", "import", "in", "indirect", "init", "inout", "internal", "is", "lazy", "let", "mutating", "nil", "nonmutating",
    "open", "operator", "override", "package", "precedencegroup", "private", "protocol", "public", "repeat", "required", "rethrows",
    "return", "self", "Self", "some", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try",
    "typealias", "unowned", "var", "weak", "where", "while",
  ]
}
