/// What the compiler's parser says about a cell.
struct ParsedCell: Codable, Sendable, Equatable {
  var declarations: [Declaration] = []
  /// The cell's own imports, word for word: later cells get them too.
  var imports: [String] = []
  /// The byte at which the last item begins, if that is an expression whose value is to be seen.
  var shownExpression: Int?
  var parameters: [ParameterBinding] = []
  /// Extensions act on every later cell, whatever it names.
  var hasExtensions = false
  /// Names at the top level that end with the cell.
  var unseen: [UnseenName] = []
}

/// A name that a cell declares at its top level.
public struct Declaration: Codable, Sendable, Equatable, Hashable {
  /// The word by which Swift imports it.
  public enum Kind: String, Codable, Sendable {
    case `let`, `var`, `func`, `struct`, `enum`, `class`, `protocol`, `typealias`
  }

  public var kind: Kind
  public var name: String
  /// A function's parameters and result; empty for everything else. Functions that differ in it are overloads.
  public var signature: String
  public var isOperator: Bool

  /// An operator's own declaration, or that of a precedence group, has the parser's word for it in the signature's place.
  var isOperatorFunction: Bool { isOperator && (signature.hasPrefix("(") || signature.hasPrefix("<")) }
}

/// `let steps = 5_000` in a cell of parameters.
struct ParameterBinding: Codable, Sendable, Equatable {
  enum Literal: String, Codable { case integer, number, boolean, string, other }

  var name: String
  /// The bytes of the initialiser.
  var range: Range<Int>
  var literal: Literal
}
