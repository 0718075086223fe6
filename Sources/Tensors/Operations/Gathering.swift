extension Tensor {
  /// Whole rows by number, in the order given; a row may come several times.
  ///
  /// - Returns: Shape [rows.count, ...].
  public func gathered(rows: [Int]) -> Tensor {
    require(rank > 0, "gathered: a single number has no rows")
    for row in rows {
      require((0..<shape[0]).contains(row), "gathered: row \(row) of a tensor of shape \(shape), whose rows are 0..<\(shape[0])")
    }
    return Operation.gather(axis: 0, rows)(self)
  }

  /// Whole slices of an axis by number, in the order given; a slice may come several times. NumPy's `take`.
  ///
  /// - Returns: The shape with the axis at length indices.count.
  public func gathered(_ indices: [Int], axis: Int) -> Tensor {
    let axis = normalized([axis], named: "gathered")[0]
    for index in indices {
      require(
        (0..<shape[axis]).contains(index), "gathered: index \(index) along axis \(axis) of \(shape), whose places are 0..<\(shape[axis])")
    }
    return Operation.gather(axis: axis, indices)(self)
  }

  /// One number of each line along an axis: with logits [batch, classes], `logits.picked(labels, axis: 1)` is each sample's logit for its label.
  ///
  /// - Parameter indices: One for each line, the other axes running as in the tensor; what `argmax(axis:)` gives.
  /// - Returns: The shape without the axis.
  public func picked(_ indices: [Int], axis: Int) -> Tensor {
    let axis = normalized([axis], named: "picked")[0]
    let kept = lengthsKeeping([axis])
    require(indices.count == kept.product, "picked: \(indices.count) indices for \(kept.product) lines along axis \(axis) of \(shape)")
    for index in indices {
      require(
        (0..<shape[axis]).contains(index), "picked: index \(index) along axis \(axis) of \(shape), whose places are 0..<\(shape[axis])")
    }
    return Operation.pick(axis: axis, indices, count: 1)(self).dropping([axis])
  }

  /// The numbers of each line along an axis in order, NaN last. The gradient of each goes where it came from.
  public func sorted(axis: Int = -1, descending: Bool = false) -> Tensor {
    let axis = normalized([axis], named: "sorted")[0]
    return Operation.pick(axis: axis, Kernels.sortedPlaces(self, axis: axis, descending: descending), count: shape[axis])(self)
  }

  /// Where along an axis each number of `sorted(axis:descending:)` stands; equal numbers keep their order. The indices run as the tensor does.
  public func argsort(axis: Int = -1, descending: Bool = false) -> [Int] {
    Kernels.sortedPlaces(self, axis: normalized([axis], named: "argsort")[0], descending: descending)
  }
}

/// Each of these is linear, and its partner is its transpose.
extension Operation {
  static func gather(axis: Int, _ indices: [Int]) -> Operation {
    Operation(
      "gathered", evaluate: { Kernels.gather($0[0], axis: axis, indices) },
      rules: [
        {
          scatterAdd(axis: axis, indices, length: $0.x.shape[axis])($0.gradient)
        }
      ])
  }

  static func scatterAdd(axis: Int, _ indices: [Int], length: Int) -> Operation {
    Operation(
      "scatterAdd", evaluate: { Kernels.scatterAdd($0[0], axis: axis, indices, length: length) },
      rules: [
        {
          gather(axis: axis, indices)($0.gradient)
        }
      ])
  }

  static func pick(axis: Int, _ indices: [Int], count: Int) -> Operation {
    Operation(
      "picked", evaluate: { Kernels.pick($0[0], axis: axis, indices, count: count) },
      rules: [
        {
          unpick(axis: axis, indices, length: $0.x.shape[axis])($0.gradient)
        }
      ])
  }

  static func unpick(axis: Int, _ indices: [Int], length: Int) -> Operation {
    Operation(
      "unpicked", evaluate: { Kernels.unpick($0[0], axis: axis, indices, length: length) },
      rules: [
        {
          pick(axis: axis, indices, count: $0.x.shape[axis])($0.gradient)
        }
      ])
  }
}
