import Foundation

/// Turns the parser's dump into what the notebook wants to know.
struct CellReader {
  let bytes: [UInt8]
  var cell = ParsedCell()
  /// The bytes at which names are declared.
  private var places: [String: Int] = [:]

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// - Parameters:
  ///   - dump: What the parser printed.
  ///   - text: What the parser read.
  static func read(_ dump: Data, of text: String) throws -> ParsedCell {
    let items = try JSONDecoder().decode(SyntaxDump.self, from: dump).items
    var reader = CellReader(text)
    for item in items { reader.note(item) }
    reader.cell.shownExpression = items.last.flatMap(reader.shownExpression)
    return reader.cell
  }

  /// The names of a text without its lines of `#if` that a cell does not have with them.
  static func conditionalNames(_ dump: Data, of text: String, besides cell: ParsedCell) -> [UnseenName] {
    guard let items = try? JSONDecoder().decode(SyntaxDump.self, from: dump).items else { return [] }
    var reader = CellReader(text)
    for item in items { reader.note(item) }
    let known = Set(cell.declarations.map(\.name))
    return reader.places.filter { !known.contains($0.key) }.sorted { $0.value < $1.value }.map { name, place in
      UnseenName(name: name, cause: .condition, line: reader.line(at: place), column: reader.column(at: place))
    }
  }

  func line(at place: Int) -> Int { bytes[..<min(place, bytes.count)].count { $0 == 0x0a } }

  /// From 1.
  func column(at place: Int) -> Int {
    let before = bytes[..<min(place, bytes.count)]
    return before.count - (before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0) + 1
  }

  private mutating func note(_ item: SyntaxDump.Item) {
    switch item.kind {
    case "import_decl": item.range.map { cell.imports.append(text(from: $0.start, to: tokenEnd(at: $0.end))) }
    case "top_level_code_decl":
      noteParameter(item)
      noteGuard(item)
    case "var_decl": declare(item, item.isLet == true ? .let : .var)
    case "func_decl": declare(item, .func, signature: signature(of: item))
    case "struct_decl": declare(item, .struct)
    case "enum_decl": declare(item, .enum)
    case "class_decl": declare(item, .class)
    case "protocol": declare(item, .protocol)
    case "typealias": declare(item, .typealias)
    case "extension_decl": cell.hasExtensions = true
    case "infix_operator_decl", "prefix_operator_decl", "postfix_operator_decl", "precedence_group_decl":
      item.name.flatMap(\.base.name).map {
        cell.declarations.append(Declaration(kind: .func, name: $0, signature: item.kind, isOperator: true))
      }
    default: break
    }
  }

  private mutating func declare(_ item: SyntaxDump.Item, _ kind: Declaration.Kind, signature: String = "") {
    guard let name = item.name?.base.name, !item.isPrivate else { return }
    cell.declarations.append(
      Declaration(kind: kind, name: name, signature: signature, isOperator: item.name?.base.isOperator ?? false))
    places[name] = places[name] ?? item.range?.start
  }

  private func signature(of item: SyntaxDump.Item) -> String {
    guard let range = item.range, let name = item.name?.base.name else { return "" }
    let head = text(from: range.start, to: item.body?.range?.start ?? tokenEnd(at: range.end))
    let afterName = head.range(of: name).map { head[$0.upperBound...] } ?? head[...]
    return afterName.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func shownExpression(_ item: SyntaxDump.Item) -> Int? {
    guard item.kind == "top_level_code_decl", let start = item.range?.start, let element = item.body?.elements?.last else { return nil }
    let isAssignment = element.elements?.contains { $0.kind == "assign_expr" } ?? false
    guard element.kind.hasSuffix("_expr"), element.hasSemicolon != true, !isAssignment else { return nil }
    return start
  }
}

// MARK: - Parameters

extension CellReader {
  private mutating func noteParameter(_ item: SyntaxDump.Item) {
    guard let range = item.range, let element = item.body?.elements?.first, let entry = element.patterns?.first,
      element.patterns?.count == 1, let initialiser = entry.initialiser, let shape = entry.pattern,
      let name = (shape.typed.first ?? shape).name?.base.name, let equals = equalsSign(in: range)
    else { return }
    var start = equals + 1
    while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x0a || bytes[start] == 0x09 { start += 1 }
    cell.parameters.append(
      ParameterBinding(name: name, range: start..<max(start, tokenEnd(at: range.end)), literal: literal(initialiser.kind)))
  }

  private func literal(_ kind: String) -> ParameterBinding.Literal {
    switch kind {
    case "integer_literal_expr": .integer
    case "float_literal_expr": .number
    case "boolean_literal_expr": .boolean
    case "string_literal_expr": .string
    default: .other
    }
  }

  /// The first `=` that is no part of a longer operator.
  private func equalsSign(in range: SyntaxDump.Bounds) -> Int? {
    let operatorBytes = Array("=<>!+-*/%&|^~".utf8)
    return (range.start..<min(range.end, bytes.count)).first {
      bytes[$0] == 0x3d && !operatorBytes.contains(bytes[$0 - 1]) && !operatorBytes.contains(bytes[$0 + 1])
    }
  }

  func text(from start: Int, to end: Int) -> String {
    String(decoding: bytes[min(start, bytes.count)..<min(max(start, end), bytes.count)], as: UTF8.self)
  }

  /// Where the token that begins at `start` ends.
  private func tokenEnd(at start: Int) -> Int {
    guard start < bytes.count else { return bytes.count }
    if bytes[start] == 0x22 || bytes[start] == 0x23 { return stringEnd(at: start) }
    var end = start
    while end < bytes.count, Identifiers.isWord(bytes[end]) || continuesNumber(at: end, from: start) { end += 1 }
    return max(end, start + 1)
  }

  /// The point of 0.5 and the sign of 1e-3.
  private func continuesNumber(at index: Int, from start: Int) -> Bool {
    guard isDigit(start), index > start, isDigit(index + 1) else { return false }
    let isExponent = [0x45, 0x65, 0x50, 0x70].contains(bytes[index - 1])
    return bytes[index] == 0x2e || (isExponent && (bytes[index] == 0x2b || bytes[index] == 0x2d))
  }

  private func isDigit(_ index: Int) -> Bool { bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index]) }

  private func stringEnd(at start: Int) -> Int {
    let hashes = bytes[start...].prefix { $0 == 0x23 }.count
    let quotes = bytes[(start + hashes)...].starts(with: [0x22, 0x22, 0x22]) ? 3 : 1
    let closing = [UInt8](repeating: 0x22, count: quotes) + [UInt8](repeating: 0x23, count: hashes)
    var index = start + hashes + quotes
    while index < bytes.count {
      if hashes == 0 && bytes[index] == 0x5c { index += 1 } else if bytes[index...].starts(with: closing) { return index + closing.count }
      index += 1
    }
    return bytes.count
  }
}
