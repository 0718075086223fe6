import Tensors

/// Images of one size, each with its class.
public struct LabelledImages {
  /// One row an image, pixel after pixel, shape [count, height * width]; ink runs from -1 (none) to 1 (full).
  public let images: Tensor
  /// The class of each image, in 0..<classes.
  public let labels: [Int]
  public let height: Int
  public let width: Int
  public let classes: Int

  /// - Precondition: As many labels as images, each in 0..<classes, and images of height x width pixels.
  public init(images: Tensor, labels: [Int], height: Int, width: Int, classes: Int) {
    require(images.shape == [labels.count, height * width],
      "LabelledImages: \(labels.count) images of \(height)x\(width) need the shape [\(labels.count), \(height * width)], not \(images.shape)")
    require(labels.allSatisfy { (0..<classes).contains($0) }, "LabelledImages: a label lies outside 0..<\(classes)")
    self.images = images
    self.labels = labels
    self.height = height
    self.width = width
    self.classes = classes
  }

  /// How many images there are.
  public var count: Int { labels.count }

  /// The images at these positions, in this order.
  public func subset(_ positions: [Int]) -> LabelledImages {
    LabelledImages(
      images: images.gathered(rows: positions), labels: positions.map { labels[$0] }, height: height, width: width, classes: classes)
  }

  /// A minibatch of images drawn with replacement, shape [count, height * width].
  public func sample(_ count: Int) -> Tensor {
    images.gathered(rows: randomIndices(count, below: self.count))
  }
}

extension LabelledImages: CustomStringConvertible {
  /// `1797 images of 8x8 in 10 classes`
  public var description: String { "\(count) images of \(height)x\(width) in \(classes) classes" }
}
