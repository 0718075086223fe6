import Tensors

/// Path length regularisation: a step in latent space changes the image by the same amount wherever it is made.
///
///     penaltyWeight * mean((norm(Jᵀ y) - a)²),   y from N(0, 1) / sqrt(height * width)
///     a <- a + decay (mean(norm(Jᵀ y)) - a)
///
/// J is the Jacobian of the synthesis network by the latents; Jᵀ y is the gradient of sum(synthesis(w) y), which costs one backward pass. The
/// penalty is least where J is orthogonal up to one scale. For w -> s Q w, Q with k orthonormal columns, and y from N(0, 1), the lengths are
/// chi-distributed, with the mean s sqrt(2) Gamma((k + 1) / 2) / Gamma(k / 2).
///
///     var pathLength = PathLengthRegularizer()
///     valueAndGradient(at: generator) { generator in
///       pathLength.penalty(latents: generator.mapping(z)) { generator.synthesis($0) }
///     }
///
/// - Source: Karras et al. 2020, arXiv:1912.04958, eq. 4.
/// - Deviation: a is a constant of the gradient, as in the formula; the released code lets the share `decay` through. Several
///   styles of a sample count by the root of their mean squared norm, as released.
public struct PathLengthRegularizer: Sendable, Equatable {
  /// 2 in the released code.
  public var penaltyWeight: Double
  /// How fast the mean length follows; 0.01 in the paper.
  public var decay: Double
  /// a: the moving average of the lengths; 0 at the start.
  public private(set) var meanLength: Double

  public init(penaltyWeight: Double = 2, decay: Double = 0.01, meanLength: Double = 0) {
    require((0...1).contains(decay), "PathLengthRegularizer: the decay \(decay) must be in 0...1")
    self.penaltyWeight = penaltyWeight
    self.decay = decay
    self.meanLength = meanLength
  }

  /// The penalty at some latents; the moving average takes their mean length in first.
  ///
  /// - Parameters:
  ///   - latents: Shape [batch, k], or [batch, layers, k] with a style for each layer.
  ///   - synthesis: Gives images [batch, height, width, channels], or anything else with the batch in front.
  /// - Returns: A single number.
  public mutating func penalty(latents: Tensor, synthesis: (Tensor) -> Tensor) -> Tensor {
    let lengths = pathLengths(latents: latents, synthesis: synthesis)
    meanLength += decay * (lengths.mean().scalar - meanLength)
    return square(lengths - meanLength).mean() * penaltyWeight
  }
}

/// norm(Jᵀ y) for each sample, with fresh noise y.
///
/// - Returns: Shape [batch].
public func pathLengths(latents: Tensor, synthesis: (Tensor) -> Tensor) -> Tensor {
  require(
    latents.rank == 2 || latents.rank == 3, "pathLengths: the latents need the shape [batch, k] or [batch, layers, k], not \(latents.shape)"
  )
  let slopes = gradient(at: latents) { latents in
    let images = synthesis(latents)
    require(
      images.rank > 0 && images.shape[0] == latents.shape[0],
      "pathLengths: \(latents.shape[0]) latents need as many images, and the synthesis gave the shape \(images.shape)")
    // Everything between batch and channels is an image's extent.
    let pixels = images.shape.dropFirst().dropLast().reduce(1, *)
    let noise = normal(shape: images.shape, deviation: 1 / Double(pixels).squareRoot())
    return (images * noise.converted(to: images.dtype)).sum()
  }
  let layers = latents.rank == 3 ? latents.shape[1] : 1
  return sampleNorms(slopes) * (1 / Double(layers).squareRoot())
}
