import Foundation
import Testing

/// What cells keep with `checkpoint(...)`.
@Suite("Checkpoints of runs")
struct CheckpointTests {
  private static let training = """
    # Small

    ```swift
    var model = MLP(2, 3, 1)
    checkpoint("first/model", model)
    for step in training(steps: 5) { step.checkpoint("model", model, every: 2) }
    checkpoint("first/model", model)
    var state = Checkpoint(step: 5)
    state.store(model, as: "model")
    checkpoint("state", state)
    let outcomes = study(seeds: 2) { _ in checkpoint("kept", MLP(2, 3, 1)) != nil }
    ```

    """

  @Test("a run holds its models as safetensors files, names them in its record, report and list, and a cell loads one again")
  func kept() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(Self.training)
    let outcome = try ganbook("run", lesson)
    #expect(outcome.status == 0 && outcome.output.contains("7 models kept"), "\(outcome.output)\(outcome.diagnostics)")
    let run = "state/ganbook/runs/" + (try #require(ganbook.folder.names(in: "state/ganbook/runs").first))
    let names = [
      "first-model", "model-step-0", "model-step-2", "model-step-4", "state", "kept-seed-7001", "kept-seed-7002",
    ].map { $0 + ".safetensors" }
    #expect(Set(ganbook.folder.names(in: "\(run)/checkpoints")) == Set(names))
    let cells = try #require(ganbook.record("\(run)/run.json")["cells"] as? [[String: Any]])
    let records = try #require(cells.first?["checkpoints"] as? [[String: Any]])
    #expect(records.compactMap { $0["file"] as? String }.sorted() == names.map { "checkpoints/" + $0 }.sorted())
    #expect(records.allSatisfy { ($0["bytes"] as? Int ?? 0) > 100 })
    #expect(try ganbook.folder.text(of: "\(run)/report.md").contains("- model kept: [state](checkpoints/state.safetensors), "))
    let list = try ganbook("runs").output
    for name in names { #expect(list.contains("    checkpoints/\(name)\n")) }

    let reader = try ganbook.lesson(
      """
      # Reads

      ```swift
      var model = MLP(2, 3, 1)
      let before = model(Tensor([[1, 2]]))
      try load("\(ganbook.folder.path)/\(run)/checkpoints/first-model.safetensors", into: &model)
      let state = try Checkpoint(contentsOf: "\(ganbook.folder.path)/\(run)/checkpoints/state.safetensors")
      var restored = MLP(2, 3, 1)
      try state.restore(&restored, from: "model")
      check(restored(Tensor([[1, 2]])) == model(Tensor([[1, 2]])), "both files hold the same model")
      check(before != model(Tensor([[1, 2]])), "it is another one than the new one")
      check(state.step, equals: 5, "the step")
      ```

      """, name: "02-reads", seed: 8)
    let read = try ganbook("run", reader, "--out", "read")
    #expect(read.status == 0, "\(read.output)\(read.diagnostics)")
  }

  @Test("a run into the same directory leaves no model of the one before")
  func replaced() throws {
    let ganbook = try Ganbook()
    #expect(try ganbook("run", ganbook.lesson(Self.training), "--out", "run").status == 0)
    #expect(try ganbook("run", ganbook.lesson("# Small\n\n```swift\n1 + 1\n```\n"), "--out", "run").status == 0)
    #expect(ganbook.folder.names(in: "run/checkpoints").isEmpty)
  }

  @Test("what cannot be kept is told with the reason, and the cell goes on with the file before unharmed")
  func refused() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      """
      # Small

      ```swift
      var model = Dense(2, 1)
      let path = checkpoint("model", model)
      model.weight = model.weight / 0
      check(checkpoint("model", model) == nil, "numbers that are not finite are not kept")
      var sound = Dense(2, 1)
      try load(path!, into: &sound)
      check(sound.weight.sum().scalar.isFinite, "the file before is unharmed")
      ```

      """)
    let outcome = try ganbook("run", lesson, "--out", "run")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains("The checkpoint `model` was not kept: "))
    let cells = try #require(ganbook.record("run/run.json")["cells"] as? [[String: Any]])
    #expect((cells.first?["notes"] as? [String])?.contains { $0.contains("hold numbers that are infinite or NaN") } == true)
  }

  @Test("a place without room or without the right to write is told with the reason, and the run goes on")
  func noRoom() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      """
      # Small

      ```swift
      import Glibc
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 64, rlim_max: 1 << 40)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      check(checkpoint("model", MLP(8, 64, 1)) == nil, "nothing was kept where a file has no room")
      setenv("GANBOOK_CHECKPOINTS", "\(ganbook.folder.path)/01-small.md", 1)
      check(checkpoint("model", Dense(2, 1)) == nil, "nothing was kept where a folder is a file")
      ```

      """)
    let outcome = try ganbook("run", lesson, "--out", "run")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains("File too large") && outcome.diagnostics.contains("Not a directory"), "\(outcome.diagnostics)")
    #expect(ganbook.folder.names(in: "run/checkpoints").isEmpty, "nothing half-written is left")
  }
}
