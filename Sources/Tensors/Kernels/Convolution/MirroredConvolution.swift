/// The convolution into few channels, as at the end of a generator, seen from the other side.
///
/// A product with the filter as its right matrix would have one to four columns, and a tile of them is mostly empty. With a stride of 1
/// the convolution is the transposed one of the filter turned round:
///
///     y[i] = sum over u of x[i + u - padding] w[u] = sum over t of x[i - t + padding'] w[kernel - 1 - t],   padding' = dilation (kernel - 1) - padding
///
/// so that `ScatteredProduct`, which has a column for each tap and channel, makes it. Likewise the filter's gradient is a sum of patches of the small
/// image times the large one.
struct MirroredConvolution {
  /// That of the convolution of which this one is the transpose: inputs and outputs have changed places.
  private let mirrored: ConvolutionGeometry

  /// Nil where a product with the filter is the better one.
  init?(_ geometry: ConvolutionGeometry) {
    func turned(_ axis: ConvolutionGeometry.Axis) -> ConvolutionGeometry.Axis {
      ConvolutionGeometry.Axis(
        input: axis.output, output: axis.input, kernel: axis.kernel, stride: 1, padding: axis.dilation * (axis.kernel - 1) - axis.padding,
        dilation: axis.dilation)
    }
    mirrored = ConvolutionGeometry(
      batch: geometry.batch, vertical: turned(geometry.vertical), horizontal: turned(geometry.horizontal), inputs: geometry.outputs,
      outputs: geometry.inputs, groups: geometry.groups)
    guard geometry.vertical.stride == 1 && geometry.horizontal.stride == 1 else { return nil }
    guard ScatteredProduct.isBetter(mirrored) && geometry.inputs >= ProductTile.lanes / 2 else { return nil }
  }

  func run<T: Scalar>(
    _ x: UnsafePointer<T>, _ filter: UnsafePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue, _ y: UnsafeMutablePointer<T>
  ) {
    withScratchBuffer(of: T.self, capacity: mirrored.filterShape.product) { buffer in
      let turned = buffer.baseAddress!
      forEachPair { place, own in turned[own] = filter[place] }
      ScatteredProduct(geometry: mirrored).run(x, turned, bias, epilogue, y)
    }
  }

  func runFilterGradient<T: Scalar>(_ x: UnsafePointer<T>, _ gradient: UnsafePointer<T>, _ filter: UnsafeMutablePointer<T>) {
    withScratchBuffer(of: T.self, capacity: mirrored.filterShape.product) { buffer in
      let turned = buffer.baseAddress!
      FilterSum(patches: mirrored.inputPatches(group: 0), columns: mirrored.outputs, stride: mirrored.outputs).run(gradient, x, turned)
      forEachPair { place, own in filter[place] = turned[own] }
    }
  }

  /// Calls `body` with the place of each number in the filter, [taps, outputs, inputs] of the mirrored geometry turned, and in the mirrored one.
  @inline(__always)
  private func forEachPair(_ body: (_ place: Int, _ own: Int) -> Void) {
    let (taps, few, many) = (mirrored.taps, mirrored.inputs, mirrored.outputs)
    for tap in 0..<taps {
      for i in 0..<few {
        for j in 0..<many { body(((taps &- 1 &- tap) &* many &+ j) &* few &+ i, (tap &* few &+ i) &* many &+ j) }
      }
    }
  }
}
