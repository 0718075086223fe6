import Tensors

/// InfoGAN's input: noise that nothing is asked about, and codes that the image should show.
///
///     [noise from N(0, 1) | one-hot category | continuous codes from U(-1, 1)]
///
/// - Source: Chen et al. 2016, arXiv:1606.03657, section 5 and appendix C.
/// - Deviation: normal noise, where the paper's is uniform.
public struct StructuredLatents {
  /// The category of each row, equally likely.
  public let categories: [Int]
  /// The continuous codes, shape [batch, codes].
  public let codes: Tensor
  /// The generator's input, shape [batch, noise + classes + codes].
  public let input: Tensor

  /// Draws a batch.
  public init(batch: Int, noise: Int, classes: Int, codes codeCount: Int = 0) {
    require(
      batch > 0 && noise >= 0 && classes > 0 && codeCount >= 0,
      "StructuredLatents: a batch of \(batch) with \(noise) numbers of noise, \(classes) classes and \(codeCount) codes cannot be drawn")
    let z = normal(batch, noise)
    categories = randomIndices(batch, below: classes)
    codes = uniform(batch, codeCount, in: -1...1)
    input = StructuredLatents.joined(noise: z, categories: categories, classes: classes, codes: codes)
  }

  /// The generator's input for chosen noise and codes, to look at one code at a time.
  public static func joined(noise: Tensor, categories: [Int], classes: Int, codes: Tensor) -> Tensor {
    concatenate([noise, Tensor(oneHot: categories, classes: classes).converted(to: noise.dtype), codes], axis: 1)
  }
}
