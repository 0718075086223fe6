import CProcess
import Foundation

extension NotebookSession {
  /// What the library declares, with its docstrings.
  public func documentation() throws(NotebookError) -> DocumentationIndex { try documentation(of: .library) }

  /// What Swift's standard library declares, as the toolchain documents it.
  public func swiftDocumentation() throws(NotebookError) -> DocumentationIndex { try documentation(of: .swift) }

  /// What Foundation declares; `nil` where no cell imports it.
  public func foundationDocumentation() throws(NotebookError) -> DocumentationIndex? {
    states[depth].context.importsFoundation ? try documentation(of: .foundation) : nil
  }

  private func documentation(of modules: ReadersModules) throws(NotebookError) -> DocumentationIndex {
    drainInterrupts()
    cprocess_forward_interrupts(interrupts.writing)
    defer { cprocess_forward_interrupts(-1) }
    return try compiler.documentation(of: modules, interrupt: interrupts.reading)
  }

  /// The compiler's own word for the toolchain: "Swift version 6.3.1 (...)".
  public var toolchainVersion: String { compiler.toolchain.version }

  /// The declarations of earlier cells that bear a name, with the comments that stand above them. A variable's type is asked of the compiler.
  public func cellDeclarations(named name: String) -> [DocumentedName] {
    let context = states[depth].context
    return (context.names[name] ?? []).map { visible in
      let text = context.cells.first { $0.name == visible.module }?.text ?? ""
      let comment = CellComment.above(visible.declaration, in: text)
      return DocumentedName(path: [name], declaration: written(visible.declaration), comment: comment, module: "")
    }
  }

  /// The names that earlier cells declare.
  public var declaredNames: [String] { states[depth].context.names.keys.sorted() }

  private func written(_ declaration: Declaration) -> String {
    let head = "\(declaration.kind.rawValue) \(declaration.name)"
    guard [.let, .var].contains(declaration.kind) else { return head + declaration.signature }
    return (try? type(of: "`\(declaration.name)`", file: declaration.name)).map { "\(head): \($0)" } ?? head
  }
}

/// The docstring of a declaration in a cell's text.
enum CellComment {
  static func above(_ declaration: Declaration, in text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.trimmingPrefix { $0 == " " } }
    guard let line = lines.firstIndex(where: { declares($0, declaration) }) else { return [] }
    let above = lines[..<line].reversed().drop { $0.hasPrefix("@") }.prefix { $0.hasPrefix("///") }
    return above.reversed().map { String($0.dropFirst(3).trimmingPrefix(" ")) }
  }

  private static func declares(_ line: Substring, _ declaration: Declaration) -> Bool {
    guard !line.hasPrefix("//"), let range = line.range(of: "\(declaration.kind.rawValue) \(declaration.name)") else { return false }
    let isAlone = range.lowerBound == line.startIndex || line[line.index(before: range.lowerBound)] == " "
    return isAlone && line[range.upperBound...].utf8.first.map { !Identifiers.isWord($0) } != false
  }
}
