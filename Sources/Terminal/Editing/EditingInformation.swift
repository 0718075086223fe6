@preconcurrency import CReadline
import Glibc

/// What readline would edit with, told without a prompt.
public struct EditingInformation: Sendable, Equatable {
  /// Readline's version: "8.2".
  public var version: String
  /// The reader's file of settings; `nil` where there is none.
  public var settingsFile: String?
  /// Why that file cannot be read; `nil` when it can.
  public var fault: String?
  /// `emacs` or `vi`.
  public var mode: String

  /// Looks where readline looks: INPUTRC, `~/.inputrc`, `/etc/inputrc`.
  ///
  /// - Parameter name: The program, as `$if` in the file calls it.
  public init(environment: [String: String], name: String = "ganbook") {
    version = rl_library_version.map { String(cString: $0) } ?? "unknown"
    let explicit = environment["INPUTRC"].flatMap { $0.isEmpty ? nil : $0 }
    let places = explicit.map { [$0] } ?? [environment["HOME"].map { $0 + "/.inputrc" }, "/etc/inputrc"].compactMap { $0 }
    settingsFile = places.first { access($0, F_OK) == 0 } ?? explicit
    if let settingsFile, access(settingsFile, R_OK) != 0 { fault = String(cString: strerror(errno)) }
    if let settingsFile, fault == nil {
      let before = rl_readline_name
      let own = strdup(name)
      rl_readline_name = UnsafePointer(own)
      rl_read_init_file(settingsFile)
      rl_readline_name = before
      free(own)
    }
    mode = rl_variable_value("editing-mode").map { String(cString: $0) } ?? "emacs"
  }
}
