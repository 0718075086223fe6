/// How an image, a filter and the image that comes out of them lie on each other, in both directions.
///
/// Images are [batch, height, width, channels]; the filter is [kernelHeight, kernelWidth, inputs / groups, outputs].
struct ConvolutionGeometry: Equatable {
  /// One direction: rows or columns.
  struct Axis: Equatable {
    let input: Int
    let output: Int
    let kernel: Int
    let stride: Int
    /// Zeros before the first number; as many as are needed follow the last.
    let padding: Int
    let dilation: Int
  }

  let batch: Int
  let vertical: Axis
  let horizontal: Axis
  let inputs: Int
  let outputs: Int
  let groups: Int

  var inputShape: [Int] { [batch, vertical.input, horizontal.input, inputs] }
  var outputShape: [Int] { [batch, vertical.output, horizontal.output, outputs] }
  var filterShape: [Int] { [vertical.kernel, horizontal.kernel, inputsInGroup, outputs] }
  var inputsInGroup: Int { inputs / groups }
  var outputsInGroup: Int { outputs / groups }
  var taps: Int { vertical.kernel * horizontal.kernel }
  /// Each channel has filters of its own, and products would have a single inner channel.
  var isDepthwise: Bool { groups > 1 && inputsInGroup == 1 && outputsInGroup == 1 }
}

extension ConvolutionGeometry.Axis {
  /// Where the taps of the gathering form of the transposed convolution stand.
  ///
  /// The input at `phase + stride * i` is reached by the output at `i + offset` through `kernel`: only taps that hit whole outputs
  /// count, and those are the same for all inputs of a phase.
  func reaches(phase: Int) -> [(kernel: Int, offset: Int)] {
    (0..<kernel).compactMap { tap in
      let distance = phase + padding - tap * dilation
      return distance % stride == 0 ? (tap, distance / stride) : nil
    }
  }

  /// Inputs of a phase.
  func count(phase: Int) -> Int { phase < input ? (input - phase + stride - 1) / stride : 0 }
}
