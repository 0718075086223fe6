import Foundation

/// The names of signals, for messages.
enum SignalName {
  static func of(_ signal: Int32) -> String {
    let names: [Int32: String] = [
      SIGILL: "SIGILL, illegal instruction", SIGTRAP: "SIGTRAP, trap", SIGSEGV: "SIGSEGV, invalid memory access",
      SIGBUS: "SIGBUS, invalid memory access", SIGFPE: "SIGFPE, arithmetic error", SIGABRT: "SIGABRT, abort",
      SIGKILL: "SIGKILL, killed from outside, perhaps because memory ran out", SIGTERM: "SIGTERM, asked to end",
      SIGINT: "SIGINT, interrupted", SIGSYS: "SIGSYS, forbidden system call", SIGPIPE: "SIGPIPE, broken pipe",
    ]
    return names[signal] ?? "signal \(signal)"
  }
}
