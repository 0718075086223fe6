import Foundation

/// Parameters as one JSON object: a name and a number, a text or a truth value each; a list of those makes a grid.
///
///     {"steps": 500, "rate": [1e-3, 1e-4], "loss": "wasserstein", "spectral": true}
///
/// Read by hand: a number stays as it was written, a name that stands twice is noticed, and a fault has its line.
struct ParameterJSON {
  private let scalars: [Unicode.Scalar]
  private let path: String
  private var index = 0

  init(_ text: String, path: String) {
    scalars = Array(text.unicodeScalars)
    self.path = path
  }

  func values() throws(Fault) -> [(name: String, value: String)] {
    var reader = self
    return try reader.object()
  }

  private mutating func object() throws(Fault) -> [(name: String, value: String)] {
    skipSpace()
    guard take("{") else { throw fault("the file has to hold one object: {\"steps\": 500, ...}") }
    var values: [(name: String, value: String)] = []
    skipSpace()
    if !take("}") {
      repeat {
        skipSpace()
        guard next == "\"" else { throw fault("a name in double quotes has to stand here") }
        let name = try text()
        skipSpace()
        guard take(":") else { throw fault("a colon is missing behind \"\(name)\"") }
        values.append((name, try value(of: name)))
        skipSpace()
      } while take(",")
      guard take("}") else { throw fault("a comma or the closing brace is missing here") }
    }
    skipSpace()
    guard next == nil else { throw fault("there is something behind the object") }
    return values
  }

  private mutating func value(of name: String) throws(Fault) -> String {
    skipSpace()
    guard take("[") else { return try single(of: name) }
    var parts: [String] = []
    repeat {
      parts.append(try single(of: name))
      skipSpace()
    } while take(",")
    guard take("]") else { throw fault("a comma or the closing bracket is missing in the list of \"\(name)\"") }
    return parts.joined(separator: ",")
  }

  private mutating func single(of name: String) throws(Fault) -> String {
    let value = try scalar(of: name)
    if value.contains(",") {
      throw fault("the text of \"\(name)\" holds a comma, which parts the values of a grid: make a list of several values")
    }
    return value
  }

  private mutating func scalar(of name: String) throws(Fault) -> String {
    skipSpace()
    switch next {
    case "\""?: return try text()
    case "{"?, "["?: throw fault("\"\(name)\" has to be a number, a text, true, false, or a list of those")
    default: break
    }
    let start = index
    while let scalar = next, !",]} \t\r\n".unicodeScalars.contains(scalar) { index += 1 }
    let word = String(String.UnicodeScalarView(scalars[start..<index]))
    guard word == "true" || word == "false" || word.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil else {
      index = start
      let found = word.isEmpty ? "nothing" : "`\(word)`"
      throw fault("\"\(name)\" has to be a number, a text in double quotes, true or false, and is \(found)")
    }
    return word
  }

  /// A text from its opening quote to its closing one.
  private mutating func text() throws(Fault) -> String {
    let start = index
    index += 1
    var isEscaped = false
    while let scalar = next, scalar != "\n", isEscaped || scalar != "\"" {
      isEscaped = scalar == "\\" && !isEscaped
      index += 1
    }
    guard take("\"") else {
      index = start
      throw fault("this text has no closing quote")
    }
    let literal = String(String.UnicodeScalarView(scalars[start..<index]))
    guard let text = try? JSONDecoder().decode(String.self, from: Data(literal.utf8)) else {
      index = start
      throw fault("\(literal) is no JSON text")
    }
    return text
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() { while let scalar = next, " \t\r\n\u{FEFF}".unicodeScalars.contains(scalar) { index += 1 } }

  private func fault(_ problem: String) -> Fault {
    .parameterJSON(path: path, line: scalars[..<min(index, scalars.count)].count { $0 == "\n" } + 1, problem: problem)
  }
}
