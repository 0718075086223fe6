/// What the reader asked for with `--color`.
public enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// Whether output is coloured.
  ///
  /// The first that speaks decides: the flag, `FORCE_COLOR` (anything but `0` and `false` turns colour on), `NO_COLOR`
  /// (not empty: off), `CLICOLOR` (`0`: off), a `TERM` that is `dumb`; then whether the output is a terminal.
  public func isColored(environment: [String: String], isTerminal: Bool) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    if let force = environment["FORCE_COLOR"], !force.isEmpty { return force != "0" && force != "false" }
    if let off = environment["NO_COLOR"], !off.isEmpty { return false }
    if environment["CLICOLOR"] == "0" { return false }
    if environment["TERM"] == "dumb" { return false }
    return isTerminal
  }
}
