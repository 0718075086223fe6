extension Tensor {
  /// The sum of all numbers, a single number.
  public func sum() -> Tensor { sum(axes: Array(0..<rank)) }

  /// The sum along one axis, which is dropped unless `keepingAxis`. Negative axes count from the end.
  public func sum(axis: Int, keepingAxis: Bool = false) -> Tensor { sum(axes: [axis], keepingAxes: keepingAxis) }

  /// The sum along several axes, which are dropped unless `keepingAxes`.
  public func sum(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    let axes = normalized(axes, named: "sum")
    var result = self
    for run in Tensor.runs(of: axes).reversed() { result = Operation.sum(axes: run, of: result.shape)(result) }
    return keepingAxes ? result : result.reshaped(to: shape.indices.filter { !axes.contains($0) }.map { shape[$0] })
  }

  /// The mean of all numbers, a single number.
  public func mean() -> Tensor { mean(axes: Array(0..<rank)) }

  /// The mean along one axis, which is dropped unless `keepingAxis`.
  public func mean(axis: Int, keepingAxis: Bool = false) -> Tensor { mean(axes: [axis], keepingAxes: keepingAxis) }

  /// The mean along several axes, which are dropped unless `keepingAxes`.
  public func mean(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    let reduced = normalized(axes, named: "mean").reduce(1) { $0 * shape[$1] }
    require(reduced > 0, "mean: the shape \(shape) has no numbers to take the mean of")
    return sum(axes: axes, keepingAxes: keepingAxes) * (1 / Double(reduced))
  }

  /// The variance of all numbers, divided by their count (not count - 1).
  public func variance() -> Tensor { square(self - mean()).mean() }

  /// The variance along one axis, divided by its length (not length - 1).
  public func variance(axis: Int, keepingAxis: Bool = false) -> Tensor {
    square(self - mean(axis: axis, keepingAxis: true)).mean(axis: axis, keepingAxis: keepingAxis)
  }

  /// The largest of all numbers; the gradient goes to the first that is as large.
  public func max() -> Tensor { reshaped(to: [count]).max(axis: 0) }

  /// The largest number along one axis, which is dropped unless `keepingAxis`.
  public func max(axis: Int, keepingAxis: Bool = false) -> Tensor {
    let axis = normalized([axis], named: "max")[0]
    require(shape[axis] > 0, "max: axis \(axis) of \(shape) has no numbers")
    let result = Operation.maximum(axis: axis)(self)
    return keepingAxis ? result : result.reshaped(to: shape.indices.filter { $0 != axis }.map { shape[$0] })
  }

  /// The smallest of all numbers.
  public func min() -> Tensor { -(-self).max() }

  /// Where along one axis the largest number stands first; the other axes run as in the tensor.
  public func argmax(axis: Int) -> [Int] {
    let axis = normalized([axis], named: "argmax")[0]
    require(shape[axis] > 0, "argmax: axis \(axis) of \(shape) has no numbers")
    var kept = shape
    kept[axis] = 1
    return Kernels.maximum(self, axis: axis, shape: kept).indices
  }

  /// Sums the axes along which `smaller` was stretched to this tensor's shape: the transpose of broadcasting.
  package func summed(to smaller: [Int]) -> Tensor {
    if shape == smaller { return self }
    let missing = rank - smaller.count
    let axes = shape.indices.filter { $0 < missing || (smaller[$0 - missing] == 1 && shape[$0] != 1) }
    return sum(axes: axes, keepingAxes: true).reshaped(to: smaller)
  }

  /// The tensor stretched to a larger shape by NumPy's rule.
  public func broadcast(to shape: [Int]) -> Tensor {
    if self.shape == shape { return self }
    let meeting = BroadcastLayout.shape(self.shape, shape, named: "broadcast")
    require(meeting == shape, "broadcast: \(self.shape) cannot be stretched to \(shape)")
    return Operation.broadcast(to: shape)(self)
  }

  /// Axes in 0..<rank, in order and without repetition.
  func normalized(_ axes: [Int], named name: String) -> [Int] {
    var result = Set<Int>()
    for axis in axes {
      require((-rank..<rank).contains(axis), "\(name): axis \(axis) of a tensor of shape \(shape), which has \(rank) axes")
      result.insert(axis < 0 ? axis + rank : axis)
    }
    return result.sorted()
  }

  /// Runs of neighbouring axes: [0, 1, 3] gives 0..<2 and 3..<4.
  private static func runs(of axes: [Int]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for axis in axes {
      if let last = runs.last, last.upperBound == axis { runs[runs.count - 1] = last.lowerBound..<axis + 1 } else { runs.append(axis..<axis + 1) }
    }
    return runs
  }
}

/// log(sum(exp(x))) along an axis, which is dropped unless `keepingAxis`; no overflow for large x.
public func logSumExp(_ x: Tensor, axis: Int, keepingAxis: Bool = false) -> Tensor {
  // The largest number is a constant here: its gradient cancels.
  let largest = x.max(axis: axis, keepingAxis: true).withoutGradient
  let result = log(exp(x - largest).sum(axis: axis, keepingAxis: true)) + largest
  let axis = axis < 0 ? axis + x.rank : axis
  return keepingAxis ? result : result.reshaped(to: x.shape.indices.filter { $0 != axis }.map { x.shape[$0] })
}

/// exp(x) divided by its sum along an axis.
public func softmax(_ x: Tensor, axis: Int) -> Tensor { exp(logSoftmax(x, axis: axis)) }

/// The logarithm of `softmax`, without its overflow and underflow.
public func logSoftmax(_ x: Tensor, axis: Int) -> Tensor { x - logSumExp(x, axis: axis, keepingAxis: true) }

extension Operation {
  /// Sums a run of neighbouring axes and keeps them with length 1.
  static func sum(axes: Range<Int>, of shape: [Int]) -> Operation {
    var kept = shape
    for axis in axes { kept[axis] = 1 }
    return Operation("sum", evaluate: { [kept] in Kernels.sum($0[0], axes: axes, shape: kept) }, rules: [{ $0.gradient.broadcast(to: shape) }])
  }

  static func broadcast(to shape: [Int]) -> Operation {
    Operation("broadcast", evaluate: { Kernels.broadcast($0[0], to: shape) }, rules: [{ $0.gradient.summed(to: $0.x.shape) }])
  }

  /// The largest number along an axis, which is kept with length 1.
  static func maximum(axis: Int) -> Operation {
    func kept(_ shape: [Int]) -> [Int] {
      var kept = shape
      kept[axis] = 1
      return kept
    }
    return Operation("max", evaluate: { Kernels.maximum($0[0], axis: axis, shape: kept($0[0].shape)).values }, rules: [{
      $0.gradient * Kernels.firstMaximumMask($0.x, axis: axis, shape: kept($0.x.shape))
    }])
  }
}

extension Kernels {
  /// 1 where the largest number along the axis stands first, 0 elsewhere.
  static func firstMaximumMask(_ x: Tensor, axis: Int, shape: [Int]) -> Tensor {
    let indices = maximum(x, axis: axis, shape: shape).indices
    let layout = ReductionLayout(x.shape, axes: axis..<axis + 1)
    var mask = [Double](repeating: 0, count: x.count)
    for block in 0..<layout.outer {
      for column in 0..<layout.inner {
        mask[(block * layout.reduced + indices[block * layout.inner + column]) * layout.inner + column] = 1
      }
    }
    return Tensor(shape: x.shape, doubles: mask, dtype: x.dtype)
  }
}
