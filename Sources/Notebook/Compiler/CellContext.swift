/// What a cell can see: the names of the cells before it.
package struct CellContext: Sendable {
  package init() {}

  /// The modules in the order in which they ran; one that ran again stands at its last place.
  private(set) var cells: [CellModule] = []
  /// For each name the declarations that are visible, overloads beside each other.
  private(set) var names: [String: [Visible]] = [:]
  /// The newest cell that declares an operator or a precedence group.
  private var operators: [String: String] = [:]
  /// The newest cell that has an operator's function of this name and signature.
  private var operatorFunctions: [String: String] = [:]
  private var imports: [String] = []

  struct Visible: Sendable, Equatable {
    var declaration: Declaration
    var module: String
  }

  var importsFoundation: Bool { imports.contains { $0.split(separator: " ").contains("Foundation") } }

  /// What earlier cells bound and later ones cannot see, and nobody declared since.
  var unseen: [String: UnseenName] {
    let all = cells.flatMap(\.parsed.unseen).filter { names[$0.name] == nil }
    return Dictionary(all.map { ($0.name, $0) }) { $1 }
  }

  /// The context after the cell.
  func adding(_ cell: CellModule) -> CellContext {
    var next = self
    next.cells.removeAll { $0.name == cell.name }
    next.cells.append(cell)
    for text in cell.parsed.imports where !next.imports.contains(text) { next.imports.append(text) }
    var replaced: Set<String> = []
    for declaration in cell.parsed.declarations {
      if declaration.isOperatorFunction {
        next.operatorFunctions[declaration.name + declaration.identity] = cell.name
      } else if declaration.isOperator {
        next.operators[declaration.name] = cell.name
      } else {
        next.declare(declaration, in: cell, isFirst: replaced.insert(declaration.name).inserted)
      }
    }
    return next
  }

  /// A name hides what bore it before, except that functions of different signatures stand beside each other.
  private mutating func declare(_ declaration: Declaration, in cell: CellModule, isFirst: Bool) {
    var visible = names[declaration.name] ?? []
    if isFirst {
      let signatures = Set(cell.parsed.declarations.filter { $0.name == declaration.name }.map(\.identity))
      let hidden = Set(visible.filter { signatures.contains($0.declaration.identity) }.map(\.module))
      visible.removeAll { declaration.kind != .func || $0.declaration.kind != .func || hidden.contains($0.module) }
    }
    visible.append(Visible(declaration: declaration, module: cell.name))
    names[declaration.name] = visible
  }

  /// The lines before a cell that let it see what it names.
  ///
  /// A scoped import brings one name from the newest cell that declares it and hides older ones. Operators' functions cannot be imported one
  /// by one (`wholeImports`). Access to members, extensions and operators themselves come with any import of their module: each module declares a
  /// marker for it.
  func prelude(for cell: ParsedCell, text: String) -> (lines: [String], modules: Set<String>) {
    let words = Identifiers.all(in: text)
    var scoped: Set<String> = []
    let whole = wholeImports
    var needed = whole.union(operators.values)
    for word in words {
      for visible in names[word] ?? [] where !Self.hides(cell, visible.declaration) {
        scoped.insert("@testable import \(visible.declaration.kind.rawValue) \(visible.module).`\(visible.declaration.name)`")
        needed.insert(visible.module)
      }
    }
    // The same text again is the same module again, so it must not see its former self.
    needed.formUnion(cells.lazy.filter { $0.parsed.hasExtensions && $0.text != text }.map(\.name))
    for cell in cells.reversed() where needed.contains(cell.name) { needed.formUnion(cell.dependencies) }
    let full = whole.sorted().map { "@testable import \($0)" }
    let markers = needed.sorted().map { "@testable import enum \($0).\(CellModule.marker(of: $0))" }
    return (imports + full + markers + scoped.sorted(), needed)
  }

  /// The cells that are imported whole: those that have operators' functions, none of which a later cell declares again. An older function
  /// beside the new one would make each use of it ambiguous; what else such a cell has of operators is then not visible any more.
  private var wholeImports: Set<String> {
    let candidates = Set(operatorFunctions.values)
    return Set(
      cells.lazy.filter { cell in
        candidates.contains(cell.name)
          && cell.parsed.declarations.allSatisfy { !$0.isOperatorFunction || operatorFunctions[$0.name + $0.identity] == cell.name }
      }.map(\.name))
  }

  /// A cell's own name comes before an imported one; importing it would only make the two different from run to run.
  private static func hides(_ cell: ParsedCell, _ declaration: Declaration) -> Bool {
    cell.declarations.contains {
      $0.name == declaration.name && ($0.kind != .func || declaration.kind != .func || $0.identity == declaration.identity)
    }
  }
}

/// A compiled cell as later cells know it.
struct CellModule: Codable, Sendable, Equatable {
  var name: String
  var text: String
  var parsed: ParsedCell
  /// The modules whose names or members the cell can mention.
  var dependencies: Set<String>

  static func marker(of module: String) -> String { module + "_Marker" }

  /// Whether a name is that of a cell's module or of its marker.
  static func isOwn(_ name: String) -> Bool { name.hasPrefix("Cell_") && name.wholeMatch(of: #/Cell_[0-9a-f]{16}(_Marker)?/#) != nil }
}
