extension Kernels {
  /// The convolution of an image with a filter, and then a bias for each output channel and an activation where they are given.
  ///
  /// Patches of the image, a few at a time, times the filter as a matrix.
  static func convolution(
    _ x: Tensor, _ filter: Tensor, bias: Tensor? = nil, epilogue: Epilogue = .none, _ geometry: ConvolutionGeometry
  ) -> Tensor {
    let result = Tensor(uninitialized: geometry.outputShape, dtype: x.dtype)
    dispatch(x.dtype) {
      convolution(
        x.storage.pointer(to: Float.self), filter.storage.pointer(), bias?.storage.pointer(), epilogue, geometry, result.storage.pointer())
    } double: {
      convolution(
        x.storage.pointer(to: Double.self), filter.storage.pointer(), bias?.storage.pointer(), epilogue, geometry, result.storage.pointer())
    }
    return result
  }

  private static func convolution<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ filter: UnsafeMutablePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue,
    _ geometry: ConvolutionGeometry, _ y: UnsafeMutablePointer<T>
  ) {
    if geometry.isDepthwise { return DepthwiseConvolution(geometry: geometry).run(x, filter, bias, epilogue, y) }
    if let minimal = MinimalFiltering(geometry) { return minimal.run(x, filter, bias, epilogue, y) }
    if let mirrored = MirroredConvolution(geometry) { return mirrored.run(x, filter, bias, epilogue, y) }
    let columns = geometry.outputsInGroup
    for group in 0..<geometry.groups {
      let patches = geometry.inputPatches(group: group)
      let packed = RightMatrix(
        filter + group * columns, inner: patches.length, columns: columns, innerStride: geometry.outputs, columnStride: 1)
      let bias = bias.map { $0 + group * columns }
      inEqualParts(count: patches.rows, grain: patches.chunk, unit: ProductTile.rows) { part in
        let target = y + part.lowerBound * geometry.outputs + group * columns
        multiply(patches, part, of: x, by: packed, into: target, targetStride: geometry.outputs)
        epilogue.apply(rows: part.count, columns: columns, bias, target, stride: geometry.outputs)
      }
    }
  }

  /// The products of some patches with a matrix.
  static func multiply<T: Scalar>(
    _ patches: Patches, _ rows: Range<Int>, of image: UnsafePointer<T>, by matrix: RightMatrix<T>,
    into target: UnsafeMutablePointer<T>, targetStride: Int
  ) {
    if patches.isImage {
      let left = ProductTile.Left(start: image + rows.lowerBound * patches.length, rowStride: patches.length, innerStride: 1)
      return matrix.multiply(rows: rows.count, left: left, into: target, targetStride: targetStride)
    }
    withScratchBuffer(of: T.self, capacity: rows.count * patches.length) { buffer in
      let scratch = buffer.baseAddress!
      patches.write(rows, of: image, to: scratch)
      let left = ProductTile.Left(start: UnsafePointer(scratch), rowStride: patches.length, innerStride: 1)
      matrix.multiply(rows: rows.count, left: left, into: target, targetStride: targetStride)
    }
  }
}
