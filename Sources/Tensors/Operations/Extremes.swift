extension Tensor {
  /// The largest of all numbers; the gradient goes to the first that is as large. NaN counts as larger than everything, so that it is seen.
  public func max() -> Tensor { max(axes: Array(0..<rank)) }

  /// The largest number along one axis, which is dropped unless `keepingAxis`; the gradient goes to the first that is as large.
  public func max(axis: Int, keepingAxis: Bool = false) -> Tensor { max(axes: [axis], keepingAxes: keepingAxis) }

  /// The largest number along several axes, which are dropped unless `keepingAxes`; the gradient goes to the first that is as large.
  ///
  /// - Precondition: The axes hold at least one number.
  public func max(axes: [Int], keepingAxes: Bool = false) -> Tensor { extreme(axes, keepingAxes, isLargest: true, named: "max") }

  /// The smallest of all numbers; the gradient goes to the first that is as small. NaN counts as smaller than everything, so that it is seen.
  public func min() -> Tensor { min(axes: Array(0..<rank)) }

  /// The smallest number along one axis, which is dropped unless `keepingAxis`; the gradient goes to the first that is as small.
  public func min(axis: Int, keepingAxis: Bool = false) -> Tensor { min(axes: [axis], keepingAxes: keepingAxis) }

  /// The smallest number along several axes, which are dropped unless `keepingAxes`; the gradient goes to the first that is as small.
  ///
  /// - Precondition: The axes hold at least one number.
  public func min(axes: [Int], keepingAxes: Bool = false) -> Tensor { extreme(axes, keepingAxes, isLargest: false, named: "min") }

  /// Where along one axis the largest number stands first; the other axes run as in the tensor.
  public func argmax(axis: Int) -> [Int] { places([axis], isLargest: true, named: "argmax") }

  /// Where among all numbers, the last axis fastest, the largest stands first.
  public func argmax() -> Int { places(Array(0..<rank), isLargest: true, named: "argmax")[0] }

  /// Where among the numbers of several axes, the last of them fastest, the largest stands first; the other axes run as in the tensor.
  public func argmax(axes: [Int]) -> [Int] { places(axes, isLargest: true, named: "argmax") }

  /// Where along one axis the smallest number stands first; the other axes run as in the tensor.
  public func argmin(axis: Int) -> [Int] { places([axis], isLargest: false, named: "argmin") }

  /// Where among all numbers, the last axis fastest, the smallest stands first.
  public func argmin() -> Int { places(Array(0..<rank), isLargest: false, named: "argmin")[0] }

  /// Where among the numbers of several axes, the last of them fastest, the smallest stands first; the other axes run as in the tensor.
  public func argmin(axes: [Int]) -> [Int] { places(axes, isLargest: false, named: "argmin") }

  /// Run by run from the last: of equal numbers the first, counted with the last axis fastest, gets the gradient.
  private func extreme(_ axes: [Int], _ keepingAxes: Bool, isLargest: Bool, named name: String) -> Tensor {
    let axes = normalized(axes, named: name)
    for axis in axes { require(shape[axis] > 0, "\(name): axis \(axis) of \(shape) has no numbers") }
    var result = self
    for run in Tensor.runs(of: axes).reversed() { result = Operation.extreme(axes: run, isLargest: isLargest, named: name)(result) }
    return keepingAxes ? result : result.dropping(axes)
  }

  private func places(_ axes: [Int], isLargest: Bool, named name: String) -> [Int] {
    let axes = normalized(axes, named: name)
    for axis in axes { require(shape[axis] > 0, "\(name): axis \(axis) of \(shape) has no numbers") }
    var (x, run) = (withoutGradient, 0..<0)
    if let first = axes.first, axes.count == axes.last! - first + 1 {
      run = first..<first + axes.count
    } else {
      x = x.permuted(shape.indices.filter { !axes.contains($0) } + axes)
      run = rank - axes.count..<rank
    }
    let best = Kernels.extreme(x, axes: run, shape: x.lengthsKeeping(Array(run)), isLargest: isLargest)
    return Kernels.firstPlaces(of: best, in: x, axes: run)
  }
}

extension Operation {
  /// The largest or smallest number along neighbouring axes, which are kept with length 1.
  static func extreme(axes: Range<Int>, isLargest: Bool, named name: String) -> Operation {
    Operation(
      name,
      evaluate: {
        Kernels.extreme($0[0], axes: axes, shape: $0[0].lengthsKeeping(Array(axes)), isLargest: isLargest)
      },
      rules: [
        {
          if !$0.isTraced { return Kernels.atFirstPlaces(of: $0.output, in: $0.x, axes: axes, values: $0.gradient) }
          return $0.gradient * Kernels.atFirstPlaces(of: $0.output, in: $0.x, axes: axes)
        }
      ])
  }
}
