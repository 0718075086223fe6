/// A docstring, taken apart.
public struct DocumentationComment: Sendable, Equatable {
  public enum Block: Sendable, Equatable {
    case paragraph(String)
    /// A line of its own above a part of the text, underlined or behind `#`.
    case heading(String)
    /// Indented lines: a formula or an example.
    case code(String)
    case item(String)
  }

  /// A named part, such as Returns, Precondition, Source, Deviation.
  public struct Field: Sendable, Equatable {
    public var name: String
    public var text: String
  }

  public private(set) var blocks: [Block] = []
  public private(set) var parameters: [Field] = []
  public private(set) var fields: [Field] = []
  /// Where a line goes that continues the one before.
  private var open = Open.nothing

  private enum Open { case nothing, block, parameter, field }

  /// - Parameter lines: Without the marks of a comment.
  public init(_ lines: [String]) {
    for line in lines { take(line) }
  }

  /// The first sentence or paragraph.
  public var summary: String? {
    if case .paragraph(let text) = blocks.first { text } else { nil }
  }

  private mutating func take(_ line: String) {
    let indentation = line.prefix { $0 == " " }.count
    let text = line.dropFirst(indentation)
    if text.isEmpty {
      addBlankLine()
    } else if Self.isUnderline(text), open == .block, case .paragraph(let heading) = blocks.last {
      blocks[blocks.count - 1] = .heading(heading)
      open = .nothing
    } else if text.hasPrefix("#"), let mark = text.firstIndex(of: " "), text[..<mark].allSatisfy({ $0 == "#" }) {
      blocks.append(.heading(String(text[text.index(after: mark)...])))
      open = .nothing
    } else if let item = Self.item(text) {
      take(item: item, isNested: indentation >= 2)
    } else if indentation >= 4, open == .nothing || isInCode {
      addCode(line.dropFirst(4))
    } else {
      continueText(text)
    }
  }

  private mutating func take(item: Substring, isNested: Bool) {
    let parts = item.split(separator: ":", maxSplits: 1).map { $0.trimmingPrefix(" ") }
    let name = String(parts.first ?? "")
    let text = parts.count > 1 ? String(parts[1]) : ""
    if isNested, open == .parameter, item.contains(":") {
      parameters.append(Field(name: name, text: text))
    } else if name == "Parameters", item.hasSuffix(":") {
      open = .parameter
    } else if name.hasPrefix("Parameter ") {
      parameters.append(Field(name: String(name.dropFirst("Parameter ".count)), text: text))
      open = .parameter
    } else if item.contains(":"), Self.names.contains(name) {
      fields.append(Field(name: name, text: text))
      open = .field
    } else {
      blocks.append(.item(String(item)))
      open = .block
    }
  }

  private static let names: Set = [
    "Returns", "Precondition", "Source", "Deviation", "Throws", "Note", "Complexity", "Important", "SeeAlso", "Postcondition", "Warning",
  ]

  private static func isUnderline(_ text: Substring) -> Bool {
    text.count >= 3 && (text.allSatisfy { $0 == "=" } || text.allSatisfy { $0 == "-" })
  }

  private static func item(_ text: Substring) -> Substring? {
    ["- ", "* "].contains(text.prefix(2)) ? text.dropFirst(2) : nil
  }

  private var isInCode: Bool {
    if case .code = blocks.last, open == .block { true } else { false }
  }

  private mutating func addBlankLine() {
    if isInCode, case .code(let text) = blocks.last { blocks[blocks.count - 1] = .code(text + "\n") } else { open = .nothing }
  }

  private mutating func addCode(_ line: Substring) {
    if isInCode, case .code(let text) = blocks.last {
      blocks[blocks.count - 1] = .code(text + "\n" + line)
    } else {
      blocks.append(.code(String(line)))
    }
    open = .block
  }

  private mutating func continueText(_ text: Substring) {
    switch (open, blocks.last) {
    case (.parameter, _) where !parameters.isEmpty: parameters[parameters.count - 1].text += " " + text
    case (.field, _): fields[fields.count - 1].text += " " + text
    case (.block, .paragraph(let before)): blocks[blocks.count - 1] = .paragraph(before + " " + text)
    case (.block, .item(let before)): blocks[blocks.count - 1] = .item(before + " " + text)
    default:
      blocks.append(.paragraph(String(text)))
      open = .block
    }
  }
}
