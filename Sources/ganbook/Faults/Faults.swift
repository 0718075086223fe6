import ArgumentParser
import Foundation
import Lessons
import Terminal

/// The one place where an error becomes words on standard error and an exit status.
enum Faults {
  /// The words for an error: what happened, where, what to do next.
  static func prose(_ error: any Error) -> String {
    switch error {
    case let fault as Fault: fault.description
    case let error as LessonError: error.description
    case let error as any CustomStringConvertible & Error: error.description
    default: Reason.of(error)
    }
  }

  static func status(_ error: any Error) -> ExitStatus {
    switch error {
    case let fault as Fault: fault.exitStatus
    // A lesson that is missing or malformed is the wrong thing to have asked for.
    case is LessonError: .usage
    default: .failure
    }
  }

  /// Says what went wrong and leaves.
  static func leave(_ error: any Error) -> Never {
    if let code = error as? ExitCode { exit(code.rawValue) }
    if isArgumentParsers(error) { leave(usage: error) }
    Output.standardError.write("ganbook: \(prose(error))\n")
    exit(status(error).rawValue)
  }

  /// Help and version were asked for and go to standard output; everything else that the parser says is a usage error.
  private static func leave(usage error: any Error) -> Never {
    let message = Ganbook.fullMessage(for: error)
    if Ganbook.exitCode(for: error) == .success {
      Output.standardOutput.write(message + "\n")
      exit(ExitStatus.success.rawValue)
    }
    Output.standardError.write(message + "\n")
    exit(ExitStatus.usage.rawValue)
  }

  private static func isArgumentParsers(_ error: any Error) -> Bool {
    error is ValidationError || error is CleanExit || String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
  }
}
