import Glibc
import Tensors

/// The optimiser Adam.
///
///     m = beta1 m + (1 - beta1) g,   v = beta2 v + (1 - beta2) g²
///     parameter -= learningRate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
///
/// An optimiser is a value that belongs to the model it was made for: it holds two moments for each parameter, in order.
///
/// - Source: Kingma and Ba 2015, arXiv:1412.6980, algorithm 1; AMSGrad: Reddi et al. 2018, arXiv:1904.09237, algorithm 2; decoupled weight decay:
///   Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2.
/// - Deviation: With `isAMSGrad` the largest v so far takes v's place under the root and is corrected for its start at zero like v, as PyTorch does; Reddi et
///   al. correct neither moment. AdamW's decay is multiplied by the learning rate, as PyTorch does; the paper multiplies it by the schedule's factor only.
public struct Adam: Optimizer {
  public var learningRate: Double
  public var beta1: Double
  public var beta2: Double
  /// Keeps the division finite; the paper's 1e-8. It stands outside the root.
  public var epsilon: Double
  /// How weights are drawn towards zero: by the gradient (`.l2`) or past it (`.decoupled`, which is AdamW).
  public var weightDecay: WeightDecay
  /// Whether a step is divided by the largest second moment so far, so that it never grows again after large gradients.
  public let isAMSGrad: Bool
  /// Updates so far: t of the formula.
  public private(set) var step = 0
  private var states: OptimizerStates

  /// - Parameters:
  ///   - model: The model that will be updated; its parameters' shapes are remembered.
  ///   - learningRate: Positive.
  ///   - beta1: In 0..<1. GANs often take 0.5 (Radford et al. 2016, arXiv:1511.06434, section 3).
  ///   - beta2: In 0..<1.
  public init<Model: Module>(
    for model: Model, learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    weightDecay: WeightDecay = .none, isAMSGrad: Bool = false
  ) {
    require(learningRate > 0, "Adam: the learning rate \(learningRate) is not positive")
    require((0..<1).contains(beta1) && (0..<1).contains(beta2), "Adam: beta1 is \(beta1) and beta2 \(beta2); both must be in 0..<1")
    require(epsilon >= 0, "Adam: epsilon is \(epsilon); it must not be negative")
    require(weightDecay.share >= 0, "Adam: the weight decay \(weightDecay.share) is negative; the weights would grow")
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.isAMSGrad = isAMSGrad
    states = OptimizerStates(
      for: model, kinds: ["firstMoment", "secondMoment"] + (isAMSGrad ? ["largestSecondMoment"] : []), owner: "Adam")
  }

  public mutating func update<Model: Module>(_ model: inout Model, along gradient: Model) {
    let batch = states.batch(&model, along: gradient)
    step += 1
    let (penalty, shrinkage) = weightDecay.terms(learningRate: learningRate)
    AdamRule(
      beta1: beta1, beta2: beta2, epsilon: epsilon,
      rate: learningRate / (1 - power(beta1, step)), secondCorrection: 1 / (1 - power(beta2, step)),
      penalty: penalty, shrinkage: shrinkage, keepsLargest: isAMSGrad
    ).update(batch)
  }

  /// The same optimiser for a loss whose regulariser is taken every `interval` steps only, in a step of its own.
  ///
  ///     c = interval / (interval + 1),   learningRate c,   beta1^c,   beta2^c
  ///
  /// In `interval` steps of the loss the moments see `interval + 1` gradients; the changed settings make them forget as much as before.
  ///
  /// - Precondition: `interval > 0`, and no update yet.
  /// - Source: Karras et al. 2020, arXiv:1912.04958, appendix B.
  /// - Deviation: none. The regulariser's weight is the caller's to multiply by `interval`.
  public func forLazyRegularization(every interval: Int) -> Adam {
    require(interval > 0, "Adam: a regulariser every \(interval) steps; the interval must be at least 1")
    require(step == 0, "Adam: the settings for a lazy regulariser belong to a new optimiser, and this one has made \(step) updates")
    let c = Double(interval) / Double(interval + 1)
    var result = self
    result.learningRate = learningRate * c
    result.beta1 = pow(beta1, c)
    result.beta2 = pow(beta2, c)
    return result
  }
}

extension Adam: Checkpointable {
  public func record(into record: inout CheckpointRecord) {
    record.set("learningRate", to: learningRate)
    record.set("beta1", to: beta1)
    record.set("beta2", to: beta2)
    record.set("epsilon", to: epsilon)
    record.set("step", to: step)
    record.set("isAMSGrad", to: isAMSGrad)
    record.add(weightDecay)
    record.add(states)
  }

  public mutating func restore(from record: CheckpointRecord) throws(CheckpointError) {
    var restored = self
    restored.learningRate = try record.number("learningRate", in: 0...)
    restored.beta1 = try record.number("beta1", in: 0...1.0.nextDown)
    restored.beta2 = try record.number("beta2", in: 0...1.0.nextDown)
    restored.epsilon = try record.number("epsilon", in: 0...)
    restored.step = try record.count("step")
    try record.require("isAMSGrad", is: isAMSGrad)
    restored.weightDecay = try record.weightDecay()
    try record.restore(&restored.states)
    self = restored
  }
}
