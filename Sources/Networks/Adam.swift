import Tensors

/// The optimiser Adam.
///
///     m = beta1 m + (1 - beta1) g,   v = beta2 v + (1 - beta2) g²
///     parameter -= learningRate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
///
/// An optimiser is a value that belongs to the model it was made for: it holds two moments for each parameter, in order.
///
/// - Source: Kingma and Ba 2015, arXiv:1412.6980, algorithm 1.
/// - Deviation: none.
public struct Adam {
  public var learningRate: Double
  public var beta1: Double
  public var beta2: Double
  /// Keeps the division finite; the paper's 1e-8.
  public var epsilon: Double
  /// Updates so far: t of the formula.
  public private(set) var step = 0
  private var firstMoments: [Tensor]
  private var secondMoments: [Tensor]

  /// - Parameters:
  ///   - model: The model that will be updated; its parameters' shapes are remembered.
  ///   - learningRate: Positive.
  ///   - beta1: In 0..<1. GANs often take 0.5 (Radford et al. 2016, arXiv:1511.06434, section 3).
  ///   - beta2: In 0..<1.
  public init<Model: Module>(for model: Model, learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8) {
    require(learningRate > 0, "Adam: the learning rate \(learningRate) is not positive")
    require((0..<1).contains(beta1) && (0..<1).contains(beta2), "Adam: beta1 is \(beta1) and beta2 \(beta2); both must be in 0..<1")
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    firstMoments = model.parameters.map { Tensor(zeros: $0.shape, dtype: $0.dtype) }
    secondMoments = firstMoments.map { Tensor(zeros: $0.shape, dtype: $0.dtype) }
  }

  /// Moves the model one step against the gradient, and commits the buffers that the gradient hands on.
  ///
  /// - Parameter gradient: As `valueAndGradient(at:of:)` gives it for this model.
  /// - Precondition: The model has the parameters, in number and shape, of the one the optimiser was made for.
  public mutating func update<Model: Module>(_ model: inout Model, along gradient: Model) {
    let gradients = gradient.parameters
    require(gradients.count == firstMoments.count,
      "Adam: the optimiser was made for \(firstMoments.count) parameters and this model has \(gradients.count); make one for this model")
    step += 1
    let rule = AdamRule(
      beta1: beta1, beta2: beta2, epsilon: epsilon,
      rate: learningRate / (1 - power(beta1, step)), secondCorrection: 1 / (1 - power(beta2, step)))
    var index = 0
    model.forEachParameter { parameter, name in
      require(parameter.shape == firstMoments[index].shape,
        "Adam: parameter \(name) has shape \(parameter.shape), and the optimiser was made for \(firstMoments[index].shape)")
      rule.update(&parameter, gradients[index], &firstMoments[index], &secondMoments[index])
      index += 1
    }
    model.commitBuffers(from: gradient)
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return result
  }
}
