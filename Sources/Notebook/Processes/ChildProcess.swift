import CProcess
import Foundation

/// A program that was started with listed descriptors only, in a process group of its own.
package struct ChildProcess {
  package var identifier: pid_t

  /// - Parameters:
  ///   - path: The program; not looked up on PATH.
  ///   - descriptors: What becomes descriptor 0, 1, 2, ...; -1 is the null device.
  /// - Returns: `nil` with `errno` set when the system refuses.
  init?(path: String, arguments: [String], environment: [String: String], descriptors: [Int32]) {
    var arguments: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var identifier: pid_t = 0
    let error = cprocess_spawn(path, &arguments, &variables, descriptors, descriptors.count, &identifier)
    guard error == 0 else {
      errno = error
      return nil
    }
    self.identifier = identifier
  }

  /// The wait status if the process has ended.
  func poll() -> Int32? {
    var status: Int32 = 0
    return waitpid(identifier, &status, WNOHANG) == 0 ? nil : status
  }

  /// Ends the process and what it started, and waits for it.
  ///
  /// - Parameter seconds: How long it may take to end by itself.
  func terminate(after seconds: Double = 0) {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var status: Int32 = 0
    while seconds > 0, ContinuousClock.now < deadline {
      let ended = waitpid(identifier, &status, WNOHANG)
      if ended == identifier || (ended < 0 && errno == ECHILD) { break }
      usleep(200)
    }
    kill(-identifier, SIGKILL)
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
  }
}

/// The two ends of a pipe.
struct Pipe {
  var reading: Int32
  var writing: Int32

  init?() {
    var ends: [Int32] = [-1, -1]
    guard cprocess_pipe(&ends) == 0 else { return nil }
    (reading, writing) = (ends[0], ends[1])
  }
}
