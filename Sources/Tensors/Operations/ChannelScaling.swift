/// Each channel of each sample multiplied by a number of its own.
///
///     result[n, ..., c] = x[n, ..., c] * scale[n, c]
///
/// - Parameters:
///   - x: [batch, ..., channels].
///   - scale: [batch, channels].
package func scaleChannels(_ x: Tensor, by scale: Tensor) -> Tensor {
  require(
    x.rank >= 2 && scale.shape == [x.shape[0], x.shape[x.rank - 1]] && x.dtype == scale.dtype,
    "scaleChannels: \(x.shape) \(x.dtype) by \(scale.shape) \(scale.dtype): one factor for each sample and channel is needed")
  return Operation.scaleChannels(x, scale)
}

/// Both operations are linear in each operand, and each is the rule of the other.
extension Operation {
  static let scaleChannels: Operation = Operation(
    "scaleChannels", evaluate: { Kernels.scaleChannels($0[0], $0[1]) },
    rules: [
      { scaleChannels($0.gradient, $0.y) },
      { channelProducts($0.gradient, $0.x) },
    ])

  /// The sum of x y over everything between batch and channels: [batch, channels].
  static let channelProducts: Operation = Operation(
    "channelProducts", evaluate: { Kernels.channelProducts($0[0], $0[1]) },
    rules: [
      { scaleChannels($0.y, $0.gradient) },
      { scaleChannels($0.x, $0.gradient) },
    ])
}

extension Kernels {
  static func scaleChannels(_ x: Tensor, _ scale: Tensor) -> Tensor {
    let result = Tensor(uninitialized: x.shape, dtype: x.dtype)
    guard x.count > 0 else { return result }
    dispatch(x.dtype) {
      scaleChannels(
        x.storage.pointer(to: Float.self), scale.storage.pointer(), result.storage.pointer(), scale.shape, x.count / scale.count)
    } double: {
      scaleChannels(
        x.storage.pointer(to: Double.self), scale.storage.pointer(), result.storage.pointer(), scale.shape, x.count / scale.count)
    }
    return result
  }

  private static func scaleChannels<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ scale: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ shape: [Int], _ places: Int
  ) {
    let channels = shape[1]
    inEqualParts(count: shape[0] * places, grain: max(1, elementGrain / channels)) { rows in
      var row = rows.lowerBound
      while row < rows.upperBound {
        let (sample, end) = (row / places, min(rows.upperBound, (row / places + 1) * places))
        let b = scale + sample * channels
        var (a, c) = (x + row * channels, y + row * channels)
        for _ in row..<end {
          for i in 0..<channels { c[i] = a[i] * b[i] }
          a += channels
          c += channels
        }
        row = end
      }
    }
  }

  static func channelProducts(_ x: Tensor, _ y: Tensor) -> Tensor {
    let shape = [x.shape[0], x.shape[x.rank - 1]]
    let result = Tensor(zeros: shape, dtype: x.dtype)
    guard x.count > 0 else { return result }
    dispatch(x.dtype) {
      channelProducts(x.storage.pointer(to: Float.self), y.storage.pointer(), result.storage.pointer(), shape, x.count / result.count)
    } double: {
      channelProducts(x.storage.pointer(to: Double.self), y.storage.pointer(), result.storage.pointer(), shape, x.count / result.count)
    }
    return result
  }

  private static func channelProducts<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ sums: UnsafeMutablePointer<T>, _ shape: [Int], _ places: Int
  ) {
    let channels = shape[1]
    inParallel(count: shape[0], grain: max(1, elementGrain / (places * channels))) { samples in
      for sample in samples {
        let target = sums + sample * channels
        for row in sample * places..<(sample + 1) * places {
          let (a, b) = (x + row * channels, y + row * channels)
          for i in 0..<channels { target[i] = target[i].addingProduct(a[i], b[i]) }
        }
      }
    }
  }
}
