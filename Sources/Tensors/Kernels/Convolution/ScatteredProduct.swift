/// The transposed convolution into few channels, as at the end of a generator: what each place gives to all taps, then added where it belongs.
///
/// The gathering form would multiply with a matrix of as many columns as the image has channels, 1 for grey; this one has a column for each
/// tap and channel. Each image is made by one thread, from its first place to its last.
struct ScatteredProduct {
  let geometry: ConvolutionGeometry

  /// Whether the columns of all taps fill a vector and those of one channel do not.
  static func isBetter(_ geometry: ConvolutionGeometry) -> Bool {
    geometry.groups == 1 && geometry.inputs <= ProductTile.lanes / 4 && geometry.taps * geometry.inputs >= ProductTile.lanes / 2
  }

  /// Places of the output in one image.
  private var places: Int { geometry.vertical.output * geometry.horizontal.output }
  private var columns: Int { geometry.taps * geometry.inputs }
  private var imageSize: Int { geometry.vertical.input * geometry.horizontal.input * geometry.inputs }

  func run<T: Scalar>(
    _ gradient: UnsafePointer<T>, _ filter: UnsafePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue,
    _ x: UnsafeMutablePointer<T>
  ) {
    let packed = PackedMatrix(filter, inner: geometry.outputs, columns: columns, innerStride: 1, columnStride: geometry.outputs)
    inParallel(count: geometry.batch, grain: 1) { images in
      for image in images {
        let target = x + image * imageSize
        target.update(repeating: 0, count: imageSize)
        Kernels.withScratch(count: places * columns) { (scratch: UnsafeMutablePointer<T>) in
          let left = ProductTile.Left(start: gradient + image * places * geometry.outputs, rowStride: geometry.outputs, innerStride: 1)
          packed.multiply(rows: places, left: left, into: scratch, targetStride: columns)
          scatter(scratch, to: target)
        }
        epilogue.apply(rows: imageSize / geometry.inputs, columns: geometry.inputs, bias, target, stride: geometry.inputs)
      }
    }
  }

  /// Adds, tap by tap, what places that are a stride apart give to a line; the places whose tap misses the line are left out beforehand.
  private func scatter<T: Scalar>(_ products: UnsafePointer<T>, to target: UnsafeMutablePointer<T>) {
    let (vertical, horizontal, channels) = (geometry.vertical, geometry.horizontal, geometry.inputs)
    for row in 0..<vertical.output {
      for tap in 0..<vertical.kernel {
        let y = row &* vertical.stride &+ tap &* vertical.dilation &- vertical.padding
        guard y >= 0 && y < vertical.input else { continue }
        for across in 0..<horizontal.kernel {
          let columnsInside = horizontal.outputsInside(tap: across)
          if columnsInside.isEmpty { continue }
          let first = columnsInside.lowerBound
          let x = first &* horizontal.stride &+ across &* horizontal.dilation &- horizontal.padding
          add(
            columnsInside.count,
            products + (row &* horizontal.output &+ first) &* columns + (tap &* horizontal.kernel &+ across) &* channels,
            to: target + (y &* horizontal.input &+ x) &* channels, step: horizontal.stride &* channels)
        }
      }
    }
  }

  @inline(__always)
  private func add<T: Scalar>(_ count: Int, _ from: UnsafePointer<T>, to target: UnsafeMutablePointer<T>, step: Int) {
    if geometry.inputs == 1 {
      for i in 0..<count { target[i &* step] += from[i &* columns] }
    } else {
      for i in 0..<count {
        for channel in 0..<geometry.inputs { target[i &* step &+ channel] += from[i &* columns &+ channel] }
      }
    }
  }
}

extension ConvolutionGeometry.Axis {
  /// Outputs whose tap hits the input: 0 <= output * stride + tap * dilation - padding < input.
  fileprivate func outputsInside(tap: Int) -> Range<Int> {
    let shift = tap * dilation - padding
    let low = min(output, shift >= 0 ? 0 : (stride - 1 - shift) / stride)
    let high = input - 1 - shift
    return low..<max(low, min(output, high < 0 ? 0 : high / stride + 1))
  }
}
