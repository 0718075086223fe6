import Tensors

/// A history of generated images, so that a discriminator does not forget what the generator used to do.
///
/// While it is not full, images are kept and given back. Then for each image a fair coin decides: the image itself is given back, or one
/// from the pool, whose place it takes. A pool is a value, and draws from the notebook's random generator: undoing a cell undoes both.
///
///     var pool = ImagePool(capacity: 50)
///     let shown = pool.exchange(fake)     // what the discriminator is trained on
///
/// - Source: Shrivastava et al. 2017, arXiv:1612.07828, section 2.3; with 50 images: Zhu et al. 2017, arXiv:1703.10593, section 4.
/// - Deviation: none from CycleGAN's code, image by image; Shrivastava et al. replace half a batch.
public struct ImagePool {
  /// How many images are kept at most; 0 gives every image back.
  public let capacity: Int
  /// The images, the last axes of what was exchanged.
  public private(set) var images: [Tensor] = []

  public init(capacity: Int = 50) {
    require(capacity >= 0, "ImagePool: the capacity \(capacity) is negative")
    self.capacity = capacity
  }

  /// Takes a batch in, and gives one of the same size out.
  ///
  /// - Parameter batch: Shape [batch, ...]; always the same but for the batch.
  /// - Returns: Constants: no gradient flows to the generator.
  public mutating func exchange(_ batch: Tensor) -> Tensor {
    require(batch.rank > 0, "ImagePool: a single number is no batch of images")
    let constant = batch.withoutGradient
    if let first = images.first {
      require(
        first.shape == Array(batch.shape.dropFirst()),
        "ImagePool: images of shape \(first.shape) were kept, and these have \(batch.shape.dropFirst())")
    }
    let chosen = (0..<batch.shape[0]).map { exchange(image: constant[$0]) }
    return chosen.isEmpty ? constant : concatenate(chosen.map { $0.reshaped(to: [1] + $0.shape) })
  }

  private mutating func exchange(image: Tensor) -> Tensor {
    if images.count < capacity {
      images.append(image)
      return image
    }
    guard capacity > 0, Bool.random(using: &randomGenerator) else { return image }
    let place = randomIndices(1, below: capacity)[0]
    let old = images[place]
    images[place] = image
    return old
  }
}
