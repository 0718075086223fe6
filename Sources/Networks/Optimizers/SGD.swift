import Tensors

/// Stochastic gradient descent, plain or with momentum.
///
///     velocity = momentum * velocity + g
///     parameter -= learningRate * velocity                      (heavy ball)
///     parameter -= learningRate * (g + momentum * velocity)     (Nesterov)
///
/// The velocity starts at zero; without momentum the step is `learningRate * g` and no velocity is kept.
///
/// - Source: Polyak 1964, doi:10.1016/0041-5553(64)90137-5; Sutskever et al. 2013, "On the importance of initialization and momentum in deep
///   learning", ICML, for Nesterov's form.
/// - Deviation: The learning rate multiplies the velocity when it is applied, as in PyTorch, not the gradient when it is added: the two differ only where the
///   learning rate changes between steps. Nesterov's gradient is taken at the parameter itself, in Sutskever's change of variables.
public struct SGD: Optimizer {
  public var learningRate: Double
  /// How much of the velocity a step keeps.
  public let momentum: Double
  public let isNesterov: Bool
  /// How weights are drawn towards zero.
  public var weightDecay: WeightDecay
  public private(set) var step = 0
  private var states: OptimizerStates

  /// - Parameters:
  ///   - model: The model that will be updated; its parameters' shapes are remembered.
  ///   - learningRate: Positive.
  ///   - momentum: In 0..<1.
  ///   - isNesterov: Needs a momentum.
  public init<Model: Module>(
    for model: Model, learningRate: Double, momentum: Double = 0, isNesterov: Bool = false, weightDecay: WeightDecay = .none
  ) {
    require(learningRate > 0, "SGD: the learning rate \(learningRate) is not positive")
    require((0..<1).contains(momentum), "SGD: the momentum is \(momentum); it must be in 0..<1")
    require(!isNesterov || momentum > 0, "SGD: Nesterov's step needs a momentum above 0")
    require(weightDecay.share >= 0, "SGD: the weight decay \(weightDecay.share) is negative; the weights would grow")
    self.learningRate = learningRate
    self.momentum = momentum
    self.isNesterov = isNesterov
    self.weightDecay = weightDecay
    states = OptimizerStates(for: model, kinds: momentum > 0 ? ["velocity"] : [], owner: "SGD")
  }

  public mutating func update<Model: Module>(_ model: inout Model, along gradient: Model) {
    let batch = states.batch(&model, along: gradient)
    step += 1
    let (penalty, shrinkage) = weightDecay.terms(learningRate: learningRate)
    SGDRule(rate: learningRate, momentum: momentum, isNesterov: isNesterov, penalty: penalty, shrinkage: shrinkage).update(batch)
  }
}

extension SGD: Checkpointable {
  public func record(into record: inout CheckpointRecord) {
    record.set("learningRate", to: learningRate)
    record.set("momentum", to: momentum)
    record.set("isNesterov", to: isNesterov)
    record.set("step", to: step)
    record.add(weightDecay)
    record.add(states)
  }

  public mutating func restore(from record: CheckpointRecord) throws(CheckpointError) {
    var restored = self
    restored.learningRate = try record.number("learningRate", in: 0...)
    try record.require("momentum", is: momentum)
    try record.require("isNesterov", is: isNesterov)
    restored.step = try record.count("step")
    restored.weightDecay = try record.weightDecay()
    try record.restore(&restored.states)
    self = restored
  }
}
