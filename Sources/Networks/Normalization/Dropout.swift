import Tensors

/// Numbers that are set to zero at random, so that no unit relies on another one.
///
///     x mask / (1 - probability),   mask 0 with the probability and 1 otherwise
///
/// Masks are drawn from the notebook's generator, anew in each call; the mean stays what it was. In evaluation everything passes.
///
/// - Source: Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15, section 4.
/// - Deviation: numbers are scaled up in training instead of down in evaluation, which the paper's section 10 says is the same.
public struct Dropout: Module {
  /// Of a number to be set to zero.
  public let probability: Double

  /// - Parameter probability: In 0..<1.
  public init(_ probability: Double = 0.5) {
    require((0..<1).contains(probability), "Dropout: the probability \(probability) is outside 0..<1")
    self.probability = probability
  }

  /// - Returns: The input's shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    if isEvaluating || probability == 0 { return x }
    let mask = steps(uniform(shape: x.shape), from: probability, to: 1 / (1 - probability))
    return x * mask.converted(to: x.dtype)
  }
}
