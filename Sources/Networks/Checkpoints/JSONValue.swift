/// What the header of a safetensors file may say.
enum JSONValue {
  case object([(name: String, value: JSONValue)])
  case array([JSONValue])
  case string(String)
  case integer(Int)
  /// A number that is no `Int`, as it was written.
  case number(String)
  case boolean(Bool)
  case null

  var kind: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .integer(let value): "\(value)"
    case .number(let text): text
    case .boolean(let value): "\(value)"
    case .null: "null"
    }
  }
}

extension String {
  /// The text as a JSON string, quotes included.
  var asJSON: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 32:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
