/// How two shapes meet: the fewest axes that describe where each operand's number for a place of the result lies.
///
/// Axes of length 1 are dropped, and neighbours that both operands run through alike are merged. Equal shapes leave one axis, a bias row two; an image
/// [n, h, w, c] and a style [n, 1, 1, c] three. Nothing is written out for stretching.
struct BroadcastLayout {
  struct Axis {
    var length: Int
    /// How far the next number of each operand lies; 0 where the operand is stretched.
    var left: Int
    var right: Int
    /// The same for the result.
    var target: Int
  }

  let shape: [Int]
  /// Outermost first; never empty.
  let axes: [Axis]

  init(_ left: [Int], _ right: [Int], named name: String) {
    shape = BroadcastLayout.shape(left, right, named: name)
    if left == right {
      axes = [Axis(length: shape.product, left: 1, right: 1, target: 1)]
      return
    }
    // Single numbers and rows are what most operations stretch.
    if left.count > right.count && left.suffix(right.count) == right[...] {
      let (count, inner) = (left.product, right.product)
      axes =
        inner == 1
        ? [Axis(length: count, left: 1, right: 0, target: 1)]
        : [Axis(length: count / max(1, inner), left: inner, right: 0, target: inner), Axis(length: inner, left: 1, right: 1, target: 1)]
      return
    }
    let leftStrides = Kernels.broadcastStrides(left, to: shape)
    let rightStrides = Kernels.broadcastStrides(right, to: shape)
    let strides = Kernels.rowMajorStrides(shape)
    var merged: [Axis] = []
    for axis in shape.indices where shape[axis] != 1 {
      let next = Axis(length: shape[axis], left: leftStrides[axis], right: rightStrides[axis], target: strides[axis])
      if let last = merged.last, last.left == next.left * next.length, last.right == next.right * next.length {
        merged[merged.count - 1] = Axis(length: last.length * next.length, left: next.left, right: next.right, target: next.target)
      } else {
        merged.append(next)
      }
    }
    axes = merged.isEmpty ? [Axis(length: 1, left: 1, right: 1, target: 1)] : merged
  }

  /// The shape that both are stretched to: aligned at the last axis, lengths equal or one of them 1.
  static func shape(_ left: [Int], _ right: [Int], named name: String) -> [Int] {
    if left == right { return left }
    var result = left.count >= right.count ? left : right
    for offset in 1...max(1, result.count) where offset <= min(left.count, right.count) {
      let (a, b) = (left[left.count - offset], right[right.count - offset])
      require(
        a == b || a == 1 || b == 1,
        "\(name): shapes \(left) and \(right) do not broadcast: counted from the last axis, lengths \(a) and \(b) differ and neither is 1")
      result[result.count - offset] = a == 1 ? b : a
    }
    return result
  }
}
