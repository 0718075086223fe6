import Foundation
import Synchronization

/// The signal that asked a headless run to end.
final class EndRequest: Sendable {
  private let number = Mutex<Int32>(0)

  /// The first of SIGINT, SIGTERM and SIGHUP that has come, or 0.
  var signal: Int32 { number.withLock { $0 } }

  func note(_ signal: Int32) { number.withLock { if $0 == 0 { $0 = signal } } }
}
