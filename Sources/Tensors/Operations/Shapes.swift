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
    require(
      target.allSatisfy { $0 >= 0 } && target.product == count,
      "reshaped: \(self.shape) holds \(count) numbers and \(shape) holds \(target.product)")
    return Operation.reshape(to: target)(self)
  }

  /// A matrix with rows and columns exchanged.
  ///
  /// - Precondition: `rank == 2`.
  public func transposed() -> Tensor {
    require(rank == 2, "transposed: a matrix is needed, the shape is \(shape); use transposed(_:_:) or permuted(_:) for other ranks")
    return permuted([1, 0])
  }

  /// Two axes exchanged; negative axes count from the end.
  public func transposed(_ first: Int, _ second: Int) -> Tensor {
    let (a, b) = (normalized([first], named: "transposed")[0], normalized([second], named: "transposed")[0])
    var order = Array(shape.indices)
    order.swapAt(a, b)
    return permuted(order)
  }

  /// The axes in another order: axis i of the result is axis `order[i]` of this tensor.
  public func permuted(_ order: [Int]) -> Tensor {
    require(order.sorted() == Array(0..<rank), "permuted: \(order) is no order of the \(rank) axes of \(shape)")
    return order == Array(0..<rank) ? self : Operation.permute(order)(self)
  }

  /// With a new axis of length 1, which is axis `axis` of the result: a row [n] expanded at 0 is [1, n], at 1 or -1 it is [n, 1].
  public func expanded(at axis: Int) -> Tensor {
    require(
      (-rank - 1...rank).contains(axis),
      "expanded: axis \(axis) of the result; a tensor of shape \(shape) can get axes \(-rank - 1)...\(rank)")
    var target = shape
    target.insert(1, at: axis < 0 ? axis + rank + 1 : axis)
    return reshaped(to: target)
  }

  /// Without axes that have length 1; with all such axes dropped where none are named.
  public func squeezed(axes: [Int]? = nil) -> Tensor {
    guard let axes else { return reshaped(to: shape.filter { $0 != 1 }) }
    let dropped = normalized(axes, named: "squeezed")
    for axis in dropped {
      require(shape[axis] == 1, "squeezed: axis \(axis) of \(shape) has length \(shape[axis]), and only axes of length 1 can be dropped")
    }
    return dropping(dropped)
  }

  /// Without an axis that has length 1.
  public func squeezed(axis: Int) -> Tensor { squeezed(axes: [axis]) }

  /// The whole tensor again and again along its axes, as tiles on a floor: [1, 2] tiled [2] is [1, 2, 1, 2].
  ///
  /// - Parameter repetitions: One number for each axis, aligned at the last; more numbers than axes make new axes in front.
  public func tiled(_ repetitions: [Int]) -> Tensor {
    require(repetitions.allSatisfy { $0 >= 0 }, "tiled: the repetitions \(repetitions) contain a negative number")
    let all = [Int](repeating: 1, count: Swift.max(0, rank - repetitions.count)) + repetitions
    let own = [Int](repeating: 1, count: all.count - rank) + shape
    let interleaved = zip(all, own).flatMap { [$0, $1] }
    return reshaped(to: own.flatMap { [1, $0] }).broadcast(to: interleaved).reshaped(to: zip(all, own).map { $0 * $1 })
  }

  /// Each slice of an axis several times in a row: [1, 2] repeated twice is [1, 1, 2, 2].
  public func repeated(_ times: Int, axis: Int) -> Tensor {
    let axis = normalized([axis], named: "repeated")[0]
    require(times >= 0, "repeated: \(times) times is negative")
    var (target, result) = (shape, shape)
    target.insert(times, at: axis + 1)
    result[axis] *= times
    return expanded(at: axis + 1).broadcast(to: target).reshaped(to: result)
  }

  /// Parts of an axis, one behind the other.
  ///
  /// - Parameter lengths: Of each part; together the length of the axis.
  public func split(lengths: [Int], axis: Int = 0) -> [Tensor] {
    let axis = normalized([axis], named: "split")[0]
    require(
      lengths.allSatisfy { $0 >= 0 } && lengths.reduce(0, +) == shape[axis],
      "split: parts of lengths \(lengths) do not make up axis \(axis) of \(shape)")
    var start = 0
    return lengths.map { length in
      defer { start += length }
      return sliced(axis: axis, start..<start + length)
    }
  }

  /// Equal parts of an axis, one behind the other.
  ///
  /// - Precondition: `parts` divides the length of the axis.
  public func split(into parts: Int, axis: Int = 0) -> [Tensor] {
    let own = normalized([axis], named: "split")[0]
    require(parts > 0 && shape[own] % parts == 0, "split: axis \(own) of \(shape) cannot be cut into \(parts) equal parts")
    return split(lengths: [Int](repeating: shape[own] / parts, count: parts), axis: own)
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
    require(
      shape == first.shape && part.dtype == first.dtype,
      "concatenate: \(first.shape) \(first.dtype) and \(part.shape) \(part.dtype) may differ only in axis \(axis)")
  }
  return Operation.concatenate(axis: axis, lengths: parts.map { $0.shape[axis] })(parts)
}

/// Tensors of one shape side by side along a new axis, which is axis `axis` of the result.
public func stack(_ parts: [Tensor], axis: Int = 0) -> Tensor {
  guard let first = parts.first else { engineFailure("stack: no tensors were given") }
  for part in parts {
    require(
      part.shape == first.shape && part.dtype == first.dtype,
      "stack: \(first.shape) \(first.dtype) and \(part.shape) \(part.dtype) differ")
  }
  return concatenate(parts.map { $0.expanded(at: axis) }, axis: axis)
}

extension Operation {
  static func reshape(to shape: [Int]) -> Operation {
    Operation("reshaped", evaluate: { Tensor(storage: $0[0].storage, shape: shape) }, rules: [{ $0.gradient.reshaped(to: $0.x.shape) }])
  }

  static func permute(_ order: [Int]) -> Operation {
    Operation(
      "permuted", evaluate: { Kernels.permute($0[0], order) },
      rules: [
        { pullback in
          pullback.gradient.permuted(order.indices.map { order.firstIndex(of: $0)! })
        }
      ])
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
