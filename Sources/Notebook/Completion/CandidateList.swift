/// What a reader may want of all that could stand at the cursor.
struct CandidateList {
  private(set) var candidates: [Candidate]

  /// - Parameter prefix: What is typed of the identifier.
  init(_ items: [CompletionResponse.Item], prefix: String) {
    let usable = items.filter { Self.isUsable($0, prefix) }
    // Where nothing is typed yet, the reader's own names and an argument's label say more than the whole library.
    let near = prefix.isEmpty ? usable.filter { !$0.isFar } : usable
    let exact = (near.isEmpty ? usable : near).map(Candidate.init)
    let matching = exact.filter { $0.text.hasPrefix(prefix) }
    let chosen = matching.isEmpty ? exact.filter { $0.text.lowercased().hasPrefix(prefix.lowercased()) } : matching
    var seen: Set<Candidate> = []
    candidates = chosen.filter { seen.insert($0).inserted }.sorted {
      ($0.signature.lowercased(), $0.signature) < ($1.signature.lowercased(), $1.signature)
    }
  }

  private static func isUsable(_ item: CompletionResponse.Item, _ prefix: String) -> Bool {
    if prefix.isEmpty, item.isCall { return true }
    guard let first = item.member.utf8.first, Identifiers.isWord(first), (item.erased ?? 0) == (item.isOfWrapped ? 1 : 0) else {
      return false
    }
    if item.kind.hasPrefix("source.lang.swift.literal") || item.kind == "source.lang.swift.decl.macro" { return false }
    // `self` and `Type` behind every point, and the modules' names; a method's other form, which takes its value as an argument.
    if ["source.lang.swift.keyword", "source.lang.swift.decl.module"].contains(item.kind), prefix.isEmpty { return false }
    if item.kind == "source.lang.swift.decl.function.method.instance", item.source.contains("(<#T##self: ") { return false }
    if CellModule.isOwn(item.source) || item.source == CellCompiler.moduleOfTypedCell { return false }
    return !item.member.hasPrefix("_") || prefix.hasPrefix("_")
  }
}

extension CompletionResponse.Item {
  /// What may stand in the brackets of a call whose first argument has no label: nothing can be inserted, and the list tells what is wanted.
  fileprivate var isCall: Bool { kind.contains(".decl.function") && source.hasPrefix("<#") }

  /// A member of what an optional may hold is given with the `?.` that reaches it.
  fileprivate var isOfWrapped: Bool { source.hasPrefix("?.") }
  fileprivate var member: String { isOfWrapped ? String(source.dropFirst(2)) : source }

  /// A name of another module than an earlier cell.
  fileprivate var isFar: Bool { context == "source.codecompletion.context.othermodule" && module?.hasPrefix("Cell_") != true }
}

extension Candidate {
  init(_ item: CompletionResponse.Item) {
    text = item.member.range(of: "<#").map { String(item.member[..<$0.lowerBound]) } ?? item.member
    isOfWrapped = item.isOfWrapped
    signature = (item.isCall ? "(\(Self.plain(item.source)))" : Self.plain(item.source)) + Self.suffix(item)
  }

  /// `sample(<#T##count: Int##Int#>)` as `sample(_ count: Int)`.
  private static func plain(_ source: String) -> String {
    var result = ""
    var rest = source[...]
    while let start = rest.range(of: "<#"), let end = rest[start.upperBound...].range(of: "#>") {
      result += rest[..<start.lowerBound]
      let parts = rest[start.upperBound..<end.lowerBound].split(separator: "##", omittingEmptySubsequences: false)
      let shown = parts.count > 1 ? parts[1] : parts[0]
      let isUnlabelled = parts.count > 2 && shown.contains(": ") && !result.hasSuffix(": ")
      result += (isUnlabelled ? "_ " : "") + shown
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  private static func suffix(_ item: CompletionResponse.Item) -> String {
    guard let type = item.type, !type.isEmpty else { return "" }
    if item.kind.contains(".decl.function.constructor") { return "" }
    if item.kind.contains(".decl.function") { return type == "Void" ? "" : " -> \(type)" }
    return item.kind.contains(".decl.var") ? ": \(type)" : ""
  }
}
