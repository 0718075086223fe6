import Foundation

/// Compiled cells on disk: a second run compiles nothing.
///
/// Libraries and modules lie side by side under names of their own, so that one search path serves all of them. An entry is a small
/// file that says which they are; it is written last and renamed into place, so that it never speaks of files that
/// are not whole. Each file is believed only when its checksum is the one it was stored with: what a disk or a power cut damaged is
/// compiled anew.
struct CellCache: Sendable {
  /// Where libraries and modules lie.
  let directory: String

  struct Entry: Codable {
    /// The whole key, compared before the entry is believed: the file's name is only a hash of it.
    var key: String
    var module: CellModule
    var librarySum: String
    var moduleSum: String
    var warnings: [Diagnostic]
  }

  /// - Parameter identity: Everything that makes all entries worthless when it changes.
  init(identity: String, environment: [String: String]) throws(NotebookError) {
    let base = try Self.baseDirectory(environment)
    directory = "\(base)/\(Self.hash(identity))"
    try Self.makePrivate(directory)
    Self.prune(base, keeping: directory)
  }

  func libraryPath(_ module: String) -> String { "\(directory)/\(module).so" }
  func modulePath(_ module: String) -> String { "\(directory)/\(module).swiftmodule" }

  /// The entry of the key, if its files are there and have not changed.
  func entry(_ key: String) -> Entry? {
    let path = entryPath(key)
    guard let entry = read(Entry.self, from: path), entry.key == key,
      Self.sum(ofFile: libraryPath(entry.module.name)) == entry.librarySum,
      Self.sum(ofFile: modulePath(entry.module.name)) == entry.moduleSum
    else { return nil }
    for used in [path, libraryPath(entry.module.name), modulePath(entry.module.name)] { utimes(used, nil) }
    return entry
  }

  /// Takes finished files in.
  func store(_ module: CellModule, key: String, warnings: [Diagnostic], library: String, interface: String) throws(NotebookError) {
    guard let librarySum = Self.sum(ofFile: library), let moduleSum = Self.sum(ofFile: interface) else {
      throw .cacheUnusable(path: directory, reason: "the compiler left no files")
    }
    try move(library, to: libraryPath(module.name))
    try move(interface, to: modulePath(module.name))
    let entry = Entry(key: key, module: module, librarySum: librarySum, moduleSum: moduleSum, warnings: warnings)
    try write(entry, to: entryPath(key))
  }

  /// What the parser said about a text, if it was asked before.
  func parsed(_ text: String) -> ParsedCell? {
    guard let known = read(Parsed.self, from: parsedPath(text)), known.text == text else { return nil }
    return known.cell
  }

  func store(_ cell: ParsedCell, of text: String) throws(NotebookError) {
    try write(Parsed(text: text, cell: cell), to: parsedPath(text))
  }

  private struct Parsed: Codable {
    var text: String
    var cell: ParsedCell
  }

  private func entryPath(_ key: String) -> String { "\(directory)/\(Self.hash(key)).cell" }
  private func parsedPath(_ text: String) -> String { "\(directory)/\(Self.hash(text)).syntax" }

  /// The checksum stands on a line of its own before the value.
  private func read<Value: Decodable>(_ type: Value.Type, from path: String) -> Value? {
    guard let data = FileManager.default.contents(atPath: path), let end = data.firstIndex(of: 0x0a) else { return nil }
    let value = data[(end + 1)...]
    guard data[..<end].elementsEqual(Self.sum(of: value).utf8) else { return nil }
    return try? JSONDecoder().decode(type, from: value)
  }

  private func write(_ value: some Encodable, to path: String) throws(NotebookError) {
    let temporary = "\(directory)/\(UInt64.random(in: 0 ... .max)).new"
    do {
      let text = try JSONEncoder().encode(value)
      try (Data("\(Self.sum(of: text))\n".utf8) + text).write(to: URL(fileURLWithPath: temporary))
    } catch {
      unlink(temporary)
      throw .cacheUnusable(path: directory, reason: error.localizedDescription)
    }
    try move(temporary, to: path)
  }

  private func move(_ from: String, to: String) throws(NotebookError) {
    guard rename(from, to) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(from)
      throw .cacheUnusable(path: to, reason: reason)
    }
  }

  /// Whether what compiler and linker made of a cell may not have fitted: they fail in many ways then, crashes among them.
  var lacksSpace: Bool {
    var information = statvfs()
    guard statvfs(directory, &information) == 0 else { return false }
    return UInt64(information.f_bavail) * UInt64(information.f_frsize) < 1 << 20
  }

  /// The folder in which the compiler keeps what it made of C's modules.
  static let modulesName = "clang"

  /// Lets go of that folder: the compiler makes it anew. It is moved first, so that another session's compiler finds it whole or not at all.
  ///
  /// - Returns: Whether there was one.
  func dropModules() -> Bool {
    let aside = "\(directory)/\(UInt64.random(in: 0 ... .max)).new"
    guard rename("\(directory)/\(Self.modulesName)", aside) == 0 else { return false }
    try? FileManager.default.removeItem(atPath: aside)
    return true
  }

  private static func sum(ofFile path: String) -> String? { FileManager.default.contents(atPath: path).map(sum(of:)) }

  /// FNV-1a, 64 bits. Each step is one to one, so that a single changed byte always changes the sum. It names files too; against somebody who
  /// means harm it proves nothing, and such a person cannot write here.
  private static func sum(of bytes: Data) -> String {
    let value = bytes.withUnsafeBytes { bytes in
      bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
    return String(value, radix: 16)
  }

  static func hash(_ text: String) -> String { sum(of: Data(text.utf8)) }
}
