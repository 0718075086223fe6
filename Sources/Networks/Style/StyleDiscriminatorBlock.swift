import Tensors

/// The residual block of StyleGAN2's discriminator: half the size, behind a blur.
///
///     (act(downsample(conv, act(conv(x)))) + downsample(conv 1x1, x)) / sqrt(2),   act = sqrt(2) leakyReLU
///
/// - Source: Karras et al. 2020, arXiv:1912.04958, section 4.1 and figure 7 (c), and its code.
/// - Deviation: none.
public struct StyleDiscriminatorBlock: Module {
  public var first: EqualizedConv2d
  /// Of stride 2, without padding: the blur in front of it pads.
  public var second: EqualizedConv2d
  public var shortcut: EqualizedConv2d

  public init(_ inputs: Int, _ outputs: Int) {
    first = EqualizedConv2d(inputs, inputs, kernel: 3, activation: .leakyReLU(0.2), gain: 1)
    second = EqualizedConv2d(inputs, outputs, kernel: 3, stride: 2, padding: 0, activation: .leakyReLU(0.2), gain: 1)
    shortcut = EqualizedConv2d(inputs, outputs, kernel: 1, hasBias: false, gain: 1 / 2.0.squareRoot())
  }

  /// - Parameter x: [batch, height, width, inputs], height and width even.
  /// - Returns: [batch, height / 2, width / 2, outputs].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    require(
      x.rank == 4 && x.shape[1] % 2 == 0 && x.shape[2] % 2 == 0,
      "StyleDiscriminatorBlock: the input has shape \(x.shape); images of even height and width are needed")
    // The root of two behind the first activation is a factor of the filter behind it, its root for each direction; that behind the second and the
    // one that the sum is divided by cancel, and what is left for the shortcut is its gain.
    let taps = [1, 3, 3, 1].map { $0 / 8.0 * 2.0.squareRoot().squareRoot() }
    // Two numbers of padding on each side for the four taps and the filter of three: height + 4 - 3 = height + 1.
    return second(upFirDown(first(x), taps: taps, padding: (2, 2))) + shortcut(downsampleFiltered(x))
  }
}
