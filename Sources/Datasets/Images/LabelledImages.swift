import Tensors

/// Images of one size, each with its class.
public struct LabelledImages {
  /// One row an image, pixel after pixel and within a pixel channel after channel, shape [count, height * width * channels]; ink or
  /// light runs from -1 (none) to 1 (full).
  public let images: Tensor
  /// The class of each image, in 0..<classes.
  public let labels: [Int]
  public let height: Int
  public let width: Int
  public let classes: Int
  /// 1 for grey, 3 for red, green and blue.
  public let channels: Int
  /// What each class is called: where nothing better is known, its number.
  public let names: [String]

  /// - Precondition: As many labels as images, each in 0..<classes, images of height x width pixels, and as many names as classes.
  public init(images: Tensor, labels: [Int], height: Int, width: Int, classes: Int, channels: Int = 1, names: [String]? = nil) {
    let size = height * width * channels
    require(
      images.shape == [labels.count, size],
      "LabelledImages: \(labels.count) images of \(height)x\(width)\(channels == 1 ? "" : "x\(channels)") "
        + "need the shape [\(labels.count), \(size)], not \(images.shape)")
    require(names == nil || names?.count == classes, "LabelledImages: \(names?.count ?? 0) names for \(classes) classes")
    require(labels.allSatisfy { (0..<classes).contains($0) }, "LabelledImages: a label lies outside 0..<\(classes)")
    self.images = images
    self.labels = labels
    self.height = height
    self.width = width
    self.classes = classes
    self.channels = channels
    self.names = names ?? (0..<classes).map(String.init)
  }

  /// How many images there are.
  public var count: Int { labels.count }

  /// The images as convolutions take them, shape [count, height, width, channels].
  public var channelsLast: Tensor { images.reshaped(to: [count, height, width, channels]) }

  /// The images at these positions, in this order.
  public func subset(_ positions: [Int]) -> LabelledImages {
    LabelledImages(
      images: images.gathered(rows: positions), labels: positions.map { labels[$0] }, height: height, width: width, classes: classes,
      channels: channels, names: names)
  }

  /// A minibatch of images drawn with replacement, shape [count, height * width * channels].
  public func sample(_ count: Int) -> Tensor {
    images.gathered(rows: randomIndices(count, below: self.count))
  }
}

extension LabelledImages: CustomStringConvertible {
  /// `1797 images of 8x8 in 10 classes`
  public var description: String { "\(count) images of \(height)x\(width)\(channels == 1 ? "" : "x\(channels)") in \(classes) classes" }
}
