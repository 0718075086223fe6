import Tensors

/// The optimiser RMSProp: each coordinate's step is divided by the root of a running mean of its squared gradients.
///
///     v = smoothing v + (1 - smoothing) g²
///     parameter -= learningRate * g / (sqrt(v) + epsilon)
///
/// The mean is not corrected for its start at zero: the first step is `1 / sqrt(1 - smoothing)` times as long as the later ones. With
/// `isCentered` the gradient's variance stands under the root, `v - mean²`; with a momentum the quotient is gathered in a velocity.
///
/// - Source: Tieleman and Hinton 2012, "Lecture 6.5 - RMSProp", COURSERA: Neural networks for machine learning; centred: Graves 2013, arXiv:1308.0850, eq. 38-45.
/// - Deviation: The lecture divides by `sqrt(v)` alone, with a smoothing of 0.9. Here as in PyTorch epsilon is added outside the root and the smoothing is
///   0.99, which is what the Wasserstein GAN's released code ran with; `isEpsilonInsideRoot` gives `sqrt(v + epsilon)`, TensorFlow's. Graves puts
///   his epsilon inside the root.
public struct RMSProp: Optimizer {
  public var learningRate: Double
  /// How much of the mean square a step keeps; PyTorch's alpha, others' rho or decay.
  public var smoothing: Double
  /// Keeps the division finite.
  public var epsilon: Double
  /// Whether epsilon is added to v instead of to its root.
  public let isEpsilonInsideRoot: Bool
  /// How much of the velocity a step keeps.
  public let momentum: Double
  /// Whether the variance of the gradient takes the place of its mean square.
  public let isCentered: Bool
  /// How weights are drawn towards zero.
  public var weightDecay: WeightDecay
  public private(set) var step = 0
  private var states: OptimizerStates

  /// - Parameters:
  ///   - model: The model that will be updated; its parameters' shapes are remembered.
  ///   - learningRate: Positive. The Wasserstein GAN takes 5e-5 (Arjovsky et al. 2017, arXiv:1701.07875, algorithm 1).
  ///   - smoothing: In 0..<1.
  ///   - momentum: In 0..<1.
  public init<Model: Module>(
    for model: Model, learningRate: Double, smoothing: Double = 0.99, epsilon: Double = 1e-8, isEpsilonInsideRoot: Bool = false,
    momentum: Double = 0, isCentered: Bool = false, weightDecay: WeightDecay = .none
  ) {
    require(learningRate > 0, "RMSProp: the learning rate \(learningRate) is not positive")
    require((0..<1).contains(smoothing), "RMSProp: the smoothing is \(smoothing); it must be in 0..<1")
    require((0..<1).contains(momentum), "RMSProp: the momentum is \(momentum); it must be in 0..<1")
    require(epsilon >= 0, "RMSProp: epsilon is \(epsilon); it must not be negative")
    require(weightDecay.share >= 0, "RMSProp: the weight decay \(weightDecay.share) is negative; the weights would grow")
    self.learningRate = learningRate
    self.smoothing = smoothing
    self.epsilon = epsilon
    self.isEpsilonInsideRoot = isEpsilonInsideRoot
    self.momentum = momentum
    self.isCentered = isCentered
    self.weightDecay = weightDecay
    // The rule knows its states by their place: a velocity's place is kept free where a mean follows it.
    let kinds = ["meanSquare"] + (momentum > 0 || isCentered ? ["velocity"] : []) + (isCentered ? ["mean"] : [])
    states = OptimizerStates(for: model, kinds: kinds, owner: "RMSProp")
  }

  public mutating func update<Model: Module>(_ model: inout Model, along gradient: Model) {
    let batch = states.batch(&model, along: gradient)
    step += 1
    let (penalty, shrinkage) = weightDecay.terms(learningRate: learningRate)
    RMSPropRule(
      rate: learningRate, smoothing: smoothing, epsilon: epsilon, isEpsilonInsideRoot: isEpsilonInsideRoot, momentum: momentum,
      isCentered: isCentered, penalty: penalty, shrinkage: shrinkage
    ).update(batch)
  }
}

extension RMSProp: Checkpointable {
  public func record(into record: inout CheckpointRecord) {
    record.set("learningRate", to: learningRate)
    record.set("smoothing", to: smoothing)
    record.set("epsilon", to: epsilon)
    record.set("isEpsilonInsideRoot", to: isEpsilonInsideRoot)
    record.set("momentum", to: momentum)
    record.set("isCentered", to: isCentered)
    record.set("step", to: step)
    record.add(weightDecay)
    record.add(states)
  }

  public mutating func restore(from record: CheckpointRecord) throws(CheckpointError) {
    var restored = self
    restored.learningRate = try record.number("learningRate", in: 0...)
    restored.smoothing = try record.number("smoothing", in: 0...1.0.nextDown)
    restored.epsilon = try record.number("epsilon", in: 0...)
    try record.require("isEpsilonInsideRoot", is: isEpsilonInsideRoot)
    try record.require("momentum", is: momentum)
    try record.require("isCentered", is: isCentered)
    restored.step = try record.count("step")
    restored.weightDecay = try record.weightDecay()
    try record.restore(&restored.states)
    self = restored
  }
}
