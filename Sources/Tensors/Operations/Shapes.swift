extension Tensor {
  /// The same numbers in another shape; one length may be -1 and follows from the others.
  ///
  /// - Precondition: Both shapes hold the same count of numbers.
  public func reshaped(to shape: [Int]) -> Tensor {
    if shape == self.shape { return self }
    var target = shape
    if let open = target.firstIndex(of: -1) {
      let others = target.enumerated().reduce(1) { $1.offset == open ? $0 : $0 * $1.element }
      require(others > 0 && count % others == 0, "reshaped: \(self.shape) holds \(count) numbers, which \(shape) cannot hold")
      target[open] = count / others
    }
    require(target.allSatisfy { $0 >= 0 } && target.product == count,
      "reshaped: \(self.shape) holds \(count) numbers and \(shape) holds \(target.product)")
    return Operation.reshape(to: target)(self)
  }

  /// A matrix with rows and columns exchanged.
  ///
  /// - Precondition: `rank == 2`.
  public func transposed() -> Tensor {
    require(rank == 2, "transposed: a matrix is needed, the shape is \(shape); use permuted(_:) for other ranks")
    return permuted([1, 0])
  }

  /// The axes in another order: axis i of the result is axis `order[i]` of this tensor.
  public func permuted(_ order: [Int]) -> Tensor {
    require(order.sorted() == Array(0..<rank), "permuted: \(order) is no order of the \(rank) axes of \(shape)")
    return Operation.permute(order)(self)
  }

  /// Whole rows by number, in the order given; a row may come several times.
  ///
  /// - Returns: Shape [rows.count, ...].
  public func gathered(rows: [Int]) -> Tensor {
    require(rank > 0, "gathered: a single number has no rows")
    for row in rows { require((0..<shape[0]).contains(row), "gathered: row \(row) of a tensor of shape \(shape), whose rows are 0..<\(shape[0])") }
    return Operation.gather(rows: rows)(self)
  }

  /// Part `range` of an axis.
  public func sliced(axis: Int, _ range: Range<Int>) -> Tensor {
    let axis = normalized([axis], named: "sliced")[0]
    require(range.lowerBound >= 0 && range.upperBound <= shape[axis], "sliced: \(range) of axis \(axis) of \(shape), whose length is \(shape[axis])")
    return Operation.slice(axis: axis, range)(self)
  }

  /// Row `index` (everything behind the first axis).
  public subscript(index: Int) -> Tensor {
    require(rank > 0, "subscript: a single number has no rows")
    require((0..<shape[0]).contains(index), "subscript: row \(index) of a tensor of shape \(shape), whose rows are 0..<\(shape[0])")
    return sliced(axis: 0, index..<index + 1).reshaped(to: Array(shape.dropFirst()))
  }

  /// The number at a position.
  public subscript(first: Int, second: Int) -> Tensor { self[first][second] }

  /// A range of rows.
  public subscript(range: Range<Int>) -> Tensor {
    require(rank > 0, "subscript: a single number has no rows")
    return sliced(axis: 0, range)
  }
}

/// Tensors one behind the other along an axis.
///
/// - Precondition: All other axes have the same lengths.
public func concatenate(_ parts: [Tensor], axis: Int = 0) -> Tensor {
  guard let first = parts.first else { engineFailure("concatenate: no tensors were given") }
  let axis = first.normalized([axis], named: "concatenate")[0]
  for part in parts {
    var shape = part.shape
    if shape.count == first.rank { shape[axis] = first.shape[axis] }
    require(shape == first.shape && part.dtype == first.dtype,
      "concatenate: \(first.shape) \(first.dtype) and \(part.shape) \(part.dtype) may differ only in axis \(axis)")
  }
  return Operation.concatenate(axis: axis, lengths: parts.map { $0.shape[axis] })(parts)
}

extension Operation {
  static func reshape(to shape: [Int]) -> Operation {
    Operation("reshaped", evaluate: { Tensor(storage: $0[0].storage, shape: shape) }, rules: [{ $0.gradient.reshaped(to: $0.x.shape) }])
  }

  static func permute(_ order: [Int]) -> Operation {
    Operation("permuted", evaluate: { Kernels.permute($0[0], order) }, rules: [{ pullback in
      pullback.gradient.permuted(order.indices.map { order.firstIndex(of: $0)! })
    }])
  }

  static func gather(rows: [Int]) -> Operation {
    Operation("gathered", evaluate: { Kernels.gather($0[0], rows: rows) }, rules: [{ scatterAdd(rows: rows, count: $0.x.shape[0])($0.gradient) }])
  }

  static func scatterAdd(rows: [Int], count: Int) -> Operation {
    Operation("scatterAdd", evaluate: { Kernels.scatterAdd($0[0], rows: rows, count: count) }, rules: [{ gather(rows: rows)($0.gradient) }])
  }

  static func slice(axis: Int, _ range: Range<Int>) -> Operation {
    Operation("sliced", evaluate: { Kernels.slice($0[0], axis: axis, range) }, rules: [{
      embed(axis: axis, offset: range.lowerBound, length: $0.x.shape[axis])($0.gradient)
    }])
  }

  static func embed(axis: Int, offset: Int, length: Int) -> Operation {
    Operation("embed", evaluate: { Kernels.embed($0[0], axis: axis, offset: offset, length: length) }, rules: [{
      $0.gradient.sliced(axis: axis, offset..<offset + $0.x.shape[axis])
    }])
  }

  static func concatenate(axis: Int, lengths: [Int]) -> Operation {
    var offset = 0
    let rules = lengths.map { length -> Rule in
      let range = offset..<offset + length
      offset += length
      return { $0.gradient.sliced(axis: axis, range) }
    }
    return Operation("concatenate", evaluate: { Kernels.concatenate($0, axis: axis) }, rules: rules)
  }
}
