/// What the process leaves with, so that scripts can tell why.
enum ExitStatus: Int32 {
  case success = 0
  /// A cell failed, or a claim or check did not hold.
  case failure = 1
  /// A lesson, parameter or option that does not exist.
  case usage = 2
  /// `--timeout` ran out.
  case timeout = 124
  /// Ctrl-C.
  case interrupted = 130
  /// SIGTERM.
  case terminated = 143
}
