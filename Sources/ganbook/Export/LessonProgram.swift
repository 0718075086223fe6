import Foundation
import Lessons
import Notebook

/// A lesson's cells as one program: prose as comments, exercises solved, last expressions shown as the notebook shows them.
struct LessonProgram {
  private let source: ExportSource
  private(set) var lines: [String] = []
  /// For each line of the program the line of the lesson that it comes from; `nil` for what the lesson has no line for.
  private(set) var origins: [Int?] = []
  /// The names that `-p` may set.
  let parameters: [String]

  var text: String { lines.joined(separator: "\n") + "\n" }

  init(_ source: ExportSource, reader: ProgramReader) throws {
    self.source = source
    parameters = source.lesson.parameters.filter { $0.kind != .expression }.map(\.name)
    let solved = Dictionary(
      source.lesson.exercises.compactMap { exercise in exercise.solution.map { (exercise.starter.index, $0) } }
    ) { first, _ in first }
    add(heading)
    for part in source.lesson.parts {
      switch part {
      case .prose(_, let markdown): add(Self.comment(markdown) + [""])
      case .cell(let cell) where cell.kind == .solution || cell.isEmpty: break
      case .cell(let cell): try add(solved[cell.index] ?? cell, reader)
      // Help with exercises that are solved here, and questions that nobody answers here.
      case .hint, .quiz: break
      }
    }
    add(["Program.end()"])
  }

  private var heading: [String] {
    let seed = source.run?.record.seed ?? source.lesson.frontMatter.seed
    let name = URL(fileURLWithPath: source.run?.record.lesson.file ?? source.lesson.file).lastPathComponent
    let origin = source.run.map { "the run \($0.record.id) of \(name)" } ?? name
    var options = ["seed: \(seed)"]
    if !parameters.isEmpty { options.append("parameters: [\(parameters.map { "\"\($0)\"" }.joined(separator: ", "))]") }
    if source.run?.record.quick == true { options.append("judgesClaims: false") }
    return Self.comment(
      "\(source.lesson.title)\n\n\(source.lesson.frontMatter.summary)\n\nMade from \(origin), sha256 \(source.lesson.hash).")
      + ["", "import GANs", "", "Program.begin(\(options.joined(separator: ", ")))", ""]
  }

  private mutating func add(_ new: [String], from origin: Int? = nil) {
    lines += new
    origins += new.indices.map { index in origin.map { $0 + index } }
  }

  private mutating func add(_ cell: Cell, _ reader: ProgramReader) throws {
    if cell.kind == .raises {
      let code = Self.trimmed(cell.source).split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  \($0)" }
      return add(Self.comment("This cell fails, and is meant to:\n\n\(code.joined(separator: "\n"))") + [""])
    }
    if cell.kind == .solution { add(["// The exercise, solved."]) }
    let written = try sourceOfParameters(cell)
    let (text, added) = Self.shown(written, from: try reader.outline(written).shownExpression)
    let new = Self.trimmed(text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // Lines that showing an expression has added have no place of their own in the lesson.
    let first = cell.location.line
    lines += new + [""]
    origins += new.indices.map { $0 < added ?? .max ? first + $0 : first + $0 - 1 } + [nil]
  }

  /// `let steps = 5_000` becomes `let steps = Program.parameter("steps", 5_000)`, with the value of the run.
  private func sourceOfParameters(_ cell: Cell) throws -> String {
    let values = source.run?.record.parameters ?? [:]
    return try source.lesson.source(of: cell) { parameter throws(LessonError) in
      guard parameter.kind != .expression else { return nil }
      let literal = try values[parameter.name].map { value throws(LessonError) in try parameter.literal(for: value) } ?? parameter.value
      return "Program.parameter(\"\(parameter.name)\", \(literal))"
    }
  }

  /// The calls that show something by themselves, and have no value. A regex is immutable once made; it merely has no Sendable conformance.
  nonisolated(unsafe) private static let silent = /(plot|table|claim|check|display|print)\s*\(/

  /// - Returns: The text, and the index of its first line that moved down by one.
  private static func shown(_ text: String, from start: Int?) -> (text: String, movedFrom: Int?) {
    guard let start else { return (text, nil) }
    let bytes = Array(text.utf8)
    let before = String(decoding: bytes[..<start], as: UTF8.self)
    let expression = trimmed(String(decoding: bytes[start...], as: UTF8.self))
    if expression.prefixMatch(of: silent) != nil { return (text, nil) }
    if !expression.contains("\n"), !expression.contains("//"), !expression.contains("/*") {
      return ("\(before)display(\(expression))", nil)
    }
    // A comment may stand behind the expression: the bracket gets a line of its own.
    return ("\(before)display(\n\(expression)\n)", before.split(separator: "\n", omittingEmptySubsequences: false).count)
  }

  private static func comment(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.allSatisfy(\.isWhitespace) ? "//" : "// \($0)" }
  }

  /// Without blank lines at the end.
  private static func trimmed(_ text: String) -> String {
    String(text.reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension LessonProgram {
  /// Refuses what a notebook allows and a program does not: a name that a later cell declares again.
  static func refuseNamesDeclaredTwice(in lesson: Lesson, _ reader: ProgramReader) throws {
    var known: [String: [(declaration: Declaration, line: Int)]] = [:]
    for cell in lesson.cells(filling: .solution) where cell.kind != .raises && !cell.isEmpty {
      for declaration in try reader.outline(cell.source).declarations {
        let earlier = known[declaration.name]?.first { earlier in
          earlier.declaration.kind != .func || declaration.kind != .func || earlier.declaration.identity == declaration.identity
        }
        if let earlier, earlier.line != cell.location.line {
          throw Fault.declaredAgain(
            declaration.name, file: lesson.file, first: line(of: declaration.name, in: lesson, from: earlier.line),
            again: line(of: declaration.name, in: lesson, from: cell.location.line))
        }
        known[declaration.name, default: []].append((declaration, cell.location.line))
      }
    }
  }

  /// The line of a cell that declares a name, or its first line.
  private static func line(of name: String, in lesson: Lesson, from start: Int) -> Int {
    let lines = lesson.text.split(separator: "\n", omittingEmptySubsequences: false)
    let cell = lines[(start - 1)...].prefix { !$0.hasPrefix("```") && !$0.hasPrefix("~~~") }
    let declares = try? Regex(
      "\\b(let|var|func|struct|enum|class|protocol|typealias)\\b.*\\b\(NSRegularExpression.escapedPattern(for: name))\\b")
    return cell.indices.first { index in declares.map { cell[index].contains($0) } ?? false }.map { $0 + 1 } ?? start
  }
}
