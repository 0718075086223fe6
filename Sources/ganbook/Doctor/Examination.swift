import Terminal

/// What `ganbook doctor` looks at, one thing after the other.
struct Examination {
  var machine: Machine
  /// What the reader asked for on the command line.
  var color: ColorChoice?
  var isPlain = false

  func all() -> [Finding] {
    var findings = toolchain() + gnuplot()
    findings += terminal()
    findings += processors() + memory() + limits() + settings()
    findings += files() + state()
    findings += trials(findings)
    return Finding.Topic.allCases.flatMap { topic in findings.filter { $0.topic == topic } }
  }
}
