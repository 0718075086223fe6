extension LintFinding: CustomStringConvertible {
  /// `file:line: error: what is wrong. What to do.`
  public var description: String { "\(location): \(severity.rawValue): \(problem). \(advice)" }

  /// What is wrong, without place and advice.
  public var problem: String {
    switch fault {
    case .unreadable(let error), .quickValue(let error): error.problem
    case .noNumber: "the file name has no number"
    case .malformedArxiv(let number): "'\(number)' is no arXiv number"
    case .malformedDOI(let name): "'\(name)' is no DOI"
    case .unknownPrerequisite(let name, _): "'after' names '\(name)', which is no lesson"
    case .laterPrerequisite(let name): "'after' names '\(name)', which does not come before this lesson"
    case .unknownQuickParameter(let name, _): "'quick' names '\(name)', which no parameters cell declares"
    case .noQuick: "the lesson trains and has no 'quick'"
    case .noSources: "the lesson names no sources"
    case .noTitle: "the lesson does not begin with a heading of the first level"
    case .brokenLink(let url): url.isEmpty ? "a link leads nowhere" : "'\(url)' does not exist"
    case .hiddenHTML: "the terminal does not show HTML"
    case .unknownMacro(let name): "the terminal has no sign for \\\(name)"
    case .misspeltFence(let info, _): "'\(info)' is no kind of block"
    case .emptyCell: "the cell is empty"
    case .noProseBefore: "no prose or heading leads to this cell"
    case .secondParameters: "this is the second parameters cell"
    case .noParameter: "this line of a parameters cell declares no parameter"
    case .systemRandomness(let name): "\(name) takes the system's random numbers, which no seed repeats"
    case .noClaim: "the lesson trains and claims nothing"
    case .noPlot: "the lesson trains and plots nothing"
    case .checks(let count): "the exercise has \(count == 0 ? "no check" : "\(count) checks")"
    case .solutions(let count): "the exercise has \(count == 0 ? "no solution" : "\(count) solutions")"
    case .noHint: "the exercise has no hint"
    case .hints(let count): "the exercise has \(count) hints"
    case .orphan(let kind): "this \(kind) belongs to no exercise"
    }
  }

  /// What to do about it.
  public var advice: String {
    switch fault {
    case .unreadable(let error), .quickValue(let error): error.advice
    case .noNumber: "Call it NN-name.md; the number sets its place."
    case .malformedArxiv: "Write it as 1406.2661."
    case .malformedDOI: "Write it as 10.1145/3422622."
    case .unknownPrerequisite(let name, let names): Spelling.advice(for: name, among: names)
    case .laterPrerequisite: "Name only lessons with a lower number."
    case .unknownQuickParameter(let name, let declared): Spelling.advice(for: name, among: declared)
    case .noQuick: "Give parameters under which it runs in 10 seconds: quick: {steps: 300}."
    case .noSources: "Cite the papers it rests on."
    case .noTitle: "Begin with a line '# Title'."
    case .brokenLink: "Paths are relative to the lesson."
    case .hiddenHTML: "Write it as Markdown."
    case .unknownMacro: "Readers see its name; use another macro, or \\text{...}."
    case .misspeltFence(let info, let allowed): Spelling.advice(for: info, among: allowed)
    case .emptyCell: "Fill it or remove it."
    case .noProseBefore: "Say what the cell does and why, in a sentence before it."
    case .secondParameters: "Declare all parameters in the first."
    case .noParameter: "Each line reads: let name = value, with a number, true, false or a text in quotes."
    case .systemRandomness: "Use the engine's normal, uniform or permutation, or pass a generator with using:."
    case .noClaim: "Say what the run should show, and let claim(...) measure it."
    case .noPlot: "Show the curves and the samples."
    case .checks: "Put one check cell after it."
    case .solutions: "Put one solution cell after it."
    case .noHint: "Begin with the question to ask oneself."
    case .hints: "Three levels are the most: a question, a direction, nearly the answer."
    case .orphan: "Put it after the exercise cell."
    }
  }
}
