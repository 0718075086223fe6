import Foundation
import Testing

@Suite("ganbook run")
struct HeadlessRunTests {
  /// Every kind of cell once; `claim` is what the last cell claims of x after the training.
  static func everything(claim: String = "atMost: 1") -> String {
    """
    # Everything

    ```swift parameters
    let steps = 300
    ```

    ```swift
    plot(samples: Mixture.ring(modes: 8, radius: 2, deviation: 0.1).sample(100), title: "The data")
    ```

    ```swift
    var x = Tensor([3.0, -2.0])
    var optimizer = Adam(for: x, learningRate: 0.05)
    for step in training(steps: steps) {
      let (loss, slope) = valueAndGradient(at: x) { x in square(x).sum() }
      optimizer.update(&x, along: slope)
      step.log(["loss, squared": loss])
    }
    print("after \\(steps) steps")
    x.shape
    ```

    ```swift exercise
    func double(_ x: Tensor) -> Tensor { x }
    ```

    ```swift check
    check(double(Tensor([1, 2])), equals: Tensor([2, 4]), "twice of each")
    ```

    ```swift solution
    func double(_ x: Tensor) -> Tensor { 2 * x }
    ```

    ```swift raises
    matmul(Tensor(zeros: [64, 3]), Tensor(zeros: [2, 128]))
    ```

    ```swift
    claim("x comes near 0", x.values.map { Double(abs($0)) }.max()!, \(claim))
    ```

    """
  }

  @Test("a lesson that holds leaves with 0, its figures, its metrics, its report and its record")
  func everythingHolds() throws {
    let ganbook = try Ganbook()
    let outcome = try ganbook("run", ganbook.lesson(Self.everything()), "--out", "out")
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    for line in ["after 300 steps\n", "[2]\n", "check passes: twice of each", "claim holds: x comes near 0", "1 of 1 claims hold"] {
      #expect(outcome.output.contains(line), "\(line) in\n\(outcome.output)")
    }
    #expect(outcome.diagnostics.contains("the inner dimensions 3 and 2 differ"))
    #expect(ganbook.folder.names(in: "out/figures") == ["01-the-data.png", "01-the-data.svg", "02-training-1.png", "02-training-1.svg"])
    let png = try Data(contentsOf: URL(fileURLWithPath: ganbook.folder.path + "/out/figures/01-the-data.png"))
    #expect(png.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
    let metrics = try ganbook.folder.text(of: "out/metrics/training-1.csv").split(separator: "\n")
    #expect(metrics.count == 301)
    #expect(metrics[0] == "step,\"loss, squared\"")
    #expect(metrics[1].hasPrefix("0,13"))
    #expect(try ganbook.folder.text(of: "out/report.md").contains("| x comes near 0 |"))
  }

  @Test("the record names lesson, bytes, seed and claims, so that a run can be told from another")
  func record() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      "# Small\n\n```swift parameters\nlet steps = 3\n```\n\n```swift\nclaim(\"steps\", Double(steps), atLeast: 4)\n```\n")
    #expect(try ganbook("run", lesson, "-p", "steps=5", "--seed", "11", "--out", "out").status == 0)
    let record = try ganbook.record("out/run.json")
    #expect(record["status"] as? String == "passed")
    #expect(record["seed"] as? Int == 11)
    #expect(record["parameters"] as? [String: String] == ["steps": "5"])
    #expect((record["lesson"] as? [String: String])?["sha256"] == sha256(of: lesson))
    let cells = try #require(record["cells"] as? [[String: Any]])
    let claims = try #require(cells.last?["claims"] as? [[String: Any]])
    #expect(claims.first?["measured"] as? String == "5")
    #expect(claims.first?["holds"] as? Bool == true)
  }

  /// The system's own tool, to have another's word for it.
  private func sha256(of path: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sha256sum", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try? process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: " ").first.map(String.init)
  }

  @Test(
    "the trainings of a study share one picture, those of a second training of each seed another, and each keeps its metrics and its seed")
  func studies() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      """
      # Study

      ```swift
      let outcomes = study(seeds: 3) { seed in
        for step in training(steps: 5) { step.log(["first": Double(seed % 10) + Double(step.index)]) }
        for step in training(steps: 4) { step.log(["second": Double(step.index)]) }
        return Double(seed)
      }
      for step in training(steps: 3) { step.log(["alone": Double(step.index)]) }
      ```

      """)
    let outcome = try ganbook("run", lesson, "--out", "out")
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    #expect(
      ganbook.folder.names(in: "out/figures").filter { $0.hasSuffix("svg") } == [
        "01-study-1-3-seeds.svg", "02-study-1-training-2-of-each-seed-3.svg", "03-training-7.svg",
      ])
    let svg = try ganbook.folder.text(of: "out/figures/01-study-1-3-seeds.svg")
    #expect(svg.contains("faint: the 3 runs of each mean") && svg.contains("first ends at 6 (5 to 7)"))
    #expect(ganbook.folder.names(in: "out/metrics").count == 7)
    let trainings = try #require(try ganbook.record("out/run.json")["trainings"] as? [[String: Any]])
    #expect(trainings.map { $0["seed"] as? Int } == [7_001, 7_001, 7_002, 7_002, 7_003, 7_003, nil])
  }

  @Test("more than four trainings of a cell that logged the same share one picture")
  func manyTrainings() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      "# Loop\n\n```swift\nfor run in 0..<5 {\n  for step in training(steps: 3) { step.log([\"loss\": Double(run)]) }\n}\n```\n")
    #expect(try ganbook("run", lesson, "--out", "out").status == 0)
    #expect(ganbook.folder.names(in: "out/figures").filter { $0.hasSuffix("svg") }.count == 1)
  }

  @Test("a claim that does not hold leaves with 1, and a quick run does not judge it")
  func failingClaim() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(Self.everything(claim: "atLeast: 100"), quick: "{steps: 2}")
    let full = try ganbook("run", lesson, "--out", "full")
    #expect(full.status == 1)
    #expect(full.output.contains("claim does not hold: x comes near 0"))
    #expect(try ganbook.record("full/run.json")["status"] as? String == "failed")
    let quick = try ganbook("run", lesson, "--quick", "--out", "quick")
    #expect(quick.status == 0)
    #expect(quick.output.contains("claim not judged: x comes near 0"))
    #expect(quick.output.contains("after 2 steps"))
  }

  @Test("a check that fails leaves with 1, and says by how much")
  func failingCheck() throws {
    let ganbook = try Ganbook()
    let outcome = try ganbook("run", ganbook.lesson("# Small\n\n```swift\ncheck(1.5, equals: 2, \"a number\")\n```\n"))
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("check fails: a number: it is 1.5 and should be 2"))
  }

  @Test("a cell that traps ends the run with 1, names its line, and the report holds what came before")
  func trap() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      "# Small\n\n```swift\nprint(\"first\")\n```\n\n```swift\nlet a = [1, 2]\nprint(a[a.count])\n```\n\n```swift\nprint(\"third\")\n```\n")
    let outcome = try ganbook("run", lesson, "--out", "out")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("first\n"))
    #expect(!outcome.output.contains("third"))
    #expect(outcome.diagnostics.contains("\(lesson):16: error: Index out of range"), "\(outcome.diagnostics)")
    #expect(!outcome.diagnostics.contains("stack trace"))
    #expect(try ganbook.folder.text(of: "out/report.md").contains("first"))
    let further = try ganbook("run", lesson, "--allow-errors")
    #expect(further.status == 1)
    #expect(further.output.contains("third"))
  }

  @Test("a cell that does not compile is shown with the lesson's own line and an arrow")
  func compileError() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson("# Small\n\n```swift\nlet a = 1\nlet b = a + missing\n```\n")
    let outcome = try ganbook("run", lesson)
    #expect(outcome.status == 1)
    #expect(outcome.diagnostics.contains("\(lesson):12:13: error: cannot find 'missing' in scope"), "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains("^~~~~~~"))
  }

  @Test("a cell that is meant to fail and does not makes the run fail")
  func raisesMustRaise() throws {
    let ganbook = try Ganbook()
    let outcome = try ganbook("run", ganbook.lesson("# Small\n\n```swift raises\n1 + 1\n```\n"))
    #expect(outcome.status == 1)
    #expect(outcome.diagnostics.contains("meant to fail, and did not"))
  }

  @Test("parameters come from a file and from -p, which wins")
  func parameters() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      "# Small\n\n```swift parameters\nlet steps = 1\nlet rate = 0.5\nlet name = \"a\"\n```\n\n```swift\n\"\\(steps) \\(rate) \\(name)\"\n```\n"
    )
    let file = try ganbook.folder.write("# a comment\nsteps = 2\nrate: 0.25\n", to: "values")
    let outcome = try ganbook("run", lesson, "--params", file, "-p", "steps=3", "-p", "name=b")
    #expect(outcome.output.contains("3 0.25 b"))
    let broken = try ganbook.folder.write("steps = 2\nrate\n", to: "broken")
    let refused = try ganbook("run", lesson, "--params", broken)
    #expect(refused.status == 2)
    #expect(refused.diagnostics.contains("\(broken):2:"))
  }

  @Test("a file of parameters may be JSON, whose lists make a grid, or lines with quotes and comments as in YAML")
  func parameterFiles() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      "# Small\n\n```swift parameters\nlet steps = 1\nlet rate = 0.5\nlet name = \"a\"\nlet on = false\n```\n\n"
        + "```swift\n\"\\(steps) \\(rate) \\(name) \\(on)\"\n```\n")
    let json = try ganbook.folder.write(
      "{\n  \"steps\": 2,\n  \"rate\": 1e-3,\n  \"name\": \"b \\\"c\\\"\",\n  \"on\": true\n}\n", to: "values.json")
    #expect(try ganbook("run", lesson, "--params", json, "--out", "a").output.contains(#"2 0.001 b \"c\" true"#))
    let lines = try ganbook.folder.write("---\nsteps: 3 # three\nname: \"b # c\"\non: true\n", to: "values.yml")
    #expect(try ganbook("run", lesson, "--params", lines, "--out", "b").output.contains("3 0.5 b # c true"))
    let grid = try ganbook.folder.write("{\"steps\": [2, 4]}", to: "grid.json")
    #expect(try ganbook("run", lesson, "--params", grid, "--out", "c").status == 0)
    #expect(try ganbook.folder.text(of: "c/summary.csv").split(separator: "\n").count == 3)
  }

  @Test(
    "a file of parameters that cannot be read is refused with its line and what is wrong",
    arguments: [
      ("{\n  \"steps\": 2\n  \"rate\": 1\n}", "values:3: a comma or the closing brace is missing here."),
      ("{\"steps\": {\"a\": 1}}", "values:1: \"steps\" has to be a number, a text, true, false, or a list of those."),
      ("{\n\"steps\": two}", "values:2: \"steps\" has to be a number, a text in double quotes, true or false, and is `two`."),
      ("{\"steps\": 2, \"steps\": 3}", "values: `steps` stands there twice."),
      ("{\"steps\": \"1,2\"}", "values:1: the text of \"steps\" holds a comma"),
      ("[1, 2]", "values:1: the file has to hold one object"), ("{\"steps\": 2} x", "values:1: there is something behind the object."),
      ("{\n\"steps", "values:2: this text has no closing quote."), ("steps 2\n", "values:1: `steps 2` is no parameter."),
    ])
  func brokenParameterFiles(text: String, words: String) throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson("# Small\n\n```swift parameters\nlet steps = 1\n```\n")
    _ = try ganbook.folder.write(text, to: "values")
    let outcome = try ganbook("run", lesson, "--params", "values")
    #expect(outcome.status == 2 && outcome.diagnostics.contains(words), "\(outcome.diagnostics)")
  }

  @Test("an animation is kept as GIF beside PNG and SVG, and pages show it with its words")
  func animation() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      "# Small\n\n```swift\nvar film = Animation(\"Walk\")\nfor step in 0..<3 {\n"
        + "  film.add(\"step \\(step)\") { plot(samples: Tensor([[Double(step), 0], [1, 1]])) }\n}\nfilm\n```\n")
    let outcome = try ganbook("run", lesson, "--out", "run", "--to", "html,md")
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    #expect(Set(ganbook.folder.names(in: "run/figures")) == ["01-walk.gif", "01-walk.png", "01-walk.svg"])
    #expect(try ganbook.folder.text(of: "run/report.md").contains("(figures/01-walk.gif)"))
    let page = try ganbook.folder.text(of: "run/01-small.html")
    #expect(
      page.contains("<img src=\"data:image/gif;base64,R0lGOD")
        && page.contains("alt=\"Walk. Animation of 3 pictures from step 0 to step 2."))
    #expect(page.contains("<source media=\"(prefers-reduced-motion: reduce)\" srcset=\"data:image/"))
    #expect(FileManager.default.fileExists(atPath: ganbook.folder.path + "/run/01-small-figures/01-walk.gif"))
  }

  @Test("an unknown parameter and a value of the wrong kind leave with 2 before anything runs")
  func wrongParameters() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson("# Small\n\n```swift parameters\nlet steps = 1\n```\n")
    let unknown = try ganbook("run", lesson, "-p", "stpes=3")
    #expect(unknown.status == 2)
    #expect(unknown.diagnostics.contains("'steps'"))
    let wrong = try ganbook("run", lesson, "-p", "steps=many")
    #expect(wrong.status == 2)
    #expect(wrong.diagnostics.contains("whole number"))
    #expect(ganbook.folder.names(in: "state/ganbook/runs").isEmpty)
  }

  @Test("a malformed lesson leaves with 2 and names its line")
  func malformed() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson("# Small\n\n```swift\nlet a = 1\n")
    let outcome = try ganbook("run", lesson)
    #expect(outcome.status == 2)
    #expect(outcome.diagnostics.contains("\(lesson):10: "), "\(outcome.diagnostics)")
  }

  @Test("the same seed gives the same numbers, another seed others")
  func seeds() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson("# Small\n\n```swift\nnormal(2, 2).values\n```\n")
    let outputs = try [("5", "a"), ("5", "b"), ("6", "c")].map {
      try ganbook("run", lesson, "--seed", $0.0, "--out", $0.1).output.split(separator: "\n")[1]
    }
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0] != outputs[2])
  }

  @Test("--json - prints the record and nothing else on standard output")
  func jsonOnStandardOutput() throws {
    let ganbook = try Ganbook()
    let outcome = try ganbook("run", ganbook.lesson("# Small\n\n```swift\nprint(\"words\")\n```\n"), "--json", "-")
    let record = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(record["status"] as? String == "passed")
    #expect(outcome.diagnostics.contains("words"))
  }

  @Test("a run that takes too long leaves with 124, and the report says so")
  func timeout() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson("# Small\n\n```swift\nvar n = 0\nwhile n >= 0 { n = 1 }\n```\n")
    let outcome = try ganbook("run", lesson, "--timeout", "1.5", "--out", "out")
    #expect(outcome.status == 124)
    #expect(try ganbook.record("out/run.json")["status"] as? String == "timeout")
  }

  @Test("SIGINT leaves with 130 and SIGTERM with 143, and both leave a record", arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func signals(number: Int32, status: Int32) throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      "# Small\n\n```swift\nfor step in training(steps: 1_000_000_000) { step.log([\"one\": 1.0], every: 1_000_000) }\n```\n")
    let outcome = try ganbook(["run", lesson, "--out", "out"], signal: (number, 2.5))
    #expect(outcome.status == status)
    #expect(try ganbook.record("out/run.json")["status"] as? String == "interrupted")
  }

  @Test("a loss that is no number stops its training with file, line and advice")
  func notANumber() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      "# Small\n\n```swift\nlet one = 1.0\nfor step in training(steps: 10) {\n  step.log([\"loss\": log(Tensor(-one))])\n}\n```\n")
    let outcome = try ganbook("run", lesson)
    #expect(outcome.diagnostics.contains("\(lesson):12: the training stops after step 1"), "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains("learning rate"))
  }

  @Test("without gnuplot everything else goes on, and the package is named once")
  func withoutGnuplot() throws {
    var ganbook = try Ganbook()
    ganbook.environment["PATH"] = try ganbook.folder.folderOfLinks(to: ["swift"])
    let outcome = try ganbook("run", ganbook.lesson(Self.everything()), "--out", "out")
    #expect(outcome.status == 0)
    #expect(
      outcome.diagnostics.components(separatedBy: "gnuplot-nox").count == 3, "named as package and in the command\n\(outcome.diagnostics)")
    #expect(ganbook.folder.names(in: "out/figures").isEmpty)
    #expect(ganbook.folder.names(in: "out/metrics") == ["training-1.csv"])
  }

  @Test("several lessons: the first failure ends the run unless --keep-going is given")
  func several() throws {
    let ganbook = try Ganbook()
    let bad = try ganbook.lesson("# Bad\n\n```swift\nclaim(\"never\", 0, atLeast: 1)\n```\n", name: "01-bad")
    let good = try ganbook.lesson("# Good\n\n```swift\nprint(\"reached\")\n```\n", name: "02-good")
    #expect(try !ganbook("run", bad, good).output.contains("reached"))
    let both = try ganbook("run", bad, good, "--keep-going", "--out", "both")
    #expect(both.status == 1)
    #expect(both.output.contains("reached"))
    #expect(ganbook.folder.names(in: "both") == ["01-bad", "02-good"])
  }
}
