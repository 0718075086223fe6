/// What the reader asked for with `--color`.
public enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// Whether output is coloured.
  ///
  /// The first that speaks decides: the flag, `FORCE_COLOR` (anything but `0` and `false` turns colour on), `NO_COLOR`
  /// (not empty: off), `CLICOLOR` (`0`: off), a `TERM` that is `dumb`; then whether the output is a terminal.
  public func isColored(environment: [String: String], isTerminal: Bool) -> Bool {
    decision(environment: environment, isTerminal: isTerminal).isColored
  }

  /// The same, with what decided: `--color`, a variable with its value, or nothing but the terminal itself.
  public func decision(environment: [String: String], isTerminal: Bool) -> (isColored: Bool, by: String?) {
    switch self {
    case .always: return (true, "--color always")
    case .never: return (false, "--color never")
    case .auto: break
    }
    if let force = environment["FORCE_COLOR"], !force.isEmpty { return (force != "0" && force != "false", "FORCE_COLOR=\(force)") }
    if let off = environment["NO_COLOR"], !off.isEmpty { return (false, "NO_COLOR=\(off)") }
    if environment["CLICOLOR"] == "0" { return (false, "CLICOLOR=0") }
    if environment["TERM"] == "dumb" { return (false, "TERM=dumb") }
    return (isTerminal, nil)
  }
}
