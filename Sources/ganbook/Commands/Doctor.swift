import ArgumentParser
import Terminal

/// `ganbook doctor`: whether everything that Ganbook needs is there.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look at the toolchain, BLAS, gnuplot, the locale and the directories, and say what is amiss.")

  @Flag(help: "Print the findings as JSON.")
  var json = false

  @OptionGroup var appearance: AppearanceOptions

  func run() throws {
    let findings = Examination.all()
    if json {
      Output.standardOutput.write(JSON.text(findings))
    } else {
      let console = Console(appearance)
      for finding in findings { console.print(lines(finding, console)) }
    }
    if findings.contains(where: { $0.verdict == .bad }) { throw ExitCode(ExitStatus.failure.rawValue) }
  }

  private func lines(_ finding: Finding, _ console: Console) -> [StyledText] {
    let signs = Ornaments(isUnicode: console.output.isUnicode)
    let mark =
      switch finding.verdict {
      case .good: StyledText(signs.success, .success)
      case .warning: StyledText("!", .warning)
      case .bad: StyledText(signs.failure, .error)
      }
    let subject = StyledText(finding.subject, .strong).padded(to: 18)
    let advice = finding.advice.isEmpty ? [] : StyledText(finding.advice, .faint).wrapped(to: console.width - 4)
    return [mark.padded(to: 3) + subject + StyledText(finding.found)] + advice.map { StyledText("    ") + $0 }
  }
}
