import Foundation
import Testing

@Suite("Grids of runs")
struct GridTests {
  /// Fails under seed 2; its metric ends at the product of rate and factor, and its claim fails for large ones.
  private static let body = """
    # Small

    ```swift parameters
    let rate = 0.5
    let factor = 1
    ```

    ```swift
    let seedIsTwo = randomGenerator.seed == 2
    for step in training(steps: 20) { step.log(["loss": rate * Double(factor) * Double(step.index) / 19]) }
    precondition(!seedIsTwo, "seed 2")
    claim("small", rate * Double(factor), atMost: 10)
    ```

    """

  @Test("every combination runs under every seed, a run that fails stops no other, and one table tells of all")
  func grid() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(Self.body)
    let outcome = try ganbook(
      ["run", lesson, "-p", "rate=0.5,2", "-p", "factor=1,3", "--seeds", "1...3", "--jobs", "2", "--out", "grid", "--json", "all.json"])
    #expect(outcome.status == 1, "\(outcome.diagnostics)")
    let runs = ganbook.folder.names(in: "grid").filter { $0.hasPrefix("small") }
    #expect(runs.count == 12 && runs.contains("small-rate-0.5-factor-1-seed-1"))
    #expect(outcome.output.components(separatedBy: "\n").count { $0.hasPrefix("passed  ") } == 8)
    #expect(outcome.output.components(separatedBy: "\n").count { $0.hasPrefix("failed  ") } == 4)
    #expect(outcome.output.contains("2 of 3"))
    let rows = try ganbook.folder.text(of: "grid/summary.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.count == 13 && rows[0].suffix(4) == ["seconds", "claims", "claims that hold", "loss"])
    let ends = rows.dropFirst().filter { $0[5] == "passed" }.map { (Double($0[3]) ?? 0) * (Double($0[4]) ?? 0) == Double($0[9]) }
    #expect(ends == Array(repeating: true, count: 8))
    #expect(ganbook.folder.names(in: "grid").filter { $0.hasSuffix(".svg") } == ["summary-1.svg", "summary-2.svg"])
    #expect(try ganbook.folder.text(of: "grid/summary-2.svg").contains("loss, at the end"))
    let records = try JSONSerialization.jsonObject(with: Data(ganbook.folder.text(of: "all.json").utf8)) as? [[String: Any]]
    #expect(records?.count == 12)
    #expect(try ganbook.folder.text(of: "grid/small-rate-0.5-factor-1-seed-2/log.txt").contains("01-small.md"))
  }

  @Test("a run of a grid is the run that it would be alone, to the bit")
  func alone() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      "# Noise\n\n```swift\nfor step in training(steps: 9) { step.log([\"noise\": Double(normal(1).scalar)]) }\n```\n")
    #expect(try ganbook("run", lesson, "--seeds", "4,5", "--jobs", "2", "--out", "grid").status == 0)
    #expect(try ganbook("run", lesson, "--seed", "5", "--out", "alone").status == 0)
    let texts = try ["grid/small-seed-4", "grid/small-seed-5", "alone"].map { try ganbook.folder.text(of: "\($0)/metrics/training-1.csv") }
    #expect(texts[1] == texts[2] && texts[0] != texts[1])
  }

  @Test(
    "what is wrong with a grid is said before anything runs",
    arguments: [
      (["-p", "rate=1,2", "-p", "speed=1"], "speed"), (["--seeds", "3...1"], "--seeds 3...1"), (["--seeds", "1,1"], "--seeds 1,1"),
      (["--seeds", "1...2", "--seed", "3"], "exclude each other"), (["--seeds", "1...2", "--jobs", "0"], "--jobs takes"),
      (["-p", "rate=1,,2"], "-p rate=1,,2"),
    ])
  func refusals(arguments: [String], message: String) throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(Self.body)
    let outcome = try ganbook(["run", lesson, "--out", "grid"] + arguments)
    #expect(outcome.status == 2)
    #expect(outcome.diagnostics.contains(message), "\(outcome.diagnostics)")
    #expect(!ganbook.folder.names(in: ".").contains("grid"))
  }

  @Test("SIGTERM ends the runs that go on, begins no more, and leaves with 143")
  func terminated() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson("# Long\n\n```swift\nimport Glibc\nfor _ in 0..<600 { sleep(1) }\n```\n")
    let outcome = try ganbook(["run", lesson, "--seeds", "1...3", "--jobs", "2", "--out", "grid"], signal: (SIGTERM, after: 6))
    #expect(outcome.status == 143)
    #expect(outcome.output.contains("never began"))
  }
}
