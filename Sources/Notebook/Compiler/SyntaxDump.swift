import Foundation

/// The part of `swift-frontend -dump-parse -dump-ast-format json` that the notebook reads.
struct SyntaxDump: Decodable {
  /// Nothing for a text without any.
  private var found: [Item]?
  var items: [Item] { found ?? [] }

  enum CodingKeys: String, CodingKey { case found = "items" }

  struct Item: Decodable {
    var kind: String
    var range: Bounds?
    var name: Name?
    var isLet: Bool?
    var body: Body?
    var attributes: [Attribute]?

    /// Whether no other file, and so no other cell, can see it.
    var isPrivate: Bool { attributes?.contains { $0.access == "private" || $0.access == "fileprivate" } ?? false }

    enum CodingKeys: String, CodingKey {
      case kind = "_kind"
      case range, name, body
      case attributes = "attrs"
      case isLet = "let"
    }
  }

  struct Attribute: Decodable {
    var access: String?

    enum CodingKeys: String, CodingKey { case access = "access_level" }
  }

  /// `end` is where the last token begins, not where it ends.
  struct Bounds: Decodable {
    var start: Int
    var end: Int
  }

  struct Name: Decodable {
    var base: Base

    struct Base: Decodable {
      var name: String?
      var isOperator: Bool?

      enum CodingKeys: String, CodingKey {
        case name
        case isOperator = "is_operator"
      }
    }

    enum CodingKeys: String, CodingKey { case base = "base_name" }
  }

  struct Body: Decodable {
    var range: Bounds?
    var elements: [Element]?
  }

  struct Element: Decodable {
    var kind: String
    var hasSemicolon: Bool?
    var elements: [Part]?
    var patterns: [Pattern]?
    /// What `guard` asks for.
    var conditions: SyntaxTree?

    enum CodingKeys: String, CodingKey {
      case kind = "_kind"
      case hasSemicolon = "trailing_semi"
      case elements, conditions
      case patterns = "pattern_entries"
    }
  }

  struct Part: Decodable {
    var kind: String

    enum CodingKeys: String, CodingKey { case kind = "_kind" }
  }

  struct Pattern: Decodable {
    var pattern: Shape?
    var initialiser: Part?

    struct Shape: Decodable {
      var kind: String
      var name: Name?
      var typed: [Shape]

      enum CodingKeys: String, CodingKey {
        case kind = "_kind"
        case name
        case typed = "sub_pattern"
      }

      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        kind = try container.decode(String.self, forKey: .kind)
        name = try container.decodeIfPresent(Name.self, forKey: .name)
        typed = (try? container.decode(Shape.self, forKey: .typed)).map { [$0] } ?? []
      }
    }

    enum CodingKeys: String, CodingKey {
      case pattern
      case initialiser = "original_init"
    }
  }
}
