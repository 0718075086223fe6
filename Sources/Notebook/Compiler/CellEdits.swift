/// The two edits that the notebook makes to a cell's text, and the lines around it.
struct CellEdits {
  /// What the compiler gets.
  private(set) var source: String
  /// The line of the cell whose columns an edit moved, from which column on and by how many.
  private(set) var shift: (line: Int, column: Int, by: Int)?

  /// What shows the value of a cell's last expression.
  static let display = "GANs.display("

  /// - Parameters:
  ///   - prelude: The imports.
  ///   - module: The name of the module that the cell becomes.
  ///   - opening: What stands before the last expression, with a bracket that is closed behind it.
  init(
    _ cell: CellSource, _ parsed: ParsedCell, prelude: [String], module: String, opening: String = display
  ) throws(NotebookError) {
    var bytes = Array(cell.text.utf8)
    if let start = parsed.shownExpression {
      let before = bytes[..<start]
      let line = before.count { $0 == 0x0a }
      let column = start - (before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0) + 1
      shift = (cell.line + line, column, opening.utf8.count)
      // The closing bracket gets a line of its own: a comment may stand behind the expression.
      bytes.append(contentsOf: "\n)".utf8)
      bytes.insert(contentsOf: opening.utf8, at: start)
    }
    try Self.replaceParameters(in: &bytes, of: cell, parsed)
    source = """
      #sourceLocation(file: "\(Self.preludeName)", line: 1)
      \((["import \(ModuleLocations.mainModule)"] + prelude).joined(separator: "\n"))
      enum \(CellModule.marker(of: module)) {}
      #sourceLocation(file: \(Self.literal(cell.file)), line: \(cell.line))
      \(String(decoding: bytes, as: UTF8.self))

      """
  }

  /// What diagnostics call the lines before a cell.
  static let preludeName = "<notebook>"

  /// Later initialisers first, so that the ranges before them stay right.
  private static func replaceParameters(in bytes: inout [UInt8], of cell: CellSource, _ parsed: ParsedCell) throws(NotebookError) {
    for name in cell.parameters.keys.sorted() where !parsed.parameters.contains(where: { $0.name == name }) {
      throw .unknownParameter(name: name, known: parsed.parameters.map(\.name))
    }
    for binding in parsed.parameters.reversed() {
      guard let value = cell.parameters[binding.name] else { continue }
      guard let text = binding.literal.source(for: value) else {
        throw .unsuitableParameter(name: binding.name, value: value, expected: binding.literal.noun)
      }
      bytes.replaceSubrange(binding.range, with: text.utf8)
    }
  }

  /// A Swift string literal of the text.
  static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where scalar.value < 0x20: result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension ParameterBinding.Literal {
  /// The value as Swift source of this kind, or `nil` when it is of another kind.
  func source(for value: String) -> String? {
    let plain = value.filter { $0 != "_" }
    switch self {
    case .integer: return Int(plain) == nil ? nil : value
    case .number: return Double(plain).map { $0.isFinite } == true ? value : nil
    case .boolean: return value == "true" || value == "false" ? value : nil
    case .string: return CellEdits.literal(value)
    case .other: return value.isEmpty || value.contains(where: \.isNewline) ? nil : value
    }
  }

  var noun: String {
    switch self {
    case .integer: "an integer"
    case .number: "a number"
    case .boolean: "true or false"
    case .string: "a text"
    case .other: "a Swift expression on one line"
    }
  }
}
