import Foundation

/// What the notebook reads from a compiled cell: the libraries it asks for, and the symbols it lacks.
struct ObjectFile {
  var autolinkedLibraries: [String] = []
  var undefinedSymbols: [String] = []

  private let data: Data

  private struct Section {
    var name: Int
    var type: Int
    var range: Range<Int>
    var link: Int
  }

  /// - Returns: `nil` when the file is no 64-bit little-endian ELF file.
  init?(path: String) {
    guard let data = FileManager.default.contents(atPath: path), data.count > 64, data.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1])
    else { return nil }
    self.data = data
    guard let sections = readSections() else { return nil }
    for section in sections where section.type == 2 && sections.indices.contains(section.link) {
      undefinedSymbols += symbols(section, names: sections[section.link].range)
    }
    for section in sections where section.name >= 0 {
      guard name(of: section, in: sections) == ".swift1_autolink_entries" else { continue }
      autolinkedLibraries = data[section.range].split(separator: 0)
        .map { String(decoding: $0, as: UTF8.self) }
        .filter { $0.hasPrefix("-l") }
        .map { String($0.dropFirst(2)) }
    }
  }

  private func number(_ offset: Int, bytes: Int) -> Int {
    guard offset >= 0, offset + bytes <= data.count else { return 0 }
    return (0..<bytes).reduce(0) { $0 | Int(data[offset + $1]) << (8 * $1) }
  }

  // The offsets are those of Elf64_Ehdr, Elf64_Shdr and Elf64_Sym.
  private func readSections() -> [Section]? {
    let table = number(0x28, bytes: 7)
    let size = number(0x3a, bytes: 2)
    let count = number(0x3c, bytes: 2)
    guard size >= 64, table + size * count <= data.count else { return nil }
    return (0..<count).map { index in
      let header = table + index * size
      let start = min(number(header + 0x18, bytes: 7), data.count)
      let isEmpty = number(header + 4, bytes: 4) == 8
      let end = isEmpty ? start : min(start + number(header + 0x20, bytes: 7), data.count)
      return Section(
        name: number(header, bytes: 4), type: number(header + 4, bytes: 4), range: start..<end,
        link: number(header + 0x28, bytes: 4))
    }
  }

  private func name(of section: Section, in sections: [Section]) -> String {
    let table = number(0x3e, bytes: 2)
    guard sections.indices.contains(table) else { return "" }
    return text(sections[table].range.lowerBound + section.name)
  }

  private func symbols(_ section: Section, names: Range<Int>) -> [String] {
    stride(from: section.range.lowerBound, to: section.range.upperBound - 23, by: 24).compactMap { symbol in
      guard number(symbol + 6, bytes: 2) == 0 else { return nil }
      let name = text(names.lowerBound + number(symbol, bytes: 4))
      return name.isEmpty ? nil : name
    }
  }

  private func text(_ start: Int) -> String {
    guard start < data.count else { return "" }
    return String(decoding: data[start...].prefix { $0 != 0 }, as: UTF8.self)
  }
}

extension ObjectFile {
  /// Something that cannot work in a process that forks.
  struct ForbiddenFeature {
    /// What a symbol of it begins with.
    var prefix: String
    /// In the reader's words.
    var name: String
    /// The way to do it here.
    var instead: String
  }

  /// The first such thing that the cell uses.
  var forbiddenFeature: ForbiddenFeature? {
    Self.forbidden.first { feature in undefinedSymbols.contains { $0.hasPrefix(feature.prefix) } }
  }

  private static let inTurn = "Write plain functions and call them in turn: tensor operations use all cores by themselves."
  private static let loop = "Write a loop: tensor operations use all cores by themselves. Times are measured with ContinuousClock."

  private static let forbidden = [
    ForbiddenFeature(prefix: "swift_task_", name: "Swift concurrency (Task, async, await)", instead: inTurn),
    ForbiddenFeature(prefix: "swift_asyncLet_", name: "Swift concurrency (async let)", instead: inTurn),
    ForbiddenFeature(prefix: "dispatch_", name: "Dispatch", instead: loop),
    ForbiddenFeature(prefix: "$s8Dispatch", name: "Dispatch", instead: loop),
    ForbiddenFeature(prefix: "$sSo17OS_dispatch", name: "Dispatch", instead: loop),
    ForbiddenFeature(
      prefix: "$s10Foundation14OperationQueueC", name: "OperationQueue, which works with Dispatch",
      instead: "Run the operations in a loop: tensor operations use all cores by themselves."),
    ForbiddenFeature(
      prefix: "$s20FoundationNetworking10URLSessionC", name: "URLSession, which works with Dispatch",
      instead: "Fetch the file in a shell, or with popen(\"curl -s ADDRESS\", \"r\") here, and read it."),
    ForbiddenFeature(
      prefix: "$s10Foundation7ProcessC", name: "Foundation.Process, which waits for its children with Dispatch",
      instead: "Use popen(\"COMMAND\", \"r\") and read its lines with getline, or posix_spawn and waitpid; both work here."),
  ]
}
