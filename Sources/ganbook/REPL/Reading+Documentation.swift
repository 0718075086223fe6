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
    guard !text.isEmpty else { return complain("Write a name behind it: `?Mixture`, `?Mixture.ring`, or one that a cell declares.") }
    do throws(NotebookError) {
      let session = try openSession()
      let index = try session.documentation()
      let names = Self.documented(text, in: session, index)
      guard !names.isEmpty else { return complain(Self.unknownName(text, in: session, index)) }
      console.print(DocumentationView(console: console, index: index).lines(names))
    } catch {
      console.complain(faults.lines(error))
    }
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

  /// `Mixture?` and `Chain<Dense>` as they are declared.
  private static func plain(_ type: String) -> String { String(type.prefix { $0 != "<" && $0 != "?" }) }

  private static func unknownName(_ text: String, in session: NotebookSession, _ index: DocumentationIndex) -> String {
    let words = DocumentationIndex.words(text)
    let known = index.words.union(session.declaredNames)
    let near = words.last.map { Spelling.suggestions(for: $0, among: known.sorted()) } ?? []
    let advice =
      near.isEmpty
      ? "TAB completes names; Swift's own are explained at swift.org." : "Did you mean \(near.map { "`\($0)`" }.joined(separator: " or "))?"
    return "Neither the library nor a cell declares `\(text)`. \(advice)"
  }
}
