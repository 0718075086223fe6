extension Tensor {
  /// The sum of all numbers, a single number.
  public func sum() -> Tensor { sum(axes: Array(0..<rank)) }

  /// The sum along one axis, which is dropped unless `keepingAxis`. Negative axes count from the end.
  public func sum(axis: Int, keepingAxis: Bool = false) -> Tensor { sum(axes: [axis], keepingAxes: keepingAxis) }

  /// The sum along several axes, which are dropped unless `keepingAxes`.
  public func sum(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    let axes = normalized(axes, named: "sum")
    let kept = lengthsKeeping(axes)
    let result = kept == shape ? self : Operation.sum(to: kept)(self)
    return keepingAxes ? result : result.dropping(axes)
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
  public func variance() -> Tensor { variance(axes: Array(0..<rank)) }

  /// The variance along one axis, divided by its length (not length - 1).
  public func variance(axis: Int, keepingAxis: Bool = false) -> Tensor { variance(axes: [axis], keepingAxes: keepingAxis) }

  /// The variance along several axes, divided by the count of numbers there (not count - 1).
  ///
  ///     mean(square(x - mean(x)))
  public func variance(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    square(self - mean(axes: axes, keepingAxes: true)).mean(axes: axes, keepingAxes: keepingAxes)
  }

  /// The standard deviation of all numbers; see `standardDeviation(axes:keepingAxes:epsilon:)`.
  public func standardDeviation(epsilon: Double = 0) -> Tensor { standardDeviation(axes: Array(0..<rank), epsilon: epsilon) }

  /// The standard deviation along one axis; see `standardDeviation(axes:keepingAxes:epsilon:)`.
  public func standardDeviation(axis: Int, keepingAxis: Bool = false, epsilon: Double = 0) -> Tensor {
    standardDeviation(axes: [axis], keepingAxes: keepingAxis, epsilon: epsilon)
  }

  /// The standard deviation along several axes.
  ///
  ///     sqrt(variance + epsilon)
  ///
  /// Where that is 0, because all numbers are equal, the gradient is taken as 0.
  ///
  /// - Parameter epsilon: At least 0; layers that divide by the deviation take about 1e-8.
  public func standardDeviation(axes: [Int], keepingAxes: Bool = false, epsilon: Double = 0) -> Tensor {
    require(epsilon >= 0, "standardDeviation: epsilon \(epsilon) is negative")
    let variance = variance(axes: axes, keepingAxes: keepingAxes)
    return safeSqrt(epsilon == 0 ? variance : variance + epsilon)
  }

  /// The sums of the numbers up to and including each place of an axis.
  public func cumulativeSum(axis: Int) -> Tensor {
    Operation.cumulativeSum(axis: normalized([axis], named: "cumulativeSum")[0])(self)
  }

  /// Sums the axes along which `smaller` was stretched to this tensor's shape, in one pass: the transpose of broadcasting.
  package func summed(to smaller: [Int]) -> Tensor {
    if shape == smaller { return self }
    let missing = rank - smaller.count
    let kept = [Int](repeating: 1, count: missing) + smaller
    return (kept == shape ? self : Operation.sum(to: kept)(self)).reshaped(to: smaller)
  }

  /// The tensor stretched to a larger shape by NumPy's rule.
  public func broadcast(to shape: [Int]) -> Tensor {
    if self.shape == shape { return self }
    let meeting = BroadcastLayout.shape(self.shape, shape, named: "broadcast")
    require(meeting == shape, "broadcast: \(self.shape) cannot be stretched to \(shape)")
    return Operation.broadcast(to: shape)(self)
  }
}

/// What functions along axes need to know of them.
extension Tensor {
  /// Axes in 0..<rank, in order and without repetition.
  func normalized(_ axes: [Int], named name: String) -> [Int] {
    var result: [Int] = []
    for axis in axes {
      require((-rank..<rank).contains(axis), "\(name): axis \(axis) of a tensor of shape \(shape), which has \(rank) axes")
      let axis = axis < 0 ? axis + rank : axis
      if !result.contains(axis) { result.append(axis) }
    }
    return result.sorted()
  }

  /// The shape with the given axes at length 1.
  func lengthsKeeping(_ axes: [Int]) -> [Int] {
    var kept = shape
    for axis in axes { kept[axis] = 1 }
    return kept
  }

  /// Without axes that have length 1.
  func dropping(_ axes: [Int]) -> Tensor {
    reshaped(to: shape.indices.filter { !axes.contains($0) }.map { shape[$0] })
  }

  /// Runs of neighbouring axes: [0, 1, 3] gives 0..<2 and 3..<4.
  static func runs(of axes: [Int]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for axis in axes {
      if let last = runs.last, last.upperBound == axis {
        runs[runs.count - 1] = last.lowerBound..<axis + 1
      } else {
        runs.append(axis..<axis + 1)
      }
    }
    return runs
  }
}

extension Operation {
  /// Sums the axes whose length is 1 in `kept`.
  static func sum(to kept: [Int]) -> Operation {
    Operation("sum", evaluate: { Kernels.sum($0[0], to: kept) }, rules: [{ $0.gradient.broadcast(to: $0.x.shape) }])
  }

  static func broadcast(to shape: [Int]) -> Operation {
    Operation("broadcast", evaluate: { Kernels.broadcast($0[0], to: shape) }, rules: [{ $0.gradient.summed(to: $0.x.shape) }])
  }

  static func cumulativeSum(axis: Int) -> Operation {
    Operation(
      "cumulativeSum", evaluate: { Kernels.cumulativeSum($0[0], axis: axis) },
      rules: [
        {
          $0.gradient.flipped(axes: [axis]).cumulativeSum(axis: axis).flipped(axes: [axis])
        }
      ])
  }
}
