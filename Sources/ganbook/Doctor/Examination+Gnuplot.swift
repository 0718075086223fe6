import Gnuplot

extension Examination {
  /// A terminal is what gnuplot calls a way to draw.
  private struct Way {
    var terminal: String
    /// What it draws, and is lost without it.
    var purpose: String
    var package: String
    /// Whether Ganbook draws with it today.
    var isNeeded = true
  }

  private static let ways = [
    Way(terminal: "pngcairo", purpose: "figures as PNG files, and in terminals that know kitty's pictures", package: "gnuplot-nox"),
    Way(terminal: "svg", purpose: "figures of runs as SVG files, and in exported pages", package: "gnuplot-nox"),
    Way(terminal: "pdfcairo", purpose: "figures as PDF files (`ganbook plot --to x.pdf`)", package: "gnuplot-nox"),
    Way(terminal: "sixelgd", purpose: "pictures in terminals that know sixels", package: "gnuplot-nox"),
    Way(terminal: "dumb", purpose: "figures in characters", package: "gnuplot-nox"),
    Way(terminal: "gif", purpose: "animations", package: "gnuplot-nox", isNeeded: false),
    Way(terminal: "qt", purpose: "pictures in windows", package: "gnuplot-qt", isNeeded: false),
    Way(terminal: "x11", purpose: "pictures in windows", package: "gnuplot-x11", isNeeded: false),
  ]

  /// The program and the ways in which it can draw.
  func gnuplot() -> [Finding] {
    let topic = Finding.Topic.pictures
    let renderer = GnuplotRenderer(deadline: .seconds(5))
    do throws(GnuplotError) {
      let version = try renderer.version()
      return [topic.good("gnuplot", "\(version) at \(try renderer.locate())")] + ways(try renderer.terminals())
    } catch {
      let means = "No picture is drawn, neither on the screen nor in files; everything else works."
      let advice = "Install one: sudo apt-get install gnuplot-nox."
      if case .missing(let searched) = error { return [topic.bad("gnuplot", "none in \(searched)", means: means, advice: advice)] }
      return [topic.bad("gnuplot", Faults.prose(error), means: means, advice: "Try `gnuplot --version`; else \(advice.lowercasingFirst)")]
    }
  }

  private func ways(_ terminals: Set<String>) -> [Finding] {
    let topic = Finding.Topic.pictures
    let present = Self.ways.filter { terminals.contains($0.terminal) }.map(\.terminal)
    let missing = Self.ways.filter { !terminals.contains($0.terminal) }
    let optional = missing.filter { !$0.isNeeded }
    let absent = optional.map { "\($0.terminal) (\($0.purpose); Debian package \($0.package))" }.joined(separator: ", ")
    let summary = topic.good(
      "gnuplot's ways", present.joined(separator: ", "), means: absent.isEmpty ? "" : "Not there, and not needed: \(absent).")
    return [summary]
      + missing.filter(\.isNeeded).map { way in
        topic.warning(
          "gnuplot's \(way.terminal)", "not built in", means: "Lost without it: \(way.purpose).",
          advice: "Install a gnuplot that has it: sudo apt-get install \(way.package).")
      }
  }
}

extension String {
  fileprivate var lowercasingFirst: String { prefix(1).lowercased() + dropFirst() }
}
