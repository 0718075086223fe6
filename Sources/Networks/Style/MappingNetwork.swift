import Tensors

/// The network that turns latents z into styles w.
///
///     w = dense layers of (z / sqrt(mean(z²) + epsilon))
///
/// - Source: Karras et al. 2019, arXiv:1812.04948, section 2 and appendix C: eight layers of leaky ReLU 0.2, equalised learning rate with
///   the multiplier 0.01.
/// - Deviation: none with the default depth; labels are left to the caller, who concatenates them to z.
public struct MappingNetwork: Module {
  public var layers: [EqualizedDense]

  /// - Parameters:
  ///   - latentDimension: The length of z.
  ///   - styleDimension: The length of w; that of z unless it is given.
  ///   - depth: How many layers.
  public init(latentDimension: Int, styleDimension: Int? = nil, depth: Int = 8, learningRateMultiplier: Double = 0.01) {
    require(depth > 0, "MappingNetwork: \(depth) layers; at least 1 is needed")
    let width = styleDimension ?? latentDimension
    layers = (0..<depth).map { index in
      EqualizedDense(
        index == 0 ? latentDimension : width, width, activation: .leakyReLU(0.2), learningRateMultiplier: learningRateMultiplier)
    }
  }

  /// - Parameter latents: z: [batch, latentDimension].
  /// - Returns: w: [batch, styleDimension].
  public func callAsFunction(_ latents: Tensor) -> Tensor {
    require(latents.rank == 2, "MappingNetwork: the latents have shape \(latents.shape); [batch, latentDimension] is needed")
    let normalized = latents / sqrt(square(latents).mean(axis: 1, keepingAxis: true) + 1e-8)
    return layers.reduce(normalized) { $1($0) }
  }

  /// The mean of w over `samples` latents from N(0, 1), shape [styleDimension]: the centre that truncation pulls towards.
  ///
  /// - Source: Karras et al. 2019, arXiv:1812.04948, appendix B.
  /// - Deviation: the code keeps a running mean during training.
  public func meanStyle(samples: Int = 10_000) -> Tensor {
    require(samples > 0, "meanStyle: \(samples) samples; at least 1 is needed")
    return self(normal(samples, layers[0].weight.shape[0])).mean(axis: 0)
  }
}
