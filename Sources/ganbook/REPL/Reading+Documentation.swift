import Lessons
import Notebook
import Terminal

extension Reading {
  /// `:type EXPR`: nothing of it runs.
  func showType(_ expression: String) {
    guard !expression.isEmpty else { return complain("Write an expression behind it, as in `:type 3 * 0.5`. It does not run.") }
    do throws(NotebookError) {
      typed["expression"] = expression
      console.print(SwiftHighlighter().highlight(try openSession().type(of: expression, file: "expression")).wrapped(to: console.width))
    } catch {
      console.complain(faults.lines(error))
    }
  }

  /// `:doc NAME` and `?NAME`.
  func showDocumentation(_ text: String) {
    guard !text.isEmpty else {
      return complain("Write a name behind it: `?Mixture`, `?Mixture.ring`, `?Array.map`, or one that a cell declares.")
    }
    do throws(NotebookError) {
      let session = try openSession()
      let index = try session.documentation()
      let names = Self.documented(text, in: session, index)
      if !names.isEmpty { return console.page(DocumentationView(console: console, index: index).lines(names), leavesRest: true) }
      if try showForeign(Self.meant(text, in: session), in: session) { return }
      complain(Self.unknownName(text, in: session, index))
    } catch {
      console.complain(faults.lines(error))
    }
  }

  /// What Swift itself declares, and Foundation where a cell imports it.
  ///
  /// - Returns: Whether there was anything.
  private func showForeign(_ text: String, in session: NotebookSession) throws(NotebookError) -> Bool {
    for (index, origin) in [
      (try session.swiftDocumentation(), "Swift's standard library"), (try session.foundationDocumentation(), "Foundation"),
    ] {
      guard let index else { continue }
      let names = index.ranked(text)
      guard !names.isEmpty else { continue }
      let source = "From the documentation of \(origin) that comes with \(session.toolchainVersion)."
      console.page(
        StyledText(source, .faint).wrapped(to: console.width) + [StyledText("")]
          + DocumentationView(console: console, index: index).lines(names), leavesRest: true)
      return true
    }
    return false
  }

  /// Behind a value its type is looked up: `numbers.map` is `Array.map`.
  private static func meant(_ text: String, in session: NotebookSession) -> String {
    let words = DocumentationIndex.words(text)
    guard words.count > 1, session.declaredNames.contains(words[0]),
      let type = try? session.type(of: words.dropLast().joined(separator: "."), file: "expression")
    else { return text }
    return "\(plain(type)).\(words[words.count - 1])"
  }

  /// The reader's own declarations hide the library's. Behind a value its type is looked up: `ring` is told of as `Mixture` is.
  private static func documented(_ text: String, in session: NotebookSession, _ index: DocumentationIndex) -> [DocumentedName] {
    let words = DocumentationIndex.words(text)
    guard let first = words.first else { return [] }
    guard session.declaredNames.contains(first) else { return index.named(text) }
    if words.count == 1 {
      let own = session.cellDeclarations(named: first)
      return own + own.filter { $0.comment.isEmpty }.flatMap { type(in: $0.declaration, of: first).map(index.named) ?? [] }
    }
    guard let type = try? session.type(of: words.dropLast().joined(separator: "."), file: "expression") else { return [] }
    return index.named("\(plain(type)).\(words[words.count - 1])")
  }

  /// The type in `let ring: Mixture`.
  private static func type(in declaration: String, of name: String) -> String? {
    declaration.range(of: " \(name): ").map { plain(String(declaration[$0.upperBound...])) }
  }

  /// `Mixture?`, `Chain<Dense>` and `[Int]` as they are declared.
  private static func plain(_ type: String) -> String {
    if type.hasPrefix("["), !type.hasSuffix("?") { return type.contains(":") ? "Dictionary" : "Array" }
    return String(type.prefix { $0 != "<" && $0 != "?" })
  }

  private static func unknownName(_ text: String, in session: NotebookSession, _ index: DocumentationIndex) -> String {
    let words = DocumentationIndex.words(text)
    let swift = (try? session.swiftDocumentation())?.words ?? []
    let known = index.words.union(session.declaredNames).union(swift)
    let near = words.last.map { Spelling.suggestions(for: $0, among: known.sorted()) } ?? []
    let advice =
      near.isEmpty
      ? "TAB completes names. The words of the language itself, such as `guard`, are explained in the book at docs.swift.org, and Foundation's names once a cell imports it."
      : "Did you mean \(near.map { "`\($0)`" }.joined(separator: " or "))?"
    return "No cell, nor the library, nor Swift declares `\(text)`. \(advice)"
  }
}
