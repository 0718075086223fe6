import Tensors

extension Module {
  /// Moves every parameter into -limit...limit: the constraint of the first Wasserstein GAN.
  ///
  /// A critic of depth n clipped at c has slopes up to a power of c: it underuses what Lipschitz functions there are.
  ///
  ///     criticOptimizer.update(&critic, along: gradient)
  ///     critic.clipWeights(to: 0.01)
  ///
  /// - Parameter limit: c; 0.01 in the paper.
  /// - Source: Arjovsky et al. 2017, arXiv:1701.07875, algorithm 1.
  /// - Deviation: none; biases are clipped too.
  public mutating func clipWeights(to limit: Double) {
    require(limit > 0, "clipWeights: the limit \(limit) is not positive")
    forEachParameter { parameter, _ in parameter = clamp(parameter, -limit, limit) }
  }

  /// The share of all parameters that lie at a clip's ends, in 0...1.
  public func shareOfWeights(at limit: Double) -> Double {
    let parameters = self.parameters
    let total = parameters.reduce(0) { $0 + $1.count }
    let atLimit = parameters.reduce(0.0) { $0 + (abs($1) .>= Tensor(limit, dtype: $1.dtype)).sum().scalar }
    return total == 0 ? 0 : atLimit / Double(total)
  }
}
