import Tensors

/// Random changes to images that gradients flow through: a discriminator that sees real and generated images only through them cannot
/// learn a small data set by heart, and a generator does not learn the changes.
///
/// Both kinds are augmented, in the discriminator's step *and* in the generator's. Augmenting the real images alone makes the changes
/// part of the data.
///
///     let augment = DifferentiableAugmentation()
///     minimaxDiscriminatorLoss(realLogits: discriminator(augment(real)), fakeLogits: discriminator(augment(fake)))
///
/// Each image gets changes of its own, drawn from the notebook's generator. A size of 0 leaves a change out.
///
/// - Source: Zhao et al. 2020, arXiv:2006.10738, section 3.
/// - Deviation: none; the sizes are the released code's, for images in -1...1.
public struct DifferentiableAugmentation: Sendable, Equatable {
  /// A number from -b...b is added to the image; 0.5 as released.
  public var brightness: Double
  /// The distance of the channels from their mean is multiplied by a number from 1-s...1+s; 1 as released. Nothing happens to grey images.
  public var saturation: Double
  /// The distance of all numbers from their mean is multiplied by a number from 1-c...1+c; 0.5 as released.
  public var contrast: Double
  /// The image is moved by up to this share of its extent, and zeros move in; 1/8 as released.
  public var translation: Double
  /// A square of this share of the extent, somewhere, is set to zero; 1/2 as released.
  public var cutout: Double

  public init(brightness: Double = 0.5, saturation: Double = 1, contrast: Double = 0.5, translation: Double = 0.125, cutout: Double = 0.5) {
    for (name, size) in [
      ("brightness", brightness), ("saturation", saturation), ("contrast", contrast), ("translation", translation), ("cutout", cutout),
    ] {
      require(size >= 0 && size.isFinite, "DifferentiableAugmentation: \(name) is \(size) and must not be negative")
    }
    require(
      translation <= 1 && cutout <= 1,
      "DifferentiableAugmentation: translation is \(translation) and cutout \(cutout); both are shares of an image")
    self.brightness = brightness
    self.saturation = saturation
    self.contrast = contrast
    self.translation = translation
    self.cutout = cutout
  }

  /// - Parameter images: Shape [batch, height, width, channels].
  /// - Returns: The same shape.
  public func callAsFunction(_ images: Tensor) -> Tensor {
    require(images.rank == 4, "DifferentiableAugmentation: images need the shape [batch, height, width, channels], not \(images.shape)")
    var result = images
    if brightness > 0 { result = result + draw(around: 0, brightness, like: images) }
    if saturation > 0 { result = scaled(result, around: [3], by: draw(around: 1, saturation, like: images)) }
    if contrast > 0 { result = scaled(result, around: [1, 2, 3], by: draw(around: 1, contrast, like: images)) }
    if translation > 0 { result = moved(result) }
    if cutout > 0 { result = result * window(like: images) }
    return result
  }

  private func draw(around center: Double, _ radius: Double, like images: Tensor) -> Tensor {
    perSample(uniform(shape: [images.shape[0]], in: center - radius...center + radius), like: images)
  }

  private func scaled(_ x: Tensor, around axes: [Int], by factor: Tensor) -> Tensor {
    let mean = x.mean(axes: axes, keepingAxes: true)
    return mean + (x - mean) * factor
  }

  private func moved(_ images: Tensor) -> Tensor {
    let limits = (roundedShare(translation, of: images.shape[1]), roundedShare(translation, of: images.shape[2]))
    let down = randomIndices(images.shape[0], below: 2 * limits.0 + 1).map { $0 - limits.0 }
    let right = randomIndices(images.shape[0], below: 2 * limits.1 + 1).map { $0 - limits.1 }
    return translated(images, down: down, right: right)
  }

  /// 0 inside each image's square and 1 elsewhere, shape [batch, height, width, 1]. The square's middle is anywhere in the image, so that
  /// the square may hang over the edge.
  private func window(like images: Tensor) -> Tensor {
    let (batch, height, width) = (images.shape[0], images.shape[1], images.shape[2])
    let (rows, columns) = (roundedShare(cutout, of: height), roundedShare(cutout, of: width))
    let tops = randomIndices(batch, below: height + 1 - rows % 2).map { $0 - rows / 2 }
    let lefts = randomIndices(batch, below: width + 1 - columns % 2).map { $0 - columns / 2 }
    var mask = [Float](repeating: 1, count: batch * height * width)
    for image in 0..<batch {
      for row in max(0, tops[image])..<max(0, min(height, tops[image] + rows)) {
        for column in max(0, lefts[image])..<max(0, min(width, lefts[image] + columns)) {
          mask[(image * height + row) * width + column] = 0
        }
      }
    }
    return Tensor(shape: [batch, height, width, 1], values: mask).converted(to: images.dtype)
  }

  private func roundedShare(_ share: Double, of length: Int) -> Int { Int((share * Double(length)).rounded()) }
}
