import Tensors

/// A convolution whose filters a style scales, sample by sample, and brings back to norm 1.
///
///     w'  = s_i w_ijk                                        (modulation: i counts the inputs, j the outputs, k the places)
///     w'' = w' / sqrt(sum over i, k of w'² + epsilon)        (demodulation)
///
/// The style s is an affine function of the latent w, with biases that begin at 1.
///
/// Filters of its own for each sample would cost a convolution a sample. But a convolution is linear: scaling input channel i by
/// s_i is the same as scaling the filters, and so is scaling output channel j by the demodulation factor
///
///     d_j = 1 / sqrt(sum over i of s_i² (sum over k of w_ijk²) + epsilon),
///
/// which is one matrix product of squares. So one convolution serves the whole batch.
///
/// - Source: Karras et al. 2020, arXiv:1912.04958, eqs. 1-3; equalised learning rate as in its code.
/// - Deviation: none.
public struct ModulatedConv2d: Module {
  /// [kernel, kernel, inputs, outputs]; with upsampling the two last axes change places. From N(0, 1).
  public var filter: Tensor
  /// Makes the style from the latent.
  public var style: EqualizedDense
  public let isDemodulated: Bool
  public let upsamples: Bool
  /// The filter's constant: 1 / sqrt(kernel² inputs).
  public let weightScale: Double
  /// Behind an upsampling convolution.
  static let blurTaps: [Double] = [1, 3, 3, 1]
  static let epsilon = 1e-8

  /// - Parameters:
  ///   - kernel: Odd, so that the size is kept.
  ///   - latentDimension: The length of w.
  ///   - isDemodulated: Whether filters are brought back to norm 1; not in the layer that makes the colours.
  ///   - upsamples: Whether the result is twice as large: a transposed convolution with a stride of 2 and a blur with [1, 3, 3, 1] behind it.
  public init(_ inputs: Int, _ outputs: Int, kernel: Int = 3, latentDimension: Int, isDemodulated: Bool = true, upsamples: Bool = false) {
    requireChannels("ModulatedConv2d", inputs, outputs, kernel: kernel)
    require(kernel % 2 == 1, "ModulatedConv2d: the kernel \(kernel) is even; an odd one keeps the size")
    filter = upsamples ? normal(kernel, kernel, outputs, inputs) : normal(kernel, kernel, inputs, outputs)
    style = EqualizedDense(latentDimension, inputs, gain: 1, initialBias: 1)
    weightScale = 1 / Double(kernel * kernel * inputs).squareRoot()
    (self.isDemodulated, self.upsamples) = (isDemodulated, upsamples)
  }

  /// - Parameters:
  ///   - x: [batch, height, width, inputs].
  ///   - latents: w: [batch, latentDimension].
  /// - Returns: [batch, height, width, outputs], or twice as high and wide.
  public func callAsFunction(_ x: Tensor, latents: Tensor) -> Tensor {
    convolved(x, styles: style(latents))
  }

  /// The same with the styles themselves.
  ///
  /// - Parameter styles: s: [batch, inputs].
  public func convolved(_ x: Tensor, styles: Tensor) -> Tensor { convolved(x, styles: styles, gain: 1) }

  /// The same times `gain`, which the demodulation takes along.
  func convolved(_ x: Tensor, styles: Tensor, gain: Double) -> Tensor {
    require(
      x.rank == 4 && styles.shape == [x.shape[0], filter.shape[upsamples ? 3 : 2]],
      "ModulatedConv2d: images \(x.shape) and styles \(styles.shape); a style for each image and input channel is needed")
    let (weight, kernel) = (filter * (isDemodulated ? weightScale : weightScale * gain), filter.shape[0])
    let scaled = scaleChannels(x, by: styles)
    let result = upsamples ? upsampled(scaled, weight) : conv2d(scaled, weight, padding: (kernel - 1) / 2)
    return isDemodulated ? scaleChannels(result, by: demodulation(styles, weight) * gain) : result
  }

  /// d of the formula: [batch, outputs].
  func demodulation(_ styles: Tensor, _ weight: Tensor) -> Tensor {
    let squares = square(weight).sum(axes: [0, 1])
    let norms = matmul(square(styles), transposed: false, squares, transposed: upsamples)
    return 1 / sqrt(norms + ModulatedConv2d.epsilon)
  }

  /// The transposed convolution puts each pixel's share on a grid of twice the size; the blur, of sum 2 in each direction, fills the gaps. Its
  /// padding takes away what the filter added: 2 (height - 1) + kernel + 2 padding - taps + 1 = 2 height.
  private func upsampled(_ x: Tensor, _ weight: Tensor) -> Tensor {
    let sum = ModulatedConv2d.blurTaps.reduce(0, +)
    let taps = ModulatedConv2d.blurTaps.map { 2 * $0 / sum }
    let padding = (taps.count + 1 - weight.shape[0]) / 2
    return upFirDown(conv2dTransposed(x, weight, stride: 2), taps: taps, padding: (padding, padding))
  }
}
