extension Kernels {
  /// The transpose of `convolution` in its image: from an image like the output to one like the input.
  ///
  /// Inputs whose distance is a multiple of the stride see the same taps of the filter. Each such phase gathers what its inputs get, as an
  /// ordinary convolution of the output does; nothing is scattered, so parts of the result can be made side by side. Only where the
  /// inputs have very few channels, so that a product would have too few columns, `ScatteredProduct` takes its place.
  static func convolutionInputGradient(
    _ gradient: Tensor, _ filter: Tensor, bias: Tensor? = nil, epilogue: Epilogue = .none, _ geometry: ConvolutionGeometry
  ) -> Tensor {
    let result = Tensor(uninitialized: geometry.inputShape, dtype: gradient.dtype)
    dispatch(gradient.dtype) {
      inputGradient(
        gradient.storage.pointer(to: Float.self), filter.storage.pointer(), bias?.storage.pointer(), epilogue, geometry,
        result.storage.pointer())
    } double: {
      inputGradient(
        gradient.storage.pointer(to: Double.self), filter.storage.pointer(), bias?.storage.pointer(), epilogue, geometry,
        result.storage.pointer())
    }
    return result
  }

  private static func inputGradient<T: Scalar>(
    _ gradient: UnsafeMutablePointer<T>, _ filter: UnsafeMutablePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue,
    _ geometry: ConvolutionGeometry, _ x: UnsafeMutablePointer<T>
  ) {
    if geometry.isDepthwise { return DepthwiseConvolution(geometry: geometry).runInputGradient(gradient, filter, bias, epilogue, x) }
    if let minimal = MinimalFiltering(geometry) { return minimal.runInputGradient(gradient, filter, bias, epilogue, x) }
    if ScatteredProduct.isBetter(geometry) { return ScatteredProduct(geometry: geometry).run(gradient, filter, bias, epilogue, x) }
    for group in 0..<geometry.groups {
      for top in 0..<min(geometry.vertical.stride, geometry.vertical.input) {
        for left in 0..<min(geometry.horizontal.stride, geometry.horizontal.input) {
          let phase = ConvolutionPhase(geometry, group: group, top: top, left: left)
          let bias = bias.map { $0 + group * geometry.inputsInGroup }
          let packed = phase.packedFilter(filter)
          inEqualParts(count: phase.patches.rows, grain: phase.patches.chunk, unit: ProductTile.rows) { part in
            phase.run(part, gradient, packed, bias, epilogue, x)
          }
        }
      }
    }
  }
}

/// The inputs of one group of channels that lie a multiple of the stride behind the input at (`top`, `left`).
private struct ConvolutionPhase {
  let geometry: ConvolutionGeometry
  let group: Int
  let top: Int
  let left: Int
  let patches: Patches
  private let filterTaps: [Int]

  init(_ geometry: ConvolutionGeometry, group: Int, top: Int, left: Int) {
    self.geometry = geometry
    self.group = group
    self.top = top
    self.left = left
    let (rows, columns) = (geometry.vertical.reaches(phase: top), geometry.horizontal.reaches(phase: left))
    // Taps in the order of their offsets, so that neighbours in the image are neighbours in the patch.
    let (sortedRows, sortedColumns) = (rows.sorted { $0.offset < $1.offset }, columns.sorted { $0.offset < $1.offset })
    filterTaps = sortedRows.flatMap { row in sortedColumns.map { row.kernel * geometry.horizontal.kernel + $0.kernel } }
    patches = Patches(
      batch: geometry.batch,
      vertical: Patches.Axis(
        count: geometry.vertical.count(phase: top), length: geometry.vertical.output, stride: 1, offsets: sortedRows.map(\.offset)),
      horizontal: Patches.Axis(
        count: geometry.horizontal.count(phase: left), length: geometry.horizontal.output, stride: 1, offsets: sortedColumns.map(\.offset)),
      channels: geometry.outputs, group: group * geometry.outputsInGroup..<(group + 1) * geometry.outputsInGroup)
  }

  /// The taps of this phase one below the other, each with outputs as rows and inputs as columns.
  func packedFilter<T: Scalar>(_ filter: UnsafeMutablePointer<T>) -> RightMatrix<T> {
    let (inputs, outputs) = (geometry.inputsInGroup, geometry.outputsInGroup)
    let matrix = Storage(count: max(1, filterTaps.count * outputs * inputs), dtype: T.dtype)
    let target = matrix.pointer(to: T.self)
    for (number, tap) in filterTaps.enumerated() {
      for input in 0..<inputs {
        let source = filter + (tap * inputs + input) * geometry.outputs + group * outputs
        let place = target + number * outputs * inputs + input
        for output in 0..<outputs { place[output &* inputs] = source[output] }
      }
    }
    return RightMatrix(target, inner: filterTaps.count * outputs, columns: inputs, innerStride: inputs, columnStride: 1)
  }

  func run<T: Scalar>(
    _ part: Range<Int>, _ gradient: UnsafePointer<T>, _ packed: RightMatrix<T>, _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue,
    _ x: UnsafeMutablePointer<T>
  ) {
    let columns = geometry.inputsInGroup
    if geometry.vertical.stride == 1 && geometry.horizontal.stride == 1 {
      let target = x + part.lowerBound * geometry.inputs + group * columns
      Kernels.multiply(patches, part, of: gradient, by: packed, into: target, targetStride: geometry.inputs)
      return epilogue.apply(rows: part.count, columns: columns, bias, target, stride: geometry.inputs)
    }
    withScratchBuffer(of: T.self, capacity: part.count * columns) { buffer in
      let scratch = buffer.baseAddress!
      Kernels.multiply(patches, part, of: gradient, by: packed, into: scratch, targetStride: columns)
      epilogue.apply(rows: part.count, columns: columns, bias, scratch, stride: columns)
      spread(part, scratch, x)
    }
  }

  /// Puts the rows of a part to the places of this phase in the whole result.
  private func spread<T: Scalar>(_ part: Range<Int>, _ source: UnsafePointer<T>, _ x: UnsafeMutablePointer<T>) {
    let columns = geometry.inputsInGroup
    let (across, down) = (patches.horizontal.count, patches.vertical.count)
    var from = source
    for row in part {
      let (line, column) = (row / across, row % across)
      let (picture, lineInPicture) = (line / down, line % down)
      let y = picture * geometry.vertical.input + lineInPicture * geometry.vertical.stride + top
      let place = y * geometry.horizontal.input + column * geometry.horizontal.stride + left
      let to = x + place * geometry.inputs + group * columns
      for i in 0..<columns { to[i] = from[i] }
      from += columns
    }
  }
}
