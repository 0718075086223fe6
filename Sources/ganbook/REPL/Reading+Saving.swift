import Foundation
import Notebook
import Terminal

extension Reading {
  /// Writes the cells that made the state that stands to a file, in the order in which they ran.
  func save(to path: String) {
    guard let format = SavedNotebook.Format(path: path) else {
      return complain("Name a file that ends in .md or .swift: `:save notes.md`.")
    }
    guard let session, session.depth > 0 else { return complain("There is nothing to save: no cell has run.") }
    let path = NSString(string: path).expandingTildeInPath
    guard !FileManager.default.fileExists(atPath: path) else {
      return complain("\(path) is there already, and is not written over: name another file, or remove it first.")
    }
    let cells = zip(session.history, ran).map {
      SavedNotebook.Cell(source: $0, number: $1.stop.flatMap { itinerary.stops[$0].cell?.number })
    }
    let saved = SavedNotebook(title: lesson.title, seed: journal.session.seed, cells: cells)
    do {
      try saved.text(format).write(toFile: path, atomically: true, encoding: .utf8)
      console.print(StyledText("saved  \(path), \(Self.count(of: cells.count, "cell"))", .faint))
    } catch {
      complain("\(path) cannot be written: \(Reason.of(error)). Name a file in another folder.")
    }
  }
}

/// What a reader did, as a file for people and for other tools.
struct SavedNotebook {
  enum Format {
    case markdown, swift

    init?(path: String) {
      switch (path as NSString).pathExtension.lowercased() {
      case "md", "markdown": self = .markdown
      case "swift": self = .swift
      default: return nil
      }
    }
  }

  struct Cell {
    var source: CellSource
    /// The lesson's number of it; none for what the reader typed.
    var number: Int?

    var origin: String { number.map { "cell \($0) of the lesson" } ?? "typed at the prompt" }
  }

  let title: String
  let seed: UInt64
  let cells: [Cell]

  func text(_ format: Format) -> String {
    switch format {
    case .markdown:
      let parts = cells.map { "\($0.origin):\n\n```swift\n\(Self.ended($0.source.text))```\n" }
      return "# \(title)\n\nWritten by Ganbook \(Ganbook.version); the random numbers begin with seed \(seed).\n\n"
        + parts.joined(separator: "\n")
    case .swift:
      let parts = cells.map { "// \($0.origin)\n\(Self.ended($0.source.text))" }
      return "// \(title). Written by Ganbook \(Ganbook.version).\nimport GANs\n\nsetSeed(\(seed))\n\n" + parts.joined(separator: "\n")
    }
  }

  private static func ended(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }
}
