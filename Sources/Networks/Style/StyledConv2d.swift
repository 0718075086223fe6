import Tensors

/// One step of StyleGAN2's synthesis network.
///
///     sqrt(2) leakyReLU(modulatedConv(x, w) + strength * noise + bias)
///
/// The root keeps the variance that the rectifier halves.
///
/// - Source: Karras et al. 2020, arXiv:1912.04958, figure 2 (d) and its code.
/// - Deviation: none.
public struct StyledConv2d: Module {
  public var convolution: ModulatedConv2d
  public var noise = NoiseInjection()
  /// [outputs].
  public var bias: Tensor

  /// - Parameters: As `ModulatedConv2d` takes them.
  public init(_ inputs: Int, _ outputs: Int, kernel: Int = 3, latentDimension: Int, upsamples: Bool = false) {
    convolution = ModulatedConv2d(inputs, outputs, kernel: kernel, latentDimension: latentDimension, upsamples: upsamples)
    bias = Tensor(zeros: [outputs])
  }

  /// - Parameters:
  ///   - x: [batch, height, width, inputs].
  ///   - latents: w: [batch, latentDimension].
  ///   - fixedNoise: [batch or 1, height, width, 1] of the result; drawn anew unless it is given.
  /// - Returns: [batch, height, width, outputs], or twice as high and wide.
  public func callAsFunction(_ x: Tensor, latents: Tensor, noise fixedNoise: Tensor? = nil) -> Tensor {
    // The root of two behind the activation, which is linear on either side of 0, is taken where numbers are few: in the demodulation, the
    // noise's strength and the bias.
    let gain = 2.0.squareRoot()
    let convolved = convolution.convolved(x, styles: convolution.style(latents), gain: gain)
    return leakyReLU(noise.added(to: convolved, noise: fixedNoise, gain: gain) + bias * gain, 0.2)
  }
}

/// The layer that turns features into colours, with a style but without demodulation.
///
/// - Source: Karras et al. 2020, arXiv:1912.04958, section 4.1 and figure 7 (b): the colours of all sizes, each enlarged to the next, are summed.
/// - Deviation: none.
public struct StyledColors: Module {
  public var convolution: ModulatedConv2d
  /// [colors].
  public var bias: Tensor

  public init(_ inputs: Int, colors: Int = 3, latentDimension: Int) {
    convolution = ModulatedConv2d(inputs, colors, kernel: 1, latentDimension: latentDimension, isDemodulated: false)
    bias = Tensor(zeros: [colors])
  }

  /// - Parameters:
  ///   - x: [batch, height, width, inputs].
  ///   - latents: w: [batch, latentDimension].
  ///   - smaller: The sum of the colours so far, half as high and wide; it is enlarged through the filter [1, 3, 3, 1].
  /// - Returns: [batch, height, width, colors].
  public func callAsFunction(_ x: Tensor, latents: Tensor, onto smaller: Tensor? = nil) -> Tensor {
    let own = convolution(x, latents: latents) + bias
    return smaller.map { upsampleFiltered($0) + own } ?? own
  }
}
