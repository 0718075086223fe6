/// The kernels that convolutions and their transposes are made with.
package enum ConvolutionKernel: Sendable {
  /// A filter of its own for each channel.
  case depthwise
  /// Tiles with fewer multiplications.
  case minimal
  /// The transposed convolution from few channels seen from the other side; the convolution itself and the filter's gradient only.
  case mirrored
  /// Patches, a few at a time, times the filter.
  case patches

  /// What `conv2d` of images and a filter of these shapes takes.
  package static func chosen(image: [Int], filter: [Int], stride: Int, padding: Int, dilation: Int = 1, groups: Int = 1)
    -> ConvolutionKernel
  {
    func axis(_ number: Int) -> ConvolutionGeometry.Axis {
      .init(input: image[number], kernel: filter[number - 1], stride: stride, padding: padding, dilation: dilation)
    }
    return ConvolutionGeometry(
      batch: image[0], vertical: axis(1), horizontal: axis(2), inputs: image[3], outputs: filter[3], groups: groups
    ).kernel
  }
}

extension ConvolutionGeometry {
  var kernel: ConvolutionKernel {
    if isDepthwise { return .depthwise }
    if MinimalFiltering(self) != nil { return .minimal }
    return MirroredConvolution(self) != nil ? .mirrored : .patches
  }
}
