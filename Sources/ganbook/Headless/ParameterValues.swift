import Foundation

/// Parameter values as the command line gives them.
enum ParameterValues {
  /// Those of a file first, then those of `-p`, which win.
  static func read(options: [String], file: String?) throws(Fault) -> [(name: String, value: String)] {
    var values = try file.map(read) ?? []
    for option in options {
      guard let pair = split(option, at: ["="]) else { throw .malformedParameter(option) }
      values.removeAll { $0.name == pair.name }
      values.append(pair)
    }
    return values
  }

  private static func read(file: String) throws(Fault) -> [(name: String, value: String)] {
    let text: String
    do { text = try String(contentsOfFile: file, encoding: .utf8) } catch { throw .cannotRead(path: file, reason: Reason.of(error)) }
    var values: [(name: String, value: String)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let content = line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
      if content.isEmpty { continue }
      guard let pair = split(content, at: ["=", ":"]) else { throw .parameterFile(path: file, line: index + 1, text: content) }
      values.append(pair)
    }
    return values
  }

  private static func split(_ text: String, at separators: Set<Character>) -> (name: String, value: String)? {
    guard let separator = text.firstIndex(where: separators.contains) else { return nil }
    let name = text[..<separator].trimmingCharacters(in: .whitespaces)
    let value = text[text.index(after: separator)...].trimmingCharacters(in: .whitespaces)
    return name.isEmpty || value.isEmpty ? nil : (name, value)
  }
}
