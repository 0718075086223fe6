import Networks
import Tensors
import Testing

/// A network with a normalisation of its own, whose statistics are buffers.
private struct Normalised: Module {
  var input = Dense(2, 8)
  var scale = Tensor(ones: [8])
  var mean = Buffer(Tensor(zeros: [8]))
  var output = Dense(8, 1)

  func callAsFunction(_ x: Tensor) -> Tensor {
    let hidden = input(x)
    let centre = hidden.mean(axis: 0)
    mean.record(0.9 * mean.latest + 0.1 * centre)
    return output(tanh(scale * (hidden - 0.5 * (centre + mean.value))))
  }
}

/// A training with all that a checkpoint holds.
private struct Training {
  var model: Normalised
  var optimizer: any Optimizer
  var average: ExponentialMovingAverage<Normalised>
  var step = 0

  init(_ make: (Normalised) -> any Optimizer) {
    model = Normalised()
    optimizer = make(model)
    average = ExponentialMovingAverage(of: model, decay: 0.9)
  }

  /// Draws its batches from the notebook's generator, and follows a schedule.
  mutating func run(_ steps: Int) {
    for _ in 0..<steps {
      optimizer.learningRate = LearningRateSchedule.cosine(0.05, steps: 20)(step)
      let x = normal(16, 2)
      let noise = Tensor([Double.random(in: 0..<1, using: &randomGenerator)])
      optimizer.update(&model, along: gradient(at: model) { square($0(x) - x.sum(axis: 1, keepingAxis: true) + 0.1 * noise).mean() })
      average.update(with: model)
      step += 1
    }
  }

  func write(to path: String) throws {
    var checkpoint = Checkpoint(step: step, metadata: ["lesson/part": "4, \"ring\""])
    checkpoint.store(model, as: "model")
    checkpoint.store(optimizer, as: "optimizer")
    checkpoint.store(average, as: "average")
    checkpoint.store(randomGenerator, as: "random")
    try checkpoint.write(to: path)
  }

  mutating func restore(from path: String) throws {
    let checkpoint = try Checkpoint(contentsOf: path)
    step = checkpoint.step
    try checkpoint.restore(&model, from: "model")
    try checkpoint.restore(&optimizer, from: "optimizer")
    try checkpoint.restore(&average, from: "average")
    try checkpoint.restore(&randomGenerator, from: "random")
  }

  var numbers: [Tensor] { model.parameters + model.buffers + average.model.parameters + average.model.buffers }
}

@Suite("Checkpoints", .serialized)
struct CheckpointTests {
  private static let makers: [@Sendable (Normalised) -> any Optimizer] = [
    { Adam(for: $0, learningRate: 0.05, beta1: 0.5) },
    { Adam(for: $0, weightDecay: .decoupled(0.01), isAMSGrad: true) },
    { RMSProp(for: $0, learningRate: 0.05) },
    { RMSProp(for: $0, learningRate: 0.05, isEpsilonInsideRoot: true, momentum: 0.5, isCentered: true, weightDecay: .l2(0.01)) },
    { SGD(for: $0, learningRate: 0.05) },
    { SGD(for: $0, learningRate: 0.05, momentum: 0.9, isNesterov: true) },
  ]

  @Test("ten steps in one go are five steps, a file, and five steps by fresh objects, to the bit", arguments: makers.indices)
  func resumes(index: Int) throws {
    let (scratch, make) = (try Scratch(), CheckpointTests.makers[index])
    let straight = withSeed(7) {
      var training = Training(make)
      training.run(10)
      return training
    }
    try withSeed(7) {
      var training = Training(make)
      training.run(5)
      try training.write(to: scratch.path("five"))
    }
    let resumed = try withSeed(1_234) {
      var training = Training(make)
      training.run(3)
      try training.restore(from: scratch.path("five"))
      training.run(5)
      return training
    }
    #expect(resumed.numbers == straight.numbers && resumed.step == 10 && resumed.optimizer.step == 10)
    #expect(resumed.optimizer.learningRate == straight.optimizer.learningRate && resumed.average.updates == 10)
    #expect(straight.model.mean.value != Tensor(zeros: [8]) && straight.average.model.mean.value != straight.model.mean.value)
  }

  @Test("without the moments, the buffers or the random generator the bits differ: the test above can fail")
  func everyPartMatters() throws {
    let scratch = try Scratch()
    func end(_ forget: (inout Training) -> Void) throws -> [Tensor] {
      try withSeed(7) {
        var training = Training { Adam(for: $0, learningRate: 0.05) }
        training.run(5)
        try training.write(to: scratch.path("five"))
        try training.restore(from: scratch.path("five"))
        forget(&training)
        training.run(5)
        return training.numbers
      }
    }
    let whole = try end { _ in }
    #expect(try end { _ in } == whole)
    #expect(try end { $0.optimizer = Adam(for: $0.model) } != whole)
    #expect(try end { $0.model.mean.value = Tensor(zeros: [8]) } != whole)
    #expect(try end { _ in setSeed(8) } != whole)
    #expect(try end { $0.average = ExponentialMovingAverage(of: $0.model, decay: 0.9) } != whole)
  }

  @Test("settings come back to the bit, and texts as they were")
  func settings() throws {
    let scratch = try Scratch()
    let model = Tensor([1, 2])
    var adam = Adam(for: model, learningRate: 0.1 + 0.2, beta1: 1.0 / 3, epsilon: Double.leastNonzeroMagnitude, weightDecay: .l2(1e300))
    var checkpoint = Checkpoint(step: 7, metadata: ["a/b": "c\n\u{1F600}", "": "empty"])
    checkpoint.store(adam, as: "adam")
    checkpoint.store(model, as: "model")
    checkpoint.store(model, as: "model")
    try checkpoint.write(to: scratch.path("file"))
    let read = try Checkpoint(contentsOf: scratch.path("file"))
    #expect(read.step == 7 && read.metadata == checkpoint.metadata && read.names == ["adam", "model"])
    adam = Adam(for: model)
    try read.restore(&adam, from: "adam")
    #expect(
      adam.learningRate == 0.1 + 0.2 && adam.beta1 == 1.0 / 3 && adam.epsilon == Double.leastNonzeroMagnitude
        && adam.weightDecay == .l2(1e300))
  }

  @Test("an average goes on where it was, its correction too")
  func average() throws {
    let scratch = try Scratch()
    var average = ExponentialMovingAverage(of: Tensor([0]), decay: 0.999)
    for number in [1.0, 5, 2] { average.update(with: Tensor([number])) }
    var checkpoint = Checkpoint()
    checkpoint.store(average, as: "average")
    try checkpoint.write(to: scratch.path("file"))
    var restored = ExponentialMovingAverage(of: Tensor([100]), decay: 0.999)
    try Checkpoint(contentsOf: scratch.path("file")).restore(&restored, from: "average")
    average.update(with: Tensor([9]))
    restored.update(with: Tensor([9]))
    #expect(restored.model == average.model)
  }

  @Test("what does not fit is refused with the reason, and nothing is changed")
  func refusals() throws {
    let scratch = try Scratch()
    let path = scratch.path("file")
    let model = withSeed(1) { MLP(2, 3, 1) }
    var checkpoint = Checkpoint()
    checkpoint.store(model, as: "model")
    checkpoint.store(Adam(for: model), as: "adam")
    checkpoint.store(SGD(for: model, learningRate: 1, momentum: 0.5), as: "sgd")
    checkpoint.store(ExponentialMovingAverage(of: model, decay: 0.5), as: "average")
    try checkpoint.write(to: path)
    let read = try Checkpoint(contentsOf: path)

    var other = MLP(2, 4, 1)
    let before = other.parameters
    let shapes = [("layers.0.weight", [2, 3], [2, 4]), ("layers.0.bias", [3], [4]), ("layers.1.weight", [3, 1], [4, 1])]
      .map { ShapeDifference(name: $0.0, inFile: $0.1, inModel: $0.2) }
    #expect(throws: CheckpointError.mismatch(path: path, difference: ModelDifference(reshaped: shapes))) {
      try read.restore(&other, from: "model")
    }
    #expect(other.parameters == before)
    #expect(throws: CheckpointError.noEntry(path: path, name: "critic", present: ["model", "adam", "sgd", "average"])) {
      try read.restore(&other, from: "critic")
    }
    #expect(throws: CheckpointError.wrongKind(path: path, name: "adam", found: "Adam", wanted: "model")) {
      try read.restore(&other, from: "adam")
    }
    var rmsProp = RMSProp(for: model, learningRate: 1)
    #expect(throws: CheckpointError.wrongKind(path: path, name: "adam", found: "Adam", wanted: "RMSProp")) {
      try read.restore(&rmsProp, from: "adam")
    }
    var amsGrad = Adam(for: model, isAMSGrad: true)
    #expect(throws: CheckpointError.otherSetting(path: path, name: "adam/isAMSGrad", found: "false", wanted: "true")) {
      try read.restore(&amsGrad, from: "adam")
    }
    var sgd = SGD(for: model, learningRate: 1, momentum: 0.9)
    let error = #expect(throws: CheckpointError.self) { try read.restore(&sgd, from: "sgd") }
    #expect(
      try #require(error).description
        == "\(path): 'sgd/momentum' is 0.5 in the file and 0.9 here. Make the value with the settings it was stored with.")
    var adam = Adam(for: other)
    #expect(throws: CheckpointError.self) { try read.restore(&adam, from: "adam") }
    #expect(adam.step == 0)
    var average = ExponentialMovingAverage(of: model, decay: 0.9)
    #expect(throws: CheckpointError.otherSetting(path: path, name: "average/decay", found: "0.5", wanted: "0.9")) {
      try read.restore(&average, from: "average")
    }
  }

  @Test("a model's file is no checkpoint, and settings that no value can have are refused by name")
  func badSettings() throws {
    let scratch = try Scratch()
    let model = scratch.path("model")
    try save(Tensor([1]), to: model)
    #expect(throws: CheckpointError.notACheckpoint(path: model, format: nil)) { try Checkpoint(contentsOf: model) }

    func checkpoint(_ texts: [String: String]) throws -> String {
      let all = [
        "format": "ganbook checkpoint 1", "step": "1", "entries": "random", "random/kind": "RandomGenerator", "random/seed": "1",
        "random/counter": "2",
      ]
      .merging(texts) { $1 }
      return try scratch.write(header: "{\"__metadata__\":{\(all.map { "\"\($0)\":\"\($1)\"" }.joined(separator: ","))}}")
    }
    func failure(_ texts: [String: String]) throws -> CheckpointError? {
      let path = try checkpoint(texts)
      do throws(CheckpointError) {
        var generator = RandomGenerator(seed: 9)
        try Checkpoint(contentsOf: path).restore(&generator, from: "random")
        return nil
      } catch { return error }
    }
    let path = scratch.path("file.safetensors")
    #expect(try failure([:]) == nil)
    #expect(try failure(["format": "ganbook checkpoint 2"]) == .notACheckpoint(path: path, format: "ganbook checkpoint 2"))
    for bad in ["-1", "x", "", "1.5", "9007199254740993", "99999999999999999999"] {
      #expect(
        try failure(["step": bad]) == .badSetting(path: path, name: "checkpoint/step", found: bad, wanted: "a whole number of at least 0"))
    }
    #expect(
      try failure(["random/seed": "-1"]) == .badSetting(path: path, name: "random/seed", found: "-1", wanted: "a value of type UInt64"))
    #expect(try failure(["random/kind": "Adam"]) == .wrongKind(path: path, name: "random", found: "Adam", wanted: "RandomGenerator"))
    #expect(
      try failure(["entries": "random/other"])
        == .badSetting(path: path, name: "other/kind", found: nil, wanted: "the kind of what is stored"))
  }

  @Test("NaN in a checkpoint is refused, and the last good one is kept")
  func notFinite() throws {
    let scratch = try Scratch()
    let path = scratch.path("file")
    var checkpoint = Checkpoint(step: 1)
    checkpoint.store(Tensor([1]), as: "model")
    try checkpoint.write(to: path)
    checkpoint.store(Tensor([Double.nan]), as: "model")
    checkpoint.step = 2
    let error = #expect(throws: CheckpointError.nonFinite(path: path, tensors: ["model/tensor"], isWriting: true)) {
      try checkpoint.write(to: path)
    }
    #expect(
      try #require(error).description == "\(path) was not written: model/tensor hold numbers that are infinite or NaN. "
        + "The training went wrong before; go back to the last good checkpoint, or save with nonFinite: .accept.")
    #expect(try Checkpoint(contentsOf: path).step == 1)
    try checkpoint.write(to: path, nonFinite: .accept)
    #expect(throws: CheckpointError.nonFinite(path: path, tensors: ["model/tensor"], isWriting: false)) { try Checkpoint(contentsOf: path) }
    #expect(try Checkpoint(contentsOf: path, nonFinite: .accept).step == 2)
  }
}
