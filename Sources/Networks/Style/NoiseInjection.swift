import Tensors

/// Noise of one channel added to images, with a learned strength that begins at zero.
///
///     x + strength * noise,   noise from N(0, 1), shape [batch, height, width, 1]
///
/// - Source: Karras et al. 2019, arXiv:1812.04948, section 2 (a strength a channel); Karras et al. 2020, arXiv:1912.04958 (one for all, as in
///   its code).
/// - Deviation: none.
public struct NoiseInjection: Module {
  /// [channels], or [1] for all of them.
  public var strength: Tensor

  /// - Parameter channels: As many strengths; 1 for StyleGAN2's single one.
  public init(channels: Int = 1) {
    require(channels > 0, "NoiseInjection: \(channels) channels; at least 1 is needed")
    strength = Tensor(zeros: [channels])
  }

  /// - Parameters:
  ///   - x: [batch, height, width, channels].
  ///   - noise: [batch or 1, height, width, 1]; drawn anew unless it is given. Given noise makes the same details again.
  public func callAsFunction(_ x: Tensor, noise: Tensor? = nil) -> Tensor { added(to: x, noise: noise, gain: 1) }

  /// x and the noise times `gain`.
  func added(to x: Tensor, noise: Tensor?, gain: Double) -> Tensor {
    require(
      x.rank == 4 && (strength.count == 1 || x.shape[3] == strength.count),
      "NoiseInjection: the input has shape \(x.shape), and the layer takes [batch, height, width, \(strength.count)]")
    let noise = noise ?? normal(x.shape[0], x.shape[1], x.shape[2], 1).converted(to: x.dtype)
    return x + noise * (strength * gain)
  }
}
