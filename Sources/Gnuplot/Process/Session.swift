import Glibc

/// One conversation with a gnuplot of its own: a script goes in, a picture comes out.
///
/// gnuplot stops reading its script while nobody reads what it writes, so one loop serves all three ends. The picture is
/// complete when the mark that the script prints last has arrived, not merely when gnuplot ended: it also ends after a
/// command that it does not understand.
struct Session {
  let executable: String
  var deadline: Duration
  let isCancelled: @Sendable () -> Bool
  /// Printed by the script when all is drawn. Differs from session to session, so that no figure can contain it.
  let mark = "picture-complete-" + String(UInt64.random(in: .min ... .max), radix: 36)

  /// More than any complaint of gnuplot needs.
  private static let errorLimit = 16_384

  /// Called with `-`, gnuplot goes on after an error and would take the data of the failed plot for commands; it stops
  /// at the first error of a file, and this is a file's name.
  private static let arguments = ["-d", "/dev/stdin"]

  /// The bytes that gnuplot wrote to standard output for `script`.
  ///
  /// - Parameter script: Commands; the ones that end the conversation are added here.
  func run(_ script: Script) throws(GnuplotError) -> [UInt8] {
    try script.command("set print '-'\nprint '\(mark)'\nexit")
    let bytes = try script.bytes()
    let child = try Child(executable: executable, arguments: Self.arguments)
    var exchange = Exchange(child: child, pending: bytes, mark: Array((mark + "\n").utf8), errorLimit: Self.errorLimit)
    switch try exchange.run(until: .now + deadline, unless: isCancelled) {
    case .complete:
      _ = child.end()
      return exchange.picture
    case .cancelled:
      _ = child.end()
      throw .cancelled
    case .late:
      _ = child.end()
      throw .deadline(seconds: deadline / .seconds(1))
    case .ended:
      throw .failed(status: child.wait(milliseconds: 1_000), message: exchange.complaint)
    }
  }
}
