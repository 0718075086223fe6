/// Each pixel of an image `factor` times in both directions.
///
///     result[n, i, j, c] = x[n, i / factor, j / factor, c]
///
/// Average pooling with the same factor takes it back.
///
/// - Parameters:
///   - x: [batch, height, width, channels].
///   - factor: At least 1.
/// - Returns: [batch, height * factor, width * factor, channels].
public func upsampleNearest(_ x: Tensor, by factor: Int = 2) -> Tensor {
  requireImages(x, "upsampleNearest")
  require(factor >= 1, "upsampleNearest: the factor \(factor) is not positive")
  return resample(x, height: .repeating(x.shape[1], factor: factor), width: .repeating(x.shape[2], factor: factor))
}

/// Images at another size by linear interpolation in both directions.
///
/// Position i of the result lies at (i + 1/2) * (length / new length) - 1/2 of the source, clamped to its outermost pixels: the corners of the
/// pictures' *edges* coincide, not the centres of their corner pixels (what other libraries call `align_corners=false`).
/// Nothing is averaged when the size shrinks by more than half: blur or pool first where aliases would disturb.
///
/// - Parameter x: [batch, height, width, channels].
/// - Returns: [batch, newHeight, newWidth, channels].
/// - Precondition: All four lengths are at least 1.
public func resizeBilinear(_ x: Tensor, height newHeight: Int, width newWidth: Int) -> Tensor {
  requireImages(x, "resizeBilinear")
  require(
    newHeight >= 1 && newWidth >= 1 && x.shape[1] >= 1 && x.shape[2] >= 1,
    "resizeBilinear: from \(x.shape) to a height of \(newHeight) and a width of \(newWidth); each must be at least 1")
  return resample(x, height: .bilinear(x.shape[1], to: newHeight), width: .bilinear(x.shape[2], to: newWidth))
}

/// What every operation on images asks of its input.
func requireImages(_ x: Tensor, _ name: String) {
  require(x.rank == 4, "\(name): the input has shape \(x.shape); images are [batch, height, width, channels]")
}

/// Height and width mapped by matrices with few numbers a row.
func resample(_ x: Tensor, height: AxisMap, width: AxisMap) -> Tensor {
  if height.isIdentity && width.isIdentity { return x }
  return Operation.resample(height: height, width: width)(x)
}

extension Operation {
  /// A linear operation: its rule is the operation with both maps transposed.
  static func resample(height: AxisMap, width: AxisMap) -> Operation {
    Operation(
      "resample", evaluate: { Kernels.resample($0[0], height: height, width: width) },
      rules: [
        {
          resample(height: height.transposed, width: width.transposed)($0.gradient)
        }
      ])
  }
}
