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
  /// What the cell uses that cannot work in a process that forks, in the reader's words.
  var forbiddenFeature: String? {
    for (prefix, feature) in Self.forbidden where undefinedSymbols.contains(where: { $0.hasPrefix(prefix) }) { return feature }
    return nil
  }

  private static let forbidden = [
    ("swift_task_", "Swift concurrency (Task, async, await)"),
    ("swift_asyncLet_", "Swift concurrency (async let)"),
    ("dispatch_", "Dispatch"),
    ("$s8Dispatch", "Dispatch"),
    ("$sSo17OS_dispatch", "Dispatch"),
    ("$s10Foundation14OperationQueueC", "OperationQueue, which works with Dispatch"),
    ("$s20FoundationNetworking10URLSessionC", "URLSession, which works with Dispatch"),
    ("$s10Foundation7ProcessC", "Foundation.Process, which waits for its children with Dispatch"),
  ]
}
