import Glibc

/// Finds and reads the files of `Datasets/`.
package enum DatasetFolder {
  /// The folders that may hold the datasets, the first one first.
  ///
  /// `GANBOOK_DATASETS`; `GANBOOK_HOME/Datasets`; then `Datasets` or `share/ganbook/Datasets` in the folders above the running
  /// executable, which finds a checkout and an installation alike; last the checkout that this module was built in, for a program that was
  /// built elsewhere.
  package static func candidates(
    environment: (String) -> String? = variable, executable: String = executablePath()
  ) -> [String] {
    if let named = environment("GANBOOK_DATASETS") { return [named] }
    if let home = environment("GANBOOK_HOME") { return [home + "/Datasets"] }
    var folders: [String] = []
    var parent = executable[...]
    while let slash = parent.lastIndex(of: "/") {
      parent = parent[..<slash]
      folders += ["\(parent)/Datasets", "\(parent)/share/ganbook/Datasets"]
    }
    return folders + [ownSources].filter { !folders.contains($0) }
  }

  /// `Datasets` beside the `Sources` that this file lies in.
  private static let ownSources = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined() + "/Datasets"

  /// The path of a file such as `digits/digits.csv`.
  package static func path(of file: String, in folders: [String] = candidates()) throws(DatasetError) -> String {
    for folder in folders where access("\(folder)/\(file)", F_OK) == 0 { return "\(folder)/\(file)" }
    throw .notFound(file: file, searched: folders)
  }

  /// All bytes of a file.
  ///
  /// - Parameter limit: A longer file is refused, after this many bytes have been read.
  package static func read(_ path: String, limit: Int = .max) throws(DatasetError) -> [UInt8] {
    let file = try open(path)
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      guard count <= limit - bytes.count else { throw tooLong(path, limit: limit) }
      bytes += chunk[..<count]
    }
    if ferror(file) != 0 { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    return bytes
  }

  /// The first bytes of a file, fewer where it is shorter.
  package static func read(_ path: String, first count: Int) throws(DatasetError) -> [UInt8] {
    let file = try open(path)
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: count)
    bytes.removeLast(count - fread(&bytes, 1, count, file))
    if ferror(file) != 0 { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    return bytes
  }

  /// Opens a file for reading. A pipe or a device in its place is refused: it could keep the reader waiting for ever.
  private static func open(_ path: String) throws(DatasetError) -> UnsafeMutablePointer<FILE> {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    var information = stat()
    let kind = fstat(descriptor, &information) == 0 ? information.st_mode & S_IFMT : 0
    guard kind == S_IFREG || kind == S_IFDIR, let file = fdopen(descriptor, "rb") else {
      close(descriptor)
      throw .unreadable(path: path, reason: "it is no file")
    }
    return file
  }

  /// The refusal of a file that holds more than the limit.
  package static func tooLong(_ path: String, limit: Int) -> DatasetError {
    .unsuitable(path: path, problem: "it holds more than \(limit) bytes", remedy: "Take a part of it, or raise the limit")
  }

  /// Fails unless the bytes are those whose SHA-256 the folder's `SHA256SUMS` names.
  package static func verify(_ bytes: [UInt8], at path: String) throws(DatasetError) {
    let name = path.split(separator: "/").last ?? ""
    let list = path.dropLast(name.count) + "SHA256SUMS"
    let lines = String(decoding: try read(String(list)), as: UTF8.self).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasSuffix("  \(name)") }) else {
      throw .malformed(path: String(list), line: max(1, lines.count), problem: "it has no checksum for \(name)")
    }
    let expected = String(line.prefix { $0 != " " })
    let found = SHA256.hexadecimal(of: bytes)
    if found != expected { throw .checksum(path: path, expected: expected, found: found) }
  }

  package static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  package static func executablePath() -> String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { readlink("/proc/self/exe", $0.baseAddress!, $0.count) }
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }
}
