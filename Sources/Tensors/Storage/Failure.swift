import Glibc

/// Called with the message of a refused operation, right before the process traps.
///
/// The notebook's kernel sets it, to send the message to the reader.
nonisolated(unsafe) public var engineFailureHandler: ((String) -> Void)?

/// Ends a cell because the reader asked for something the engine cannot do.
///
/// Every misuse of a tensor comes through here, with the operation, the shapes and the rule that was broken:
/// `matmul: [64, 3] x [2, 128]: the inner dimensions 3 and 2 differ`.
public func engineFailure(_ message: @autoclosure () -> String) -> Never {
  let text = message()
  engineFailureHandler?(text)
  fatalError(text)
}

/// Traps through `engineFailure` unless `condition` holds.
@inline(__always)
public func require(_ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String) {
  if !condition() { engineFailure(message()) }
}

/// Called with a remark about a cell that runs and may not mean what it does; by default it goes to standard error.
///
/// The notebook's kernel sets it, to show the remark to the reader.
nonisolated(unsafe) public var engineAdviceHandler: (String) -> Void = { text in
  _ = (text + "\n").withCString { write(STDERR_FILENO, $0, strlen($0)) }
}
