import Figures
import Foundation
import Gnuplot
import Notebook

extension Examination {
  /// What all the rest is for: a cell that compiles, loads and runs, and a picture.
  func trials(_ findings: [Finding]) -> [Finding] {
    func isBroken(_ subject: String) -> Bool { findings.contains { $0.subject == subject && $0.verdict == .bad } }
    return (isBroken("Swift") || isBroken("modules") ? [] : [cell()]) + (isBroken("gnuplot") ? [] : [picture()])
  }

  private func cell() -> Finding {
    let begin = ContinuousClock.now
    do throws(NotebookError) {
      let session = try NotebookSession(.init(environment: machine.environment, keepsCompilersReady: false))
      defer { session.end() }
      var value = ""
      // Never the same text twice: a cell from the cache would spare the compiler.
      let source = CellSource("let stamp = \(UInt32.random(in: 0 ... .max))\nstamp - stamp + 42", file: "trial")
      _ = try session.run(source, timeLimit: 30) { event in
        if case .message(.value(let shown)) = event { value = shown.text }
      }
      if value == "42" { return Finding.Topic.swift.good("a cell", "compiles, loads and runs in \(Self.seconds(since: begin))") }
      return Finding.Topic.swift.bad(
        "a cell", "runs and shows `\(value)` instead of 42", means: "What cells show cannot be believed.",
        advice: "Build Ganbook again with `make build`.")
    } catch {
      return Finding.Topic.swift.bad(
        "a cell", Faults.prose(error).split(separator: "\n").joined(separator: " "), means: "No cell can run on this machine as it is.",
        advice: "Mend what else is marked in this report; then try `ganbook doctor` again.")
    }
  }

  private func picture() -> Finding {
    let begin = ContinuousClock.now
    let figure = Figure(title: "Trial", panels: [Panel(content: .curves([Curve("trial", x: [0, 1, 2], y: [0, 1, 4])]))])
    do throws(GnuplotError) {
      let bytes = try GnuplotRenderer().render(figure, to: .png).bytes.count
      return Finding.Topic.pictures.good("a picture", "a PNG of \(ByteCount.text(bytes)) in \(Self.seconds(since: begin))")
    } catch {
      return Finding.Topic.pictures.bad(
        "a picture", Faults.prose(error), means: "No picture is drawn; everything else works.",
        advice: "Mend what else is marked of gnuplot; `fc-list | grep DejaVu` shows whether its font is there (fonts-dejavu-core).")
    }
  }

  private static func seconds(since begin: ContinuousClock.Instant) -> String {
    String(format: "%.1f s", (ContinuousClock.now - begin) / .seconds(1))
  }
}
