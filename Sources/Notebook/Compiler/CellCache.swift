import Foundation

/// Compiled cells on disk: a second run compiles nothing.
///
/// Libraries and modules lie side by side under names of their own, so that one search path serves all of them. An entry is a small
/// file that says which they are; it is written last and renamed into place, so that it never speaks of files that
/// are not whole.
struct CellCache: Sendable {
  /// Where libraries and modules lie.
  let directory: String

  struct Entry: Codable {
    /// The whole key, compared before the entry is believed: the file's name is only a hash of it.
    var key: String
    var module: CellModule
    var librarySize: Int
    var moduleSize: Int
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

  /// The entry of the key, if its files are there and of the size they had.
  func entry(_ key: String) -> Entry? {
    let path = entryPath(key)
    guard let data = FileManager.default.contents(atPath: path),
      let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.key == key,
      Self.size(libraryPath(entry.module.name)) == entry.librarySize, Self.size(modulePath(entry.module.name)) == entry.moduleSize
    else { return nil }
    for used in [path, libraryPath(entry.module.name), modulePath(entry.module.name)] { utimes(used, nil) }
    return entry
  }

  /// Takes finished files in.
  func store(_ module: CellModule, key: String, warnings: [Diagnostic], library: String, interface: String) throws(NotebookError) {
    guard let librarySize = Self.size(library), let moduleSize = Self.size(interface) else {
      throw .cacheUnusable(path: directory, reason: "the compiler left no files")
    }
    try move(library, to: libraryPath(module.name))
    try move(interface, to: modulePath(module.name))
    let entry = Entry(key: key, module: module, librarySize: librarySize, moduleSize: moduleSize, warnings: warnings)
    try write(entry, to: entryPath(key))
  }

  /// What the parser said about a text, if it was asked before.
  func parsed(_ text: String) -> ParsedCell? {
    guard let data = FileManager.default.contents(atPath: parsedPath(text)),
      let known = try? JSONDecoder().decode(Parsed.self, from: data), known.text == text
    else { return nil }
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

  private func write(_ value: some Encodable, to path: String) throws(NotebookError) {
    let temporary = "\(directory)/\(UInt64.random(in: 0 ... .max)).new"
    do {
      try JSONEncoder().encode(value).write(to: URL(fileURLWithPath: temporary))
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

  private static func size(_ path: String) -> Int? {
    var information = stat()
    return stat(path, &information) == 0 ? Int(information.st_size) : nil
  }

  /// FNV-1a, 64 bits: names files, proves nothing.
  static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(value, radix: 16)
  }
}
