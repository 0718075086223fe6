import NotebookProtocol

extension NotebookSession {
  /// The names that the next cell can use: first values, then functions, then types, each in alphabetical order.
  ///
  /// The types and values come from a small cell that asks for them and is taken back again.
  public func visibleNames() throws(NotebookError) -> [VisibleName] {
    let declared = states[depth].context.names.sorted { $0.key < $1.key }.flatMap(\.value).map(\.declaration)
    let values = declared.filter { $0.kind == .let || $0.kind == .var }
    let descriptions = try describe(values.map(\.name))
    return values.map { value in
      let description = descriptions[value.name]
      return VisibleName(name: value.name, kind: value.kind, type: description?.type ?? "", text: description?.text ?? "")
    } + others(declared, .func) + others(declared, .struct, .enum, .class, .protocol, .typealias)
  }

  private func others(_ declared: [Declaration], _ kinds: Declaration.Kind...) -> [VisibleName] {
    declared.filter { kinds.contains($0.kind) }.map { VisibleName(name: $0.name, kind: $0.kind, type: $0.signature, text: "") }
  }

  private func describe(_ names: [String]) throws(NotebookError) -> [String: VariableDescription] {
    guard !names.isEmpty else { return [:] }
    let pairs = names.map { "(\(CellEdits.literal($0)), `\($0)`)" }.joined(separator: ", ")
    var found: [VariableDescription] = []
    let (redo, count) = (undone, cellCount)
    _ = try execute(CellSource("GANs.describe(variables: [\(pairs)]);", file: "names"), timeLimit: 30, stops: [:]) { event in
      if case .message(.variables(let variables)) = event { found += variables }
    }
    try undo()
    (undone, cellCount) = (redo, count)
    return Dictionary(found.map { ($0.name, $0) }) { first, _ in first }
  }
}
