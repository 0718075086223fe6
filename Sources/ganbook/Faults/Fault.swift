/// What goes wrong in the front end itself: a word that is no command, a value that does not fit, a place that cannot be written.
enum Fault: Error, Equatable {
  case unknownCommand(String, near: [String])
  case lessonAsCommand(String)
  case malformedParameter(String)
  case parameterFile(path: String, line: Int, text: String)
  case cannotRead(path: String, reason: String)
  case cannotWrite(path: String, reason: String)
}

extension Fault {
  /// Whether the command line is to blame, rather than the run.
  var exitStatus: ExitStatus {
    switch self {
    case .unknownCommand, .lessonAsCommand, .malformedParameter, .parameterFile, .cannotRead: .usage
    case .cannotWrite: .failure
    }
  }
}

extension Fault: CustomStringConvertible {
  /// What happened, where, and what to do next.
  var description: String {
    switch self {
    case .unknownCommand(let name, let near):
      let advice = near.first.map { "Did you mean `ganbook \($0)`?" } ?? "`ganbook --help` lists the commands."
      return "there is no command `\(name)`. \(advice)"
    case .lessonAsCommand(let name):
      return "there is no command `\(name)`, but a lesson of that name: `ganbook open \(name)` opens it, `ganbook run \(name)` runs it."
    case .malformedParameter(let text):
      return "-p \(text): a parameter is given as name=value, such as -p steps=500."
    case .parameterFile(let path, let line, let text):
      return "\(path):\(line): `\(text)` is no parameter. Each line holds one name=value or name: value; # begins a comment."
    case .cannotRead(let path, let reason):
      return "\(path) cannot be read: \(reason). Check the path and its permissions."
    case .cannotWrite(let path, let reason):
      return "\(path) cannot be written: \(reason). Make room or choose another place with --out."
    }
  }
}
