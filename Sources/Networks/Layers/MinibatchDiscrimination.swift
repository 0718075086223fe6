import Tensors

/// Features that tell a discriminator how close each sample is to the others of its batch.
///
///     M_i = f(x_i) T,   o(x_i)_b = sum over j of exp(-|M_ib - M_jb|_1),   result_i = [f(x_i), o(x_i)]
///
/// - Source: Salimans et al. 2016, arXiv:1606.03498, section 3.2.
/// - Deviation: none; the sum runs over the whole batch, the sample itself with its constant 1 included, as in the paper.
public struct MinibatchDiscrimination: Module {
  /// T: [features, kernels * kernelDimension].
  public var weight: Tensor
  public let kernels: Int
  public let kernelDimension: Int

  /// - Parameters:
  ///   - features: The length of f(x).
  ///   - kernels: How many distances are measured: B of the paper.
  ///   - kernelDimension: In how many dimensions each: C of the paper.
  ///   - initializer: N(0, 0.05²) unless another is given, so that exp does not vanish at the start.
  public init(_ features: Int, kernels: Int, kernelDimension: Int = 5, initializer: Initializer = .normal(deviation: 0.05)) {
    require(
      features > 0 && kernels > 0 && kernelDimension > 0,
      "MinibatchDiscrimination: \(features) features, \(kernels) kernels of \(kernelDimension) dimensions; each must be at least 1")
    weight = initializer.weights([features, kernels * kernelDimension], fanIn: Double(features), fanOut: Double(kernels * kernelDimension))
    (self.kernels, self.kernelDimension) = (kernels, kernelDimension)
  }

  /// - Parameter x: [batch, features].
  /// - Returns: [batch, features + kernels].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    require(
      x.rank == 2 && x.shape[1] == weight.shape[0],
      "MinibatchDiscrimination: the input has shape \(x.shape), and the layer takes [batch, \(weight.shape[0])]")
    let batch = x.shape[0]
    let places = matmul(x, weight)
    let ones = places.reshaped(to: [batch, 1, kernels, kernelDimension]),
      others = places.reshaped(to: [1, batch, kernels, kernelDimension])
    let closeness = exp(-abs(ones - others).sum(axis: 3)).sum(axis: 1)
    return concatenate([x, closeness], axis: 1)
  }
}
