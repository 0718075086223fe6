/// A name at the top level of a cell that later cells cannot see, because it belongs to the cell's own run.
struct UnseenName: Codable, Sendable, Equatable {
  enum Cause: Codable, Sendable, Equatable {
    /// Bound by `guard let`. `instead` is what declares it for later cells, where that can be said.
    case `guard`(instead: String?)
    /// Declared between `#if` and `#endif`, of which the parser tells nothing.
    case condition
  }

  var name: String
  var cause: Cause
  /// Counted from 0, from the cell's first line.
  var line: Int
  /// Counted from 1, in bytes.
  var column: Int
}

extension UnseenName {
  /// What the reader is told when the cell that binds it runs.
  func warning(in cell: CellSource) -> Diagnostic {
    var warning = Diagnostic(
      severity: .warning, file: cell.file, line: cell.line + line, column: column, length: 1,
      message: "later cells cannot see '\(name)': \(reason)")
    warning.advice = advice
    return warning
  }

  private var reason: String {
    switch cause {
    case .guard: "what `guard` binds ends with its cell"
    case .condition: "it is declared inside `#if`"
    }
  }

  private var advice: String {
    switch cause {
    case .guard(let instead?):
      "write `\(instead)`: later cells see it, and where there is no value the cell stops and the notebook is as before"
    case .guard:
      "declare it outside of `guard`, with `let` and `!` behind the value: without one the cell stops, and the notebook is as before"
    case .condition: "cells are compiled for this machine only: leave the `#if` away and keep the branch that is meant"
    }
  }

  /// What a later cell is told that uses it.
  var advisedLater: String { "an earlier cell has `\(name)`, but \(reason). There, \(advice)" }
}

extension Diagnostic {
  /// An unknown name may be one that an earlier cell had for itself.
  mutating func explain(_ unseen: [String: UnseenName]) {
    guard let name = message.wholeMatch(of: #/cannot find (?:type )?'(\w+)' in scope/#)?.1 else { return }
    if let known = unseen[String(name)] { advice = known.advisedLater }
  }
}

// MARK: - guard

extension CellReader {
  /// The names that a `guard` at the top level binds.
  mutating func noteGuard(_ item: SyntaxDump.Item) {
    guard let element = item.body?.elements?.first, element.kind == "guard_stmt", let conditions = element.conditions,
      let range = item.range
    else { return }
    let statement = text(from: range.start, to: range.end)
    for name in conditions.boundNames {
      cell.unseen.append(
        UnseenName(
          name: name, cause: .guard(instead: conditions.count == 1 ? Self.declaration(insteadOf: statement) : nil),
          line: line(at: range.start),
          column: column(at: range.start)))
    }
  }

  /// `let x = a!` for `guard let x = a else`; the short `guard let x else` needs another name.
  static func declaration(insteadOf statement: String) -> String? {
    if let match = statement.prefixMatch(of: #/guard\s+(let|var)\s+(\w+)\s*(?::[^=]+)?=\s*(?s:(.+?))\s*else\s*\{/#) {
      let value = String(match.3)
      let isSimple = value.wholeMatch(of: #/[\w.]+(?:[\[(][^()\[\]]*[\])])?/#) != nil
      return "\(match.1) \(match.2) = \(isSimple ? value : "(\(value))")!"
    }
    guard let match = statement.prefixMatch(of: #/guard\s+(let|var)\s+(\w+)\s*else\s*\{/#) else { return nil }
    let name = String(match.2)
    return "\(match.1) certain\(name.prefix(1).uppercased())\(name.dropFirst()) = \(name)!"
  }
}

// MARK: - #if

/// The lines that choose what is compiled.
enum ConditionalLines {
  /// The text with spaces in their place, so that every byte stays where it is; `nil` when there are none.
  static func blanked(_ text: String) -> String? {
    guard text.contains("#if") else { return nil }
    var isChanged = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      let word = line.drop { $0 == " " || $0 == "\t" }.prefix { $0 == "#" || $0.isLetter }
      guard ["#if", "#elseif", "#else", "#endif"].contains(word) else { return String(line) }
      isChanged = true
      return String(repeating: " ", count: line.utf8.count)
    }
    return isChanged ? lines.joined(separator: "\n") : nil
  }
}
