/// The line that opens a fenced block.
struct Fence {
  let character: Character
  let count: Int
  let indentation: Int

  /// `nil` when the line opens no block (CommonMark 0.29, section 4.5).
  init?(openedBy line: Substring) {
    let content = line.drop { $0 == " " }
    let indentation = line.count - content.count
    guard indentation <= 3, let character = content.first, character == "`" || character == "~" else { return nil }
    let count = content.prefix { $0 == character }.count
    guard count >= 3, character == "~" || !content.dropFirst(count).contains("`") else { return nil }
    self.character = character
    self.count = count
    self.indentation = indentation
  }

  func isClosed(by line: Substring) -> Bool {
    let content = line.drop { $0 == " " }
    guard line.count - content.count <= 3 else { return false }
    let run = content.prefix { $0 == character }
    return run.count >= count && content.dropFirst(run.count).allSatisfy { $0 == " " || $0 == "\t" }
  }
}
