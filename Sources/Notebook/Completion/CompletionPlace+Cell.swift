extension CompletionPlace {
  /// - Parameters:
  ///   - text: The cell as far as it is typed.
  ///   - prelude: The imports that let it see earlier cells.
  init(in text: String, at cursor: String.Index, prelude: [String]) {
    let before = text[..<cursor]
    let word = before.utf8.reversed().prefix { Identifiers.isWord($0) }.count
    head = (["import \(ModuleLocations.mainModule)"] + prelude).joined(separator: "\n") + "\n"
    self.text = text + "\n"
    offset = head.utf8.count + before.utf8.count - word
    prefix = String(decoding: before.utf8.suffix(word), as: UTF8.self)
  }

  /// Loads what every completion needs.
  static var warmUp: CompletionPlace {
    let text = "g"
    return CompletionPlace(in: text, at: text.endIndex, prelude: [])
  }
}

extension CellContext {
  /// Imports of every name that can be seen: a cell that is being typed may mention any of them next.
  var fullPrelude: [String] { prelude(for: ParsedCell(), text: names.keys.joined(separator: " ")).lines }
}
