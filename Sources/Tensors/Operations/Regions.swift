extension Tensor {
  /// Part `range` of an axis.
  public func sliced(axis: Int, _ range: Range<Int>) -> Tensor {
    let axis = normalized([axis], named: "sliced")[0]
    require(
      range.lowerBound >= 0 && range.upperBound <= shape[axis],
      "sliced: \(range) of axis \(axis) of \(shape), whose length is \(shape[axis])")
    if range == 0..<shape[axis] { return self }
    return part(along: axis, AxisRegion(start: range.lowerBound, step: 1, count: range.count))
  }

  /// Every `step`-th place of part `range` of an axis, the range's first included.
  public func sliced(axis: Int, _ range: Range<Int>, step: Int) -> Tensor {
    let axis = normalized([axis], named: "sliced")[0]
    require(step > 0, "sliced: the step \(step) must be at least 1; flipped(axes:) runs backwards")
    require(
      range.lowerBound >= 0 && range.upperBound <= shape[axis],
      "sliced: \(range) of axis \(axis) of \(shape), whose length is \(shape[axis])")
    return part(along: axis, AxisRegion(start: range.lowerBound, step: step, count: (range.count + step - 1) / step))
  }

  /// The order of the numbers turned round along axes: with axis 2 of [batch, height, width, channels], mirror images.
  public func flipped(axes: [Int]) -> Tensor {
    let axes = normalized(axes, named: "flipped")
    let region = shape.enumerated().map { axis, length in
      axes.contains(axis) ? AxisRegion(start: Swift.max(0, length - 1), step: -1, count: length) : AxisRegion(whole: length)
    }
    return axes.isEmpty ? self : Operation.slice(region)(self)
  }

  private func part(along axis: Int, _ part: AxisRegion) -> Tensor {
    var region = shape.map { AxisRegion(whole: $0) }
    region[axis] = part
    return Operation.slice(region)(self)
  }

  /// With a border of a constant.
  ///
  /// - Parameter widths: Of the border before and after each axis; one pair for each.
  public func padded(_ widths: [(before: Int, after: Int)], with value: Double = 0) -> Tensor {
    requireWidths(widths)
    let target = zip(shape, widths).map { $0 + $1.before + $1.after }
    let region = zip(shape, widths).map { AxisRegion(start: $1.before, step: 1, count: $0) }
    return target == shape ? self : Operation.embed(region, in: target, fill: value)(self)
  }

  /// Images with a border of a constant.
  ///
  /// - Precondition: Shape [batch, height, width, channels].
  public func padded(_ width: Int, with value: Double = 0) -> Tensor {
    padded(imageWidths(width), with: value)
  }

  /// With a border that mirrors what lies within, the outermost numbers not repeated: [1, 2, 3] with 2 on each side is [3, 2, 1, 2, 3, 2, 1].
  ///
  /// - Parameter widths: Of the border before and after each axis; each less than the axis is long.
  public func paddedByReflection(_ widths: [(before: Int, after: Int)]) -> Tensor {
    requireWidths(widths)
    var result = self
    for (axis, width) in widths.enumerated() where width.before + width.after > 0 {
      let length = shape[axis]
      require(
        Swift.max(width.before, width.after) < length,
        "padded: a mirrored border of \(width.before) and \(width.after) needs an axis of more numbers, and axis \(axis) of \(shape) has \(length)"
      )
      let places = (-width.before..<length + width.after).map { place in
        place < 0 ? -place : place < length ? place : 2 * (length - 1) - place
      }
      result = result.gathered(places, axis: axis)
    }
    return result
  }

  /// Images with a border that mirrors what lies within, as CycleGAN's generators have it.
  ///
  /// - Precondition: Shape [batch, height, width, channels]; `width` is less than height and width.
  public func paddedByReflection(_ width: Int) -> Tensor {
    let widths = imageWidths(width)
    guard (0..<Swift.min(shape[1], shape[2])).contains(width) else { return paddedByReflection(widths) }
    return resample(
      self, height: .reflecting(shape[1], before: width, after: width), width: .reflecting(shape[2], before: width, after: width))
  }

  private func imageWidths(_ width: Int) -> [(before: Int, after: Int)] {
    require(
      rank == 4, "padded: images [batch, height, width, channels] are needed, the shape is \(shape); give a width for each axis of others")
    return [(0, 0), (width, width), (width, width), (0, 0)]
  }

  private func requireWidths(_ widths: [(before: Int, after: Int)]) {
    require(widths.count == rank, "padded: \(widths.count) pairs of widths for the \(rank) axes of \(shape)")
    for (axis, width) in widths.enumerated() {
      require(
        width.before >= 0 && width.after >= 0, "padded: the border \(width.before) and \(width.after) of axis \(axis) has a negative width")
    }
  }
}

extension Operation {
  static func slice(_ region: [AxisRegion]) -> Operation {
    Operation("sliced", evaluate: { Kernels.slice($0[0], region) }, rules: [{ embed(region, in: $0.x.shape)($0.gradient) }])
  }

  /// A constant everywhere but in the region.
  static func embed(_ region: [AxisRegion], in shape: [Int], fill: Double = 0) -> Operation {
    Operation("padded", evaluate: { Kernels.embed($0[0], region, in: shape, fill: fill) }, rules: [{ slice(region)($0.gradient) }])
  }

  /// The first tensor with the region replaced by the second.
  static func replace(_ region: [AxisRegion]) -> Operation {
    Operation(
      "replaced",
      evaluate: { inputs in
        let result = Tensor(uninitialized: inputs[0].shape, dtype: inputs[0].dtype)
        result.storage.bytes.copyMemory(from: inputs[0].storage.bytes, byteCount: result.count * result.dtype.byteCount)
        Kernels.write(inputs[1], to: region, of: result)
        return result
      },
      rules: [
        { replace(region)($0.gradient, Tensor(zeros: region.map(\.count), dtype: $0.gradient.dtype)) },
        { slice(region)($0.gradient).summed(to: $0.y.shape) },
      ])
  }
}
