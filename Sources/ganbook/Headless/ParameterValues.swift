import Foundation

/// Parameter values as the command line gives them.
enum ParameterValues {
  /// Those of a file first, then those of `-p`, which win.
  static func read(options: [String], file: String?) throws(Fault) -> [(name: String, value: String)] {
    var values = try file.map { path throws(Fault) in try read(file: path) } ?? []
    for option in options {
      guard let pair = split(option, at: ["="]) else { throw .malformedParameter(option) }
      values.removeAll { $0.name == pair.name }
      values.append(pair)
    }
    return values
  }

  /// A file that begins with a brace is JSON; any other has a parameter a line.
  private static func read(file: String) throws(Fault) -> [(name: String, value: String)] {
    let text: String
    do { text = try String(contentsOfFile: file, encoding: .utf8) } catch { throw .cannotRead(path: file, reason: Reason.of(error)) }
    let first = text.first { !$0.isWhitespace }
    let values = try first == "{" || first == "[" ? ParameterJSON(text, path: file).values() : lines(text, of: file)
    if let twice = values.indices.first(where: { index in values[..<index].contains { $0.name == values[index].name } }) {
      throw .parameterTwice(path: file, name: values[twice].name)
    }
    return values
  }

  /// `name=value` or `name: value`, as in YAML; `#` at the beginning of a line or behind a space begins a comment.
  private static func lines(_ text: String, of file: String) throws(Fault) -> [(name: String, value: String)] {
    var values: [(name: String, value: String)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let content = withoutComment(line).trimmingCharacters(in: .whitespaces)
      if content.isEmpty || content == "---" { continue }
      guard var pair = split(content, at: ["=", ":"]) else { throw .parameterFile(path: file, line: index + 1, text: content) }
      pair.value = unquoted(pair.value)
      values.append(pair)
    }
    return values
  }

  private static func withoutComment(_ line: Substring) -> Substring {
    var before: Character = " "
    var quote: Character?
    for index in line.indices {
      let character = line[index]
      if character == "#", before.isWhitespace, quote == nil { return line[..<index] }
      if character == "\"" || character == "'" { quote = quote == nil ? character : quote == character ? nil : quote }
      before = character
    }
    return line
  }

  /// YAML's quotes are no part of the text.
  private static func unquoted(_ value: String) -> String {
    guard value.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote else { return value }
    return String(value.dropFirst().dropLast())
  }

  private static func split(_ text: String, at separators: Set<Character>) -> (name: String, value: String)? {
    guard let separator = text.firstIndex(where: separators.contains) else { return nil }
    let name = text[..<separator].trimmingCharacters(in: .whitespaces)
    let value = text[text.index(after: separator)...].trimmingCharacters(in: .whitespaces)
    return name.isEmpty || value.isEmpty ? nil : (name, value)
  }
}
