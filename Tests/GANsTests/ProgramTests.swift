import Foundation
import GANs
import NotebookProtocol
import Testing

/// What a program has that was a lesson: its command line, its files, its status.
@Suite struct ProgramTests {
  private func usage(_ words: [String]) -> String? {
    do throws(ProgramUsage) {
      _ = try ProgramArguments(words, parameters: ["steps", "rate"])
      return nil
    } catch {
      return error.text
    }
  }

  @Test("a command line sets parameters, seed and folder; the last word on a parameter wins")
  func arguments() throws {
    let arguments = try ProgramArguments(
      ["-p", "steps=5", "--seed", "11", "-p", "rate=a=b", "--out", "there", "-p", "steps=6"], parameters: ["steps", "rate"])
    #expect(arguments.values == ["steps": "6", "rate": "a=b"] && arguments.seed == 11 && arguments.folder == "there")
  }

  @Test(
    "a command line that does not fit is refused with the reason",
    arguments: [
      (["-p", "step=5"], "-p step=5: this program has no parameter `step`. It has steps, rate."),
      (["-p", "steps"], "-p steps: a parameter is given as name=value."), (["--seed", "-1"], "--seed -1: a seed is a whole number."),
      (["--out"], "--out needs a value behind it."), (["5"], "5: this program does not know that. --help says what it takes."),
    ])
  func refusals(words: [String], text: String) {
    #expect(usage(words) == text)
  }

  @Test("words become values of the parameter's type, or nothing")
  func values() {
    #expect(Int(parameter: "5_000") == 5_000 && Int(parameter: "0.5") == nil)
    #expect(Double(parameter: "1e-3") == 1e-3 && Double(parameter: "inf") == nil)
    #expect(Bool(parameter: "true") == true && Bool(parameter: "yes") == nil && String(parameter: "a b") == "a b")
  }

  @Test("trainings and pictures become tables, and a claim or check that does not hold the status 1")
  func results() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ganbook-program-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let results = ProgramResults(folder: folder, judgesClaims: true)
    let progress = { (isFinished: Bool) in
      CellMessage.progress(TrainingProgress(step: 2, steps: 2, rate: 1, latest: [], isFinished: isFinished, training: 1))
    }
    _ = results.take(progress(false))
    _ = results.take(.metrics([MetricRecord(training: 1, step: 0, metrics: [Metric("a, b", 0.5), Metric("c", 1)])]))
    _ = results.take(.metrics([MetricRecord(training: 1, step: 1, metrics: [Metric("c", 2)])]))
    _ = results.take(progress(true))
    #expect(try String(contentsOfFile: folder + "/metrics/training-1.csv", encoding: .utf8) == "step,\"a, b\",c\n0,0.5,1.0\n1,,2.0\n")
    let figure = Figure(Panel(content: .bars([Bar("one", 1)])))
    #expect(results.take(.figure(figure)) == folder + "/figures/01.csv")
    #expect(try String(contentsOfFile: folder + "/figures/01.csv", encoding: .utf8) == figure.csv)
    _ = results.take(.claim(ClaimOutcome("holds", measured: "", bound: "", holds: true)))
    #expect(results.finish() == 0)
    _ = results.take(.claim(ClaimOutcome("does not", measured: "", bound: "", holds: false)))
    #expect(results.finish() == 1)
    let quick = ProgramResults(folder: folder, judgesClaims: false)
    _ = quick.take(.claim(ClaimOutcome("does not", measured: "", bound: "", holds: false)))
    #expect(quick.finish() == 0)
    _ = quick.take(.check(CheckOutcome("a check", passes: false)))
    #expect(quick.finish() == 1)
  }

  @Test("a folder that cannot be written makes the program fail at its end, not on the way")
  func unwritable() {
    let results = ProgramResults(folder: "/dev/null/results", judgesClaims: true)
    #expect(results.take(.figure(Figure(Panel(content: .bars([]))))) == nil)
    #expect(results.finish() == 1)
  }
}
