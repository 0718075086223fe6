import Foundation
import Terminal

/// A run and its repetition: whether their metrics are the same to the bit.
struct RunRepetition {
  private let original: StoredRun
  private let differences: [String]
  private let compared: Int
  /// Versions that are not the same, which may be why.
  private let versions: [String]

  init(_ original: StoredRun, _ repetition: StoredRun?) {
    self.original = original
    guard let repetition else {
      (differences, compared, versions) = (["the repetition left no record"], 0, [])
      return
    }
    // Trainings that run side by side, as a study's do, report in any order.
    let files = original.record.trainings.map(\.file)
    var differences =
      files.sorted() == repetition.record.trainings.map(\.file).sorted()
      ? [] : ["there are \(repetition.record.trainings.count) trainings instead of \(files.count)"]
    for file in files {
      let texts = [original, repetition].map { try? String(contentsOfFile: "\($0.directory)/\(file)", encoding: .utf8) }
      if let difference = Self.difference(texts[0] ?? nil, texts[1] ?? nil) { differences.append("\(file): \(difference)") }
    }
    self.differences = differences
    compared = files.count
    let (old, new) = (original.record.versions, repetition.record.versions)
    versions = Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map {
      "\($0): \(old[$0] ?? "none") then, \(new[$0] ?? "none") now"
    }
  }

  var isSame: Bool { differences.isEmpty }

  private static func difference(_ old: String?, _ new: String?) -> String? {
    guard let old, let new else { return "the file is missing" }
    if old == new { return nil }
    let lines = [old, new].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    guard let line = zip(lines[0], lines[1]).enumerated().first(where: { $1.0 != $1.1 }) else {
      return "\(lines[1].count) lines instead of \(lines[0].count)"
    }
    return "line \(line.offset + 1) was \(line.element.0) and is \(line.element.1)"
  }

  var lines: [StyledText] {
    if isSame {
      let what =
        compared == 0 ? "there are no metrics to compare" : "\(compared) file\(compared == 1 ? "" : "s") of metrics, the same to the bit"
      return [StyledText("repeats \(original.record.id): ", .success) + StyledText(what)]
    }
    return [StyledText("differs from \(original.record.id)", .error)] + differences.prefix(5).map { StyledText("  \($0)") }
      + versions.map { StyledText("  \($0)", .faint) }
  }
}
