/// The transposed convolution into few channels, as at the end of a generator: what each place gives to all taps, then added where it belongs.
///
/// The gathering form would multiply with a matrix of as many columns as the image has channels, 1 for grey; this one has a row for each tap and
/// channel, and a column for each place. So the numbers that neighbouring places give to one tap are neighbours, and are added as lines: to a plane for
/// each channel and each phase of the stride, from which the image is put together at the end. Each image is made by one thread.
struct ScatteredProduct {
  let geometry: ConvolutionGeometry

  /// Whether the columns of all taps fill a vector and those of one channel do not.
  static func isBetter(_ geometry: ConvolutionGeometry) -> Bool {
    geometry.groups == 1 && geometry.inputs <= ProductTile.lanes / 4 && geometry.taps * geometry.inputs >= ProductTile.lanes / 2
  }

  /// Places of the output in one image.
  private var places: Int { geometry.vertical.output * geometry.horizontal.output }
  /// Numbers that one place gives.
  private var gifts: Int { geometry.taps * geometry.inputs }
  private var imageSize: Int { geometry.vertical.input * geometry.horizontal.input * geometry.inputs }
  /// Lines and columns in a plane: the inputs of the first phase, which has the most.
  private var planeHeight: Int { geometry.vertical.count(phase: 0) }
  private var planeWidth: Int { geometry.horizontal.count(phase: 0) }
  private var planes: Int { geometry.vertical.stride * geometry.horizontal.stride * geometry.inputs }

  func run<T: Scalar>(
    _ gradient: UnsafePointer<T>, _ filter: UnsafePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue,
    _ x: UnsafeMutablePointer<T>
  ) {
    let planeCount = planes * planeHeight * planeWidth
    inParallel(count: geometry.batch, grain: 1) { images in
      withScratchBuffer(of: T.self, capacity: places * gifts + planeCount) { buffer in
        let (products, sums) = (buffer.baseAddress!, buffer.baseAddress! + places * gifts)
        for image in images {
          let packed = RightMatrix(
            gradient + image * places * geometry.outputs, inner: geometry.outputs, columns: places, innerStride: 1,
            columnStride: geometry.outputs)
          packed.multiply(
            rows: gifts, left: .init(start: filter, rowStride: geometry.outputs, innerStride: 1), into: products, targetStride: places)
          sums.update(repeating: 0, count: planeCount)
          add(products, to: sums)
          let target = x + image * imageSize
          putTogether(sums, target)
          epilogue.apply(rows: imageSize / geometry.inputs, columns: geometry.inputs, bias, target, stride: geometry.inputs)
        }
      }
    }
  }

  /// Adds, tap by tap, the lines of places that hit the image to the plane that they belong to.
  private func add<T: Scalar>(_ products: UnsafePointer<T>, to sums: UnsafeMutablePointer<T>) {
    let (vertical, horizontal) = (geometry.vertical, geometry.horizontal)
    let size = planeHeight &* planeWidth
    for tap in 0..<geometry.taps {
      let (down, across) = (tap / horizontal.kernel, tap % horizontal.kernel)
      let (lines, columns) = (vertical.outputsInside(tap: down), horizontal.outputsInside(tap: across))
      if lines.isEmpty || columns.isEmpty { continue }
      let y = lines.lowerBound &* vertical.stride &+ down &* vertical.dilation &- vertical.padding
      let x = columns.lowerBound &* horizontal.stride &+ across &* horizontal.dilation &- horizontal.padding
      let phase = y % vertical.stride &* horizontal.stride &+ x % horizontal.stride
      for channel in 0..<geometry.inputs {
        var from = products + (tap &* geometry.inputs &+ channel) &* places + lines.lowerBound &* horizontal.output + columns.lowerBound
        var to = sums + (phase &* geometry.inputs &+ channel) &* size + y / vertical.stride &* planeWidth + x / horizontal.stride
        for _ in lines {
          for i in 0..<columns.count { to[i] += from[i] }
          from += horizontal.output
          to += planeWidth
        }
      }
    }
  }

  private func putTogether<T: Scalar>(_ sums: UnsafePointer<T>, _ target: UnsafeMutablePointer<T>) {
    let (vertical, horizontal, channels) = (geometry.vertical, geometry.horizontal, geometry.inputs)
    let size = planeHeight &* planeWidth
    for y in 0..<vertical.input {
      for left in 0..<min(horizontal.stride, horizontal.input) {
        let phase = y % vertical.stride &* horizontal.stride &+ left
        for channel in 0..<channels {
          let from = sums + (phase &* channels &+ channel) &* size + y / vertical.stride &* planeWidth
          let to = target + (y &* horizontal.input &+ left) &* channels + channel
          let step = horizontal.stride &* channels
          for i in 0..<horizontal.count(phase: left) { to[i &* step] = from[i] }
        }
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
