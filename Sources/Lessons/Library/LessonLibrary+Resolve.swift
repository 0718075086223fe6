import Foundation

extension LessonLibrary {
  /// The lesson that a reader means: a path, a number, a name, or any unique part of a name.
  ///
  /// - Throws: `LessonError.unknownLesson` with names that are near, `LessonError.ambiguousLesson` with those that fit.
  public func resolve(_ word: String) throws(LessonError) -> Entry {
    if word.hasSuffix(".md") || word.contains("/") {
      if FileManager.default.fileExists(atPath: word) { return Entry(name: LessonName(path: word), path: word) }
      let file = word.split(separator: "/").last.map(String.init) ?? word
      if let entry = entries.first(where: { $0.path.hasSuffix("/" + file) }), !word.contains("/") { return entry }
      throw .unreadable(file: word, reason: "there is no such file")
    }
    for matches in [matches(exactly: word), matches(part: word)] {
      if matches.count == 1 { return matches[0] }
      if matches.count > 1 { throw .ambiguousLesson(word, candidates: matches.map(\.stem)) }
    }
    throw .unknownLesson(word, suggestions: suggestions(for: word))
  }

  /// The names after which a lesson comes, as entries; `nil` for one that is not there.
  public func prerequisite(named name: String) -> Entry? {
    entries.first { $0.name.name == name }
  }

  private func matches(exactly word: String) -> [Entry] {
    if let number = Int(word) {
      let numbered = entries.filter { $0.name.number == number }
      if !numbered.isEmpty { return numbered }
    }
    let lowercased = word.lowercased()
    return entries.filter { $0.name.name.lowercased() == lowercased || $0.stem.lowercased() == lowercased }
  }

  private func matches(part word: String) -> [Entry] {
    let wanted = words(word)
    guard !wanted.isEmpty else { return [] }
    return entries.filter { words($0.stem).contains(wanted) }
  }

  /// Readers write "mode collapse" as well as "mode-collapse".
  private func words(_ text: String) -> String {
    text.lowercased().split { $0 == " " || $0 == "-" || $0 == "_" }.joined(separator: "-")
  }

  /// Names near the word as a whole, or one of whose words is near it.
  private func suggestions(for word: String) -> [String] {
    let whole = Spelling.suggestions(for: word, among: entries.map(\.name.name))
    if !whole.isEmpty { return whole }
    let parts = Set(entries.flatMap { $0.name.name.split(separator: "-").map(String.init) }.filter { $0.count > 3 })
    guard let part = Spelling.suggestions(for: word, among: parts.sorted()).first else { return [] }
    return entries.filter { $0.name.name.split(separator: "-").contains(part[...]) }.prefix(3).map(\.name.name)
  }
}

extension LessonLibrary.Entry {
  /// The file name without its extension.
  public var stem: String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".md") ? String(file.dropLast(3)) : file
  }
}
