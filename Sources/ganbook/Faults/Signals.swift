import Foundation

/// Signals as calls on a thread of their own, where more may be done than a signal handler may do.
enum Signals {
  /// Read inside the signal handler, where no lock may be taken.
  nonisolated(unsafe) private static var writeEnd: Int32 = -1

  /// A reader of our output that went away is seen as an error of `write`, not as death; and whoever started us with signals
  /// blocked, as a thread pool does, is not to make us deaf.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_UNBLOCK, &all, nil)
  }

  /// From now on each of these signals calls `handle`, one after the other, never on the caller's thread.
  static func watch(_ signals: [Int32], handle: @escaping @Sendable (Int32) -> Void) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let readEnd = ends[0]
    writeEnd = ends[1]
    Thread.detachNewThread {
      var number: UInt8 = 0
      while true {
        let count = read(readEnd, &number, 1)
        if count == 1 { handle(Int32(number)) } else if count == 0 || errno != EINTR { return }
      }
    }
    for signal in signals {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Signals.writeEnd, &byte, 1)
        errno = saved
      }
      action.sa_flags = SA_RESTART
      sigaction(signal, &action, nil)
    }
  }
}
