import Foundation

/// The XDG base directories, as far as Ganbook uses them.
struct UserDirectories {
  /// History, progress and runs.
  let state: String
  /// Compiled cells; may be deleted at any time.
  let cache: String

  var runs: String { state + "/runs" }

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
    // The specification says that a relative path in these variables is to be ignored.
    func folder(_ variable: String, _ fallback: String) -> String {
      let named = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
      return (named ?? "\(home)/\(fallback)") + "/ganbook"
    }
    state = folder("XDG_STATE_HOME", ".local/state")
    cache = folder("XDG_CACHE_HOME", ".cache")
  }

  /// A path as people write it: `~` for the reader's home.
  static func short(_ path: String) -> String {
    guard let home = ProcessInfo.processInfo.environment["HOME"], home.count > 1, path.hasPrefix(home + "/") else { return path }
    return "~" + path.dropFirst(home.count)
  }
}
