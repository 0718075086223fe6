/// What goes wrong in the front end itself: a word that is no command, a value that does not fit, a place that cannot be written.
enum Fault: Error, Equatable {
  case unknownCommand(String, near: [String])
  case lessonAsCommand(String)
  case malformedParameter(String)
  case parameterFile(path: String, line: Int, text: String)
  case parameterJSON(path: String, line: Int, problem: String)
  case parameterTwice(path: String, name: String)
  case cannotRead(path: String, reason: String)
  case cannotWrite(path: String, reason: String)
  case unknownRun(String, known: [String])
  case ambiguousRun(String, matches: [String], count: Int)
  case damagedMetrics(path: String)
  case unknownMetric(String, known: [String])
  case tooManyCurves(String, count: Int, most: Int)
  case nothingToPlot([String])
  case malformedSeeds(String)
  case lessonChanged(String, run: String)
  case repeatsIntoItself(String)
  /// A name that two cells declare, with the lines.
  case declaredAgain(String, file: String, first: Int, again: Int)
  /// What the compiler says about the cells as one program, each with its place.
  case noProgram([String])
  /// Ganbook's sources are not in the folder; `nil` when there is no folder to look in.
  case ganbookSources(String?)
  case foreignPackage(String)
}

extension Fault {
  /// Whether the command line is to blame, rather than the run.
  var exitStatus: ExitStatus {
    switch self {
    case .unknownCommand, .lessonAsCommand, .malformedParameter, .parameterFile, .parameterJSON, .parameterTwice, .cannotRead: .usage
    case .unknownRun, .ambiguousRun, .unknownMetric, .tooManyCurves, .malformedSeeds, .lessonChanged, .repeatsIntoItself: .usage
    case .ganbookSources, .foreignPackage: .usage
    case .cannotWrite, .damagedMetrics, .nothingToPlot, .declaredAgain, .noProgram: .failure
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
    case .parameterJSON(let path, let line, let problem):
      return "\(path):\(line): \(problem). Such a file holds {\"name\": value, ...} in JSON, or one name=value or name: value a line."
    case .parameterTwice(let path, let name):
      return "\(path): `\(name)` stands there twice. Leave one of them away; several values of one parameter are a list."
    case .cannotRead(let path, let reason):
      return "\(path) cannot be read: \(reason). Check the path and its permissions."
    case .cannotWrite(let path, let reason):
      return "\(path) cannot be written: \(reason). Make room or choose another place with --out."
    case .unknownRun(let word, let known):
      let latest =
        known.isEmpty ? "None has been kept yet: `ganbook run LESSON` makes one." : "The latest are \(known.joined(separator: ", "))."
      return "there is no run `\(word)`. \(latest) `ganbook runs` lists all."
    case .ambiguousRun(let word, let matches, let count):
      let more = count > matches.count ? " and \(count - matches.count) more" : ""
      return "`\(word)` may be \(count) runs: \(matches.joined(separator: ", "))\(more). Name more of it."
    case .damagedMetrics(let path):
      return "\(path) is missing or no table of metrics. Nothing was drawn; the run has to be made again."
    case .unknownMetric(let name, let known):
      return "no run has logged `\(name)`. There are: \(known.isEmpty ? "none" : known.joined(separator: ", "))."
    case .tooManyCurves(let metric, let count, let most):
      return
        "\(metric) would have \(count) curves, and more than \(most) in a panel are not legible. Choose with --training, --metrics or fewer runs."
    case .nothingToPlot(let directories):
      return "nothing was logged more than once in \(directories.joined(separator: ", ")): there is no curve to draw."
    case .malformedSeeds(let text):
      return "--seeds \(text): seeds are given as 1...10, or as different whole numbers between commas."
    case .lessonChanged(let file, let run):
      return "\(file) is not the lesson that ran any more, and \(run) holds no copy of it: the run cannot be repeated."
    case .repeatsIntoItself(let path):
      return "\(path) is the run that is to be repeated: name another directory with --out."
    case .declaredAgain(let name, let file, let first, let again):
      return """
        \(file):\(again): `\(name)` is declared again; line \(first) has declared it. A notebook allows that, and a program does not: \
        give one of them another name.
        """
    case .noProgram(let places):
      return """
        \(places.joined(separator: "\n"))
        One by one the cells may run, but they are no program that compiles. Change the lines above, and export again.
        """
    case .ganbookSources(let folder):
      let place = folder.map { "Ganbook's sources are not in \($0)." } ?? "this program does not lie in Ganbook's sources."
      return "\(place) A package is built with them: --ganbook DIR names their folder, absolute or seen from the package."
    case .foreignPackage(let path):
      return "\(path) holds a package that was changed or written by hand, and is kept. Name another folder with --out."
    }
  }
}
