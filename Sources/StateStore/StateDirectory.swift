import Glibc

/// The directory that holds the state.
enum StateDirectory {
  /// `XDG_STATE_HOME/ganbook`, or below `HOME`; `nil` when neither is an absolute path.
  static func path(_ environment: [String: String]) -> String? {
    func absolute(_ name: String) -> String? { environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
    let base = absolute("XDG_STATE_HOME") ?? absolute("HOME").map { $0 + "/.local/state" }
    return base.map { $0 + "/ganbook" }
  }

  /// Makes the directory and those above it, for the reader's eyes only.
  ///
  /// - Returns: The reason when it cannot be.
  static func create(_ path: String) -> String? {
    var prefix = ""
    for part in path.split(separator: "/") {
      prefix += "/" + part
      if mkdir(prefix, 0o700) != 0, errno != EEXIST { return reason(prefix) }
    }
    return access(path, W_OK | X_OK) == 0 ? nil : reason(path)
  }

  private static func reason(_ path: String) -> String {
    "\(path): \(String(cString: strerror(errno)))"
  }
}
