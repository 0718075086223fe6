import ArgumentParser

/// `ganbook run`: lessons with nobody watching.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run lessons with nobody watching: pictures, metrics, models and a report go to a directory, claims are judged.",
    discussion: """
      Leaves with 0 when every cell ran and every claim and check holds, with 1 when one did not, with 2 when it was called wrongly, with 124 \
      when the time ran out, and with 130 or 143 when it was interrupted or terminated.

      Several values between commas (-p rate=1e-3,1e-4) or --seeds make a grid: every combination under every seed, each in a process and a folder of \
      its own, and at the end one table and one picture of all. A run that fails does not stop the others.

      --repeat RUN runs again what a run's record says (lesson, parameters, seed) and tells whether the metrics are the same to the bit.
      """)

  @Argument(help: ArgumentHelp("A path, a number, a name or any unique part of it.", valueName: "lesson"))
  var lessons: [String] = []

  @Option(
    name: .customShort("p"),
    help: ArgumentHelp(
      "Override a parameter of the lesson; may be given again. Values between commas make a grid.", valueName: "name=value"))
  var parameters: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read parameters from a file: a JSON object, or one name=value or name: value a line; -p wins over it.", valueName: "file"))
  var params: String?

  @Option(help: "The seed of the random numbers, instead of the lesson's own.")
  var seed: UInt64?

  @Option(help: ArgumentHelp("Run under each of these seeds: A...B, or numbers between commas.", valueName: "A...B"))
  var seeds: String?

  @Option(help: ArgumentHelp("How many runs of a grid go on at once.", valueName: "number"))
  var jobs = 1

  @Option(
    name: .customLong("repeat"), help: ArgumentHelp("Run again what the record of a run says, and compare the metrics.", valueName: "run"))
  var repeated: String?

  @Flag(help: "Use the lesson's quick parameters; claims are printed as not judged.")
  var quick = false

  @Option(help: ArgumentHelp("Stop after this many seconds for each lesson, with status 124.", valueName: "seconds"))
  var timeout: Double?

  @Option(help: ArgumentHelp("Where to write the run; several lessons get a folder each inside it.", valueName: "dir"))
  var out: String?

  @Option(
    help: ArgumentHelp("Also write the run as html, ipynb or md into its directory; several between commas.", valueName: "formats"),
    transform: ExportFormat.pages)
  var to: [ExportFormat] = []

  @Flag(help: "Go on after a cell that failed; the run still counts as failed.")
  var allowErrors = false

  @Flag(help: "Go on with the next lesson after one that failed.")
  var keepGoing = false

  @Option(help: ArgumentHelp("Write the outcome as JSON to a file, or to standard output as -.", valueName: "file"))
  var json: String?

  @OptionGroup var appearance: AppearanceOptions

  func validate() throws {
    if let timeout, !(timeout > 0) { throw ValidationError("--timeout takes a number of seconds above 0.") }
    if jobs < 1 { throw ValidationError("--jobs takes a number of at least 1.") }
    if seed != nil, seeds != nil { throw ValidationError("--seed and --seeds exclude each other.") }
    if repeated != nil {
      let others = !lessons.isEmpty || !parameters.isEmpty || params != nil || seed != nil || seeds != nil || quick
      if others { throw ValidationError("--repeat takes lesson, parameters and seed from the run's record: leave them away.") }
      return
    }
    if lessons.isEmpty { throw ValidationError("Name a lesson to run; `ganbook lessons` lists them.") }
  }

  func run() throws {
    try HeadlessRuns(self).run()
  }
}
