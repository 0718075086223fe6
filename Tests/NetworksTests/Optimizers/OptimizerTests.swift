import Foundation
import Networks
import Tensors
import Testing

/// Parameters of many sizes, an empty one among them, that cross the boundaries of the job's parts.
private struct ManySizes: Module {
  var tensors = [3, 1, 20_000, 0, 16_384, 7, 40_000, 5].map { normal($0) }
  var precise = normal(9).converted(to: .double)
}

private struct Remembering: Module {
  var weight = Tensor([1, 2])
  var seen = Buffer(Tensor(0))
}

@Suite("Optimisers")
struct OptimizerTests {
  private static func all<Model: Module>(for model: Model) -> [any Optimizer] {
    [
      SGD(for: model, learningRate: 0.3), SGD(for: model, learningRate: 0.01, momentum: 0.9, isNesterov: true, weightDecay: .l2(1e-4)),
      RMSProp(for: model, learningRate: 0.005), RMSProp(for: model, learningRate: 0.003, momentum: 0.5, isCentered: true),
      Adam(for: model, learningRate: 0.02), Adam(for: model, learningRate: 0.02, weightDecay: .decoupled(1e-3), isAMSGrad: true),
    ]
  }

  @Test("each one, taken for any other, fits a curve", arguments: 0..<6)
  func swap(index: Int) {
    withSeed(5) {
      let x = uniform(64, 1, in: -1...1)
      let y = sin(3 * x)
      var model = MLP(1, 24, 1, activation: .tanh)
      var optimizer = OptimizerTests.all(for: model)[index]
      func loss(_ model: MLP) -> Tensor { square(model(x) - y).mean() }
      let before = loss(model).scalar
      for _ in 0..<600 { optimizer.update(&model, along: gradient(at: model, of: loss)) }
      #expect(loss(model).scalar < 0.05 * before, "\(type(of: optimizer))")
      #expect(optimizer.step == 600)
    }
  }

  @Test("each one's update commits the buffers that the gradient hands on", arguments: 0..<6)
  func commitsBuffers(index: Int) {
    var model = Remembering()
    var optimizer = OptimizerTests.all(for: model)[index]
    let slope = gradient(at: model) { model in
      model.seen.record(model.weight.sum())
      return square(model.weight).sum()
    }
    optimizer.update(&model, along: slope)
    #expect(model.seen.value.scalar == 3)
  }

  @Test("all parameters in one job move as each does alone, in both precisions", arguments: 0..<6)
  func batchIsSum(index: Int) {
    let (start, slope) = withSeed(3) { (ManySizes(), ManySizes()) }
    var together = start
    var optimizer = OptimizerTests.all(for: together)[index]
    for _ in 0..<3 { optimizer.update(&together, along: slope) }
    for (place, parameter) in start.parameters.enumerated() {
      var alone = parameter
      var own = OptimizerTests.all(for: alone)[index]
      for _ in 0..<3 { own.update(&alone, along: slope.parameters[place]) }
      #expect(together.parameters[place] == alone)
    }
    #expect(start.tensors[2] != together.tensors[2] && start.precise != together.precise)
  }

  @Test("a gradient that is NaN is not hidden: its parameter is NaN from then on, and the others go on", arguments: 0..<6)
  func notANumber(index: Int) {
    var x = Tensor(ones: [20])
    var optimizer = OptimizerTests.all(for: x)[index]
    optimizer.update(&x, along: Tensor((0..<20).map { $0 == 17 ? .nan : 1 }))
    optimizer.update(&x, along: Tensor(ones: [20]))
    #expect(x.values.indices.filter { x.values[$0].isNaN } == [17])
  }

  @Test("one thread and two give the same bits")
  func threads() async {
    await #expect(processExitsWith: .success) {
      func numbers(threads: Int) -> [Tensor] {
        EngineThreads.count = threads
        return withSeed(4) {
          let slope = ManySizes()
          return (0..<6).flatMap { index in
            var model = ManySizes()
            var optimizer = OptimizerTests.all(for: model)[index]
            var average = ExponentialMovingAverage(of: model, decay: 0.9)
            for _ in 0..<3 {
              optimizer.update(&model, along: slope.clipped(toNorm: 10))
              average.update(with: model)
            }
            return model.parameters + average.model.parameters + [Tensor(globalNorm(of: model), dtype: .double)]
          }
        }
      }
      exit(numbers(threads: 1) == numbers(threads: 2) ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test("updates at steady state ask the system for no memory")
  func memory() {
    let slope = withSeed(1) { MLP(2, 64, 64, 1) }
    var model = slope
    var optimizer = Adam(for: model)
    var average = ExponentialMovingAverage(of: model, decay: 0.99)
    func step() {
      optimizer.update(&model, along: slope)
      average.update(with: model)
    }
    for _ in 0..<3 { step() }
    let before = BufferPool.requestsToSystem
    for _ in 0..<20 { step() }
    #expect(BufferPool.requestsToSystem == before)
  }

  struct Misuse: Sendable {
    let message: String
    let run: @Sendable () -> Void
  }

  static let misuses: [Misuse] = [
    Misuse(message: "Adam: the learning rate 0.0 is not positive") { _ = Adam(for: Tensor([1]), learningRate: 0) },
    Misuse(message: "Adam: beta1 is 1.0 and beta2 0.999; both must be in 0..<1") { _ = Adam(for: Tensor([1]), beta1: 1) },
    Misuse(message: "SGD: Nesterov's step needs a momentum above 0") { _ = SGD(for: Tensor([1]), learningRate: 1, isNesterov: true) },
    Misuse(message: "RMSProp: the smoothing is 1.5; it must be in 0..<1") {
      _ = RMSProp(for: Tensor([1]), learningRate: 1, smoothing: 1.5)
    },
    Misuse(message: "SGD: the optimiser was made for 4 parameters and this model has 2; make one for this model") {
      var (sgd, model) = (SGD(for: MLP(2, 3, 1), learningRate: 1), MLP(2, 1))
      sgd.update(&model, along: model)
    },
    Misuse(message: "SGD: parameter layers.0.weight has shape [3, 1], and the optimiser was made for [2, 1]") {
      var (sgd, model) = (SGD(for: MLP(2, 1), learningRate: 1), MLP(3, 1))
      sgd.update(&model, along: model)
    },
    Misuse(message: "Adam: a regulariser every 0 steps; the interval must be at least 1") {
      _ = Adam(for: Tensor([1])).forLazyRegularization(every: 0)
    },
    Misuse(message: "clipped: the norm 0.0 is not positive") { _ = Tensor([1]).clipped(toNorm: 0) },
    Misuse(message: "ExponentialMovingAverage: the decay is 1.0; it must be in 0..<1") {
      _ = ExponentialMovingAverage(of: Tensor([1]), decay: 1)
    },
    Misuse(message: "combined: parameter layers.0.weight has shape [3, 1] in one model and [2, 1] in the other") {
      _ = MLP(2, 1) + MLP(3, 1)
    },
    Misuse(message: "Checkpoint: 'a/b' is no name for an entry; it must not be empty or hold a '/'") {
      var checkpoint = Checkpoint()
      checkpoint.store(Tensor([1]), as: "a/b")
    },
  ]

  @Test("what they refuse, they refuse with the rule", arguments: misuses.indices)
  func message(index: Int) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [index] in
      engineFailureHandler = { FileHandle.standardError.write(Data("refused: \($0)\n".utf8)) }
      OptimizerTests.misuses[index].run()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("refused: \(OptimizerTests.misuses[index].message)\n"), "\(text)")
  }
}
