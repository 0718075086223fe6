import Tensors

/// Images moved by whole pixels, each by its own offset; zeros move in.
///
/// - Parameters:
///   - images: Shape [batch, height, width, channels].
///   - down: Rows that each image moves down by; negative for up.
///   - right: Columns to the right; negative for left.
/// - Precondition: One offset of each kind for each image.
public func translated(_ images: Tensor, down: [Int], right: [Int]) -> Tensor {
  require(images.rank == 4, "translated: images need the shape [batch, height, width, channels], not \(images.shape)")
  require(
    down.count == images.shape[0] && right.count == images.shape[0],
    "translated: \(images.shape[0]) images need as many offsets, and \(down.count) and \(right.count) were given")
  return Operation.translate(down: down, right: right)(images)
}

extension Operation {
  /// Moving is linear, and its transpose moves back.
  fileprivate static func translate(down: [Int], right: [Int]) -> Operation {
    Operation(
      "translated",
      evaluate: { inputs in
        switch inputs[0].dtype {
        case .float: move(inputs[0], down, right, Float.self)
        case .double: move(inputs[0], down, right, Double.self)
        }
      }, rules: [{ translate(down: down.map { -$0 }, right: right.map { -$0 })($0.gradient) }])
  }

  private static func move<T: Scalar>(_ images: Tensor, _ down: [Int], _ right: [Int], _: T.Type) -> Tensor {
    let (height, width, channels) = (images.shape[1], images.shape[2], images.shape[3])
    let result = Tensor(zeros: images.shape, dtype: images.dtype)
    let (source, target) = (images.storage.pointer(to: T.self), result.storage.pointer(to: T.self))
    for image in down.indices {
      let kept = width - abs(right[image])
      guard kept > 0 else { continue }
      let (from, to) = (max(0, -right[image]), max(0, right[image]))
      for row in 0..<height where (0..<height).contains(row - down[image]) {
        let line = (image * height + row) * width
        let sourceLine = (image * height + row - down[image]) * width
        (target + (line + to) * channels).update(from: source + (sourceLine + from) * channels, count: kept * channels)
      }
    }
    return result
  }
}
