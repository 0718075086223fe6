import Foundation
import Notebook
import NotebookProtocol
import Testing

@Suite("Undo, redo, restart") struct UndoTests {
  let notebook: TestNotebook

  init() throws { notebook = try TestNotebook() }

  @Test("undo brings back the values and the names of the state before") func undoes() throws {
    try notebook.run("var x = 1\nfunc f() -> Int { 1 }")
    try notebook.run("x = 2\nlet y = 5\nfunc f() -> Int { 2 }")
    #expect(try notebook.session.undo().text == "x = 2\nlet y = 5\nfunc f() -> Int { 2 }")
    #expect(try notebook.show("[x, f()]") == "[1, 1]")
    guard case .compile = failure({ try notebook.run("y") }) else { Issue.record("y is still there"); return }
  }

  @Test("a cell that runs again after undo draws the same random numbers") func repeatsRandomNumbers() throws {
    try notebook.run("var sum = 0.0")
    let cell = "sum += normal(5, 5).sum().scalar\nsum"
    let first = try notebook.show(cell)
    try notebook.session.undo()
    #expect(try notebook.show(cell) == first)
    #expect(try notebook.show(cell) != first)
  }

  private static let training = """
    let ring = Mixture.ring(modes: 8, radius: 2, deviation: 0.1)
    var generator = MLP(2, 16, 2)
    var discriminator = MLP(2, 16, 1)
    var generatorOptimizer = Adam(for: generator, learningRate: 1e-3, beta1: 0.5)
    var discriminatorOptimizer = Adam(for: discriminator, learningRate: 1e-3, beta1: 0.5)
    var average = ExponentialMovingAverage(of: generator, decay: 0.9)
    func train(_ steps: Int) {
      for step in training(steps: steps) {
        let (real, fake) = (ring.sample(32), generator(normal(32, 2)))
        let (dLoss, dGradient) = valueAndGradient(at: discriminator) {
          minimaxDiscriminatorLoss(realLogits: $0(real), fakeLogits: $0(fake))
        }
        discriminatorOptimizer.update(&discriminator, along: dGradient)
        let latents = normal(32, 2)
        let (gLoss, gGradient) = valueAndGradient(at: generator) { nonSaturatingGeneratorLoss(fakeLogits: discriminator($0(latents))) }
        generatorOptimizer.update(&generator, along: gGradient)
        average.update(with: generator)
        step.log(["discriminator": dLoss, "generator": gLoss])
      }
    }
    func keep(_ path: String) throws {
      var checkpoint = Checkpoint()
      checkpoint.store(generator, as: "generator")
      checkpoint.store(discriminator, as: "discriminator")
      checkpoint.store(generatorOptimizer, as: "generatorOptimizer")
      checkpoint.store(discriminatorOptimizer, as: "discriminatorOptimizer")
      checkpoint.store(average, as: "average")
      checkpoint.store(randomGenerator, as: "randomGenerator")
      try checkpoint.write(to: path)
    }
    train(20)
    """

  @Test("a training that is undone and run again, or redone, leaves the same bytes: weights, moments, averages, generator, log")
  func repeatsTraining() throws {
    let path = TestNotebook.freshCache()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try notebook.run(Self.training)
    // The path is the same in each: the cell is the same.
    let cell = "train(20)\ntry keep(\"\(path)\")"
    func result(_ run: () throws -> Void) throws -> (state: Data, log: [MetricRecord]) {
      try run()
      return (try Data(contentsOf: URL(fileURLWithPath: path)), notebook.logged)
    }
    let first = try result { try notebook.run(cell) }
    #expect(first.log.count == 20 && first.log.allSatisfy { $0.metrics.count == 2 } && first.state.count > 2_000)
    try notebook.session.undo()
    #expect(try result { try notebook.run(cell) } == first)
    #expect(try result { try notebook.run(cell) } != first, "twenty more steps lead elsewhere")
    try notebook.session.undo()
    try notebook.session.undo()
    _ = try notebook.session.redo()
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == first.state)
    _ = failure { try notebook.run("train(5)\nfatalError()") }
    try notebook.session.undo()
    #expect(try result { try notebook.run(cell) } == first, "a cell that failed in between changed nothing")
  }

  @Test("a training that goes on over several cells is undone cell by cell, with what it has logged") func openTraining() throws {
    try notebook.run("import Foundation\nvar steps = training(steps: 100).makeIterator()")
    // Records are sent a few times a second: what a cell logs may leave it with a later one.
    let cell =
      "for _ in 0..<3 { let step = steps.next()!; step.log([\"loss\": Double(normal(1).scalar)]) }\nusleep(60_000)\n_ = steps.next();"
    func log() throws -> [MetricRecord] {
      try notebook.run(cell)
      return notebook.logged
    }
    let first = try log()
    let second = try log()
    #expect((first + second).map(\.step) == [0, 1, 2, 4, 5, 6])
    try notebook.session.undo()
    #expect(try log() == second)
    try notebook.session.undo()
    try notebook.session.undo()
    #expect(try log() == first)
  }

  @Test("the seed decides the random numbers") func seeds() throws {
    let cell = "normal(3).values"
    let same = try TestNotebook { $0.seed = 7 }
    let other = try TestNotebook { $0.seed = 8 }
    let first = try notebook.show(cell)
    #expect(try same.show(cell) == first)
    #expect(try other.show(cell) != first)
  }

  @Test("all the way back there is nothing to undo") func nothingToUndo() throws {
    try notebook.run("1")
    try notebook.session.undo()
    #expect(failure { try notebook.session.undo() } == .nothingToUndo)
    #expect(!notebook.session.canUndo)
  }

  @Test("redo runs what was undone, until another cell has run") func redoes() throws {
    try notebook.run("var x = 1")
    try notebook.run("x += 1")
    try notebook.run("x += 10")
    try notebook.session.undo()
    try notebook.session.undo()
    _ = try notebook.session.redo()
    #expect(try notebook.session.visibleNames().map(\.text) == ["2"])
    _ = try notebook.session.redo()
    #expect(try notebook.session.visibleNames().map(\.text) == ["12"])
    #expect(failure { _ = try notebook.session.redo() } == .nothingToRedo)
    try notebook.session.undo()
    try notebook.run("x")
    #expect(failure { _ = try notebook.session.redo() } == .nothingToRedo)
  }

  @Test("restart gives an empty notebook") func restarts() throws {
    try notebook.run("var x = 1")
    try notebook.session.restart()
    #expect(notebook.session.depth == 0)
    guard case .compile = failure({ try notebook.run("x") }) else { Issue.record("x is still there"); return }
    #expect(try notebook.show("1 + 1") == "2")
  }

  @Test("a kernel that died is reported, and restart helps") func kernelDies() throws {
    try notebook.run("var x = 1")
    kill(-notebook.session.kernel.process.identifier, SIGKILL)
    guard case .kernelDied = failure({ try notebook.run("x") }) else { Issue.record("the kernel's death went unnoticed"); return }
    guard case .kernelDied = failure({ try notebook.run("x") }) else { Issue.record("a dead kernel ran a cell"); return }
    try notebook.session.restart()
    #expect(try notebook.show("2 + 2") == "4")
  }

  @Test("a state killed between two cells falls back to the one before") func stateDies() throws {
    try notebook.run("var x = 1")
    try notebook.run("x = 2")
    kill(try #require(notebook.process), SIGKILL)
    while try notebook.session.settle() == 2 {}
    #expect(notebook.session.depth == 1)
    #expect(try notebook.show("x") == "1")
  }

  @Test("of many states the oldest are let go, and the newest can still be undone") func boundsSnapshots() throws {
    let small = try TestNotebook { $0.environment["GANBOOK_SNAPSHOTS"] = "5" }
    try small.run("var n = 0")
    for _ in 1...20 { try small.run("n += 1") }
    #expect(try small.show("n") == "20")
    var undone = 0
    while small.session.canUndo {
      try small.session.undo()
      undone += 1
    }
    #expect(undone == 5)
    #expect(failure { try small.session.undo() } == .undoneTooFar)
    #expect(try small.show("n") == "16")
  }

  @Test("visible names come with types and values") func listsNames() throws {
    try notebook.run("let name = \"ring\"\nvar count = 3\nfunc twice(_ n: Int) -> Int { 2 * n }\nstruct Point {}")
    let names = try notebook.session.visibleNames()
    #expect(names.map(\.name) == ["count", "name", "twice", "Point"])
    #expect(names.map(\.type) == ["Int", "String", "(_ n: Int) -> Int", ""])
    #expect(names[0].text == "3" && names[1].text.contains("ring"))
    #expect(notebook.session.depth == 1)
  }
}
