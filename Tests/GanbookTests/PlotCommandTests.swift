import Foundation
import Testing

@Suite("ganbook plot, and runs that are repeated")
struct PlotCommandTests {
  private static let body = """
    # Small

    ```swift parameters
    let rate = 0.5
    ```

    ```swift
    var x = Double(uniform(1).scalar) + 1
    for step in training(steps: 30) {
      x *= 1 - rate * 0.1
      step.log(["x, scaled": x, "noise": Double(normal(1).scalar)])
    }
    ```

    """

  private func run(_ ganbook: Ganbook, _ arguments: String...) throws {
    let outcome = try ganbook(["run", ganbook.lesson(Self.body)] + arguments)
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
  }

  @Test("two runs are compared metric by metric, named by what differs, in the file that is asked for")
  func compares() throws {
    let ganbook = try Ganbook()
    try run(ganbook, "--out", "a")
    try run(ganbook, "--out", "b", "-p", "rate=0.25")
    let outcome = try ganbook("plot", "a", "b", "--metrics", "noise", "--to", "noise.svg")
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    let svg = try ganbook.folder.text(of: "noise.svg")
    #expect(svg.contains("rate as written") && svg.contains("rate 0.25") && svg.contains("noise") && !svg.contains("x, scaled"))
    #expect(try ganbook("plot", "a", "b", "--log", "x,y", "--smooth", "0.9", "--to", "all.png").status == 0)
  }

  @Test("off a terminal the picture becomes a file whose path is all that is printed; asked for text, characters come")
  func places() throws {
    let ganbook = try Ganbook()
    try run(ganbook, "--out", "a")
    let path = try ganbook("plot", "last").output
    #expect(path.hasSuffix("-plot.png\n"))
    #expect(FileManager.default.contents(atPath: String(path.dropLast()))?.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
    let text = try ganbook("plot", "a", "--terminal", "text").output
    #expect(text.contains("noise") && text.contains("step"))
  }

  @Test(
    "what cannot be plotted is refused with the reason and what there is",
    arguments: [
      (["plot", "nowhere"], "there is no run `nowhere`"), (["plot", "a", "--metrics", "modes"], "There are: x, scaled, noise"),
      (["plot", "a", "--log", "z"], "--log takes x, y or x,y"), (["plot", "a", "--smooth", "1"], "--smooth takes"),
      (["plot"], "Name a run"),
    ])
  func refusals(arguments: [String], message: String) throws {
    let ganbook = try Ganbook()
    try run(ganbook, "--out", "a")
    let outcome = try ganbook(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.diagnostics.contains(message), "\(outcome.diagnostics)")
  }

  @Test("metrics that were damaged are named, and nothing is drawn")
  func damaged() throws {
    let ganbook = try Ganbook()
    try run(ganbook, "--out", "a")
    _ = try ganbook.folder.write("step,x\nmany,1\n", to: "a/metrics/training-1.csv")
    let outcome = try ganbook("plot", "a", "--to", "x.png")
    #expect(outcome.status == 1 && outcome.diagnostics.contains("a/metrics/training-1.csv is missing or no table"))
    #expect(!ganbook.folder.names(in: ".").contains("x.png"))
  }

  @Test("a run is repeated to the bit from its record, even when its lesson has changed since")
  func repeats() throws {
    let ganbook = try Ganbook()
    try run(ganbook, "--out", "a", "--seed", "11", "-p", "rate=0.75")
    _ = try ganbook.lesson("# Another\n\n```swift\n1\n```\n")
    let outcome = try ganbook("run", "--repeat", "a", "--out", "b")
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    #expect(outcome.output.contains("1 file of metrics, the same to the bit"))
    #expect(try ganbook.folder.text(of: "a/metrics/training-1.csv") == ganbook.folder.text(of: "b/metrics/training-1.csv"))
    #expect(try ganbook.record("b/run.json")["seed"] as? Int == 11)
  }

  @Test("trainings that reported in another order are the same run")
  func anyOrder() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      "# Two\n\n```swift\nfor _ in 0..<2 { for step in training(steps: 3) { step.log([\"x\": 1.0]) } }\n```\n")
    let first = try ganbook("run", lesson, "--out", "a")
    #expect(first.status == 0, "\(first.diagnostics)")
    var record = try ganbook.record("a/run.json")
    let trainings = try #require(record["trainings"] as? [Any])
    #expect(trainings.count == 2)
    record["trainings"] = Array(trainings.reversed())
    try JSONSerialization.data(withJSONObject: record).write(to: URL(fileURLWithPath: ganbook.folder.path + "/a/run.json"))
    let outcome = try ganbook("run", "--repeat", "a", "--out", "b")
    #expect(outcome.status == 0 && outcome.output.contains("2 files of metrics, the same to the bit"), "\(outcome.output)")
  }

  @Test("a repetition that differs says where and leaves with 1; one without its lesson, or onto itself, is refused")
  func differs() throws {
    let ganbook = try Ganbook()
    try run(ganbook, "--out", "a")
    let csv = try ganbook.folder.text(of: "a/metrics/training-1.csv").split(separator: "\n")
    let changed = (csv.dropLast() + ["29,7.0,7.0"]).joined(separator: "\n") + "\n"
    _ = try ganbook.folder.write(changed, to: "a/metrics/training-1.csv")
    let outcome = try ganbook("run", "--repeat", "a", "--out", "b")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("metrics/training-1.csv: line 31 was 29,7.0,7.0 and is "))
    #expect(try ganbook("run", "--repeat", "a", "--out", "a").diagnostics.contains("name another directory"))
    try FileManager.default.removeItem(atPath: ganbook.folder.path + "/a/lesson")
    _ = try ganbook.lesson("# Another\n\n```swift\n1\n```\n")
    let lost = try ganbook("run", "--repeat", "a", "--out", "c")
    #expect(lost.status == 2 && lost.diagnostics.contains("holds no copy of it"))
  }
}
