import ArgumentParser
import Terminal

/// `ganbook doctor`: whether everything that Ganbook needs is there.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at everything that may be wrong with this machine, and say what it means and how to mend it.",
    discussion: """
      The toolchain, a cell that is compiled and run, gnuplot and its ways to draw, the terminal, processors, memory and limits, directories and the \
      state database. ! marks what works with something less; ✗ what is broken, and then the command leaves with 1.
      """)

  @Flag(help: "Print the findings as JSON.")
  var json = false

  @Option(help: ArgumentHelp("Read the system's own files, such as /proc/meminfo, below this folder; for tests.", visibility: .private))
  var system = ""

  @OptionGroup var appearance: AppearanceOptions

  func run() throws {
    let examination = Examination(machine: Machine(system: system), color: appearance.color, isPlain: appearance.plain)
    let findings = examination.all()
    if json {
      Output.standardOutput.write(JSON.text(findings))
    } else {
      let console = Console(appearance)
      console.print(DoctorReport(console: console).lines(findings))
    }
    if findings.contains(where: { $0.verdict == .bad }) { throw ExitCode(ExitStatus.failure.rawValue) }
  }
}
