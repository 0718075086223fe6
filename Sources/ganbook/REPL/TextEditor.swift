import Foundation

/// The reader's own editor, on the terminal, for a piece of text.
enum TextEditor {
  enum Failure: Error, CustomStringConvertible {
    case notStarted(command: String)
    case failed(command: String, status: Int32)

    var description: String {
      switch self {
      case .notStarted(let command): "The editor `\(command)` cannot be started. Set EDITOR to one that is installed."
      case .failed(let command, let status): "The editor `\(command)` ended with status \(status): nothing runs."
      }
    }
  }

  /// - Returns: What the reader left in the file.
  static func edit(_ text: String, named name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ganbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try text.write(to: file, atomically: true, encoding: .utf8)
    try run(command, on: file.path)
    return try String(contentsOf: file, encoding: .utf8)
  }

  private static var command: String {
    let environment = ProcessInfo.processInfo.environment
    return ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "vi"
  }

  /// Through the shell, because EDITOR may hold arguments. The editor shares our terminal and our process group: Ctrl-C there is its own.
  private static func run(_ command: String, on path: String) throws(Failure) {
    let before = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, before) }
    let arguments = ["sh", "-c", "exec \(command) \"$1\"", "sh", path]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var child: pid_t = 0
    guard posix_spawn(&child, "/bin/sh", nil, &attributes, &words, environ) == 0 else { throw .notStarted(command: command) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let code = status >> 8 & 0xff
    if code == 127 { throw .notStarted(command: command) }
    if status != 0 { throw .failed(command: command, status: code) }
  }
}
