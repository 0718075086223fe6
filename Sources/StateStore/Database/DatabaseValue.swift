/// A value in a row, in one of the classes that SQLite stores.
enum DatabaseValue: Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)

  var integer: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }

  var real: Double? {
    switch self {
    case .real(let value): value
    case .integer(let value): Double(value)
    case .null, .text: nil
    }
  }

  var text: String? {
    if case .text(let value) = self { value } else { nil }
  }

  /// Text, or the null that stands for none.
  static func optional(_ value: Double?) -> DatabaseValue { value.map(DatabaseValue.real) ?? .null }
}
