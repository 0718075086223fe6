/// The convolution in which each channel has a filter of its own, and its two transposes.
///
/// There are no products of matrices in it: each tap multiplies a line of channels with a line of the filter. Each image is made by one
/// thread; the filter's gradient is summed in a few shares of images, which are then added in order.
struct DepthwiseConvolution {
  let geometry: ConvolutionGeometry

  private var channels: Int { geometry.inputs }
  private var inputSize: Int { geometry.vertical.input * geometry.horizontal.input * channels }
  private var outputSize: Int { geometry.vertical.output * geometry.horizontal.output * channels }
  private var filterSize: Int { geometry.taps * channels }

  func run<T: Scalar>(
    _ x: UnsafePointer<T>, _ filter: UnsafePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue, _ y: UnsafeMutablePointer<T>
  ) {
    inParallel(count: geometry.batch, grain: 1) { images in
      for image in images {
        let (from, to) = (x + image * inputSize, y + image * outputSize)
        to.update(repeating: 0, count: outputSize)
        forEachTap { input, output, tap in addProduct(from + input, filter + tap, to: to + output) }
        epilogue.apply(rows: outputSize / channels, columns: channels, bias, to, stride: channels)
      }
    }
  }

  func runInputGradient<T: Scalar>(
    _ gradient: UnsafePointer<T>, _ filter: UnsafePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue,
    _ x: UnsafeMutablePointer<T>
  ) {
    inParallel(count: geometry.batch, grain: 1) { images in
      for image in images {
        let (from, to) = (gradient + image * outputSize, x + image * inputSize)
        to.update(repeating: 0, count: inputSize)
        forEachTap { input, output, tap in addProduct(from + output, filter + tap, to: to + input) }
        epilogue.apply(rows: inputSize / channels, columns: channels, bias, to, stride: channels)
      }
    }
  }

  func runFilterGradient<T: Scalar>(_ x: UnsafePointer<T>, _ gradient: UnsafePointer<T>, _ filter: UnsafeMutablePointer<T>) {
    let shares = max(1, min(8, geometry.batch))
    withScratchBuffer(of: T.self, capacity: shares * filterSize) { buffer in
      nonisolated(unsafe) let sums = buffer.baseAddress!
      inParallel(count: shares, grain: 1) { part in
        for share in part {
          let sum = sums + share * filterSize
          sum.update(repeating: 0, count: filterSize)
          for image in share * geometry.batch / shares..<(share + 1) * geometry.batch / shares {
            let (left, right) = (x + image * inputSize, gradient + image * outputSize)
            forEachTap { input, output, tap in addProduct(left + input, right + output, to: sum + tap) }
          }
        }
      }
      for i in 0..<filterSize { filter[i] = sums[i] }
      for share in 1..<shares { for i in 0..<filterSize { filter[i] += sums[share * filterSize + i] } }
    }
  }

  /// Calls `body` with the offsets of each pair of places in input and output that a tap of the filter joins.
  @inline(__always)
  private func forEachTap(_ body: (_ input: Int, _ output: Int, _ tap: Int) -> Void) {
    let (vertical, horizontal) = (geometry.vertical, geometry.horizontal)
    for row in 0..<vertical.output {
      for u in 0..<vertical.kernel {
        let y = row &* vertical.stride &+ u &* vertical.dilation &- vertical.padding
        guard y >= 0 && y < vertical.input else { continue }
        for column in 0..<horizontal.output {
          for v in 0..<horizontal.kernel {
            let x = column &* horizontal.stride &+ v &* horizontal.dilation &- horizontal.padding
            guard x >= 0 && x < horizontal.input else { continue }
            body(
              (y &* horizontal.input &+ x) &* channels, (row &* horizontal.output &+ column) &* channels,
              (u &* horizontal.kernel &+ v) &* channels)
          }
        }
      }
    }
  }

  @inline(__always)
  private func addProduct<T: Scalar>(_ left: UnsafePointer<T>, _ right: UnsafePointer<T>, to sum: UnsafeMutablePointer<T>) {
    for i in 0..<channels { sum[i] = sum[i].addingProduct(left[i], right[i]) }
  }
}
