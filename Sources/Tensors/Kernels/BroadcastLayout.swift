/// How two shapes meet, reduced to the four loops that are worth having.
struct BroadcastLayout {
  enum Loop {
    case same
    /// One operand is a single number.
    case scalarLeft, scalarRight
    /// One operand is a row of `inner` numbers, the same for each of the `outer` rows of the other.
    case rowLeft, rowRight
    /// One operand has one number for each of the `outer` rows of the other.
    case columnLeft, columnRight
    /// Neither: the smaller operand is written out first.
    case general
  }

  let shape: [Int]
  let loop: Loop
  let outer: Int
  let inner: Int
  var isGeneral: Bool { loop == .general }

  init(_ left: [Int], _ right: [Int], named name: String) {
    shape = BroadcastLayout.shape(left, right, named: name)
    let count = shape.product
    let (isLeftWhole, isRightWhole) = (left == shape, right == shape)
    if left == right {
      (loop, outer, inner) = (.same, 1, count)
    } else if isLeftWhole, right.product == 1 {
      (loop, outer, inner) = (.scalarRight, 1, count)
    } else if isRightWhole, left.product == 1 {
      (loop, outer, inner) = (.scalarLeft, 1, count)
    } else if isLeftWhole, let length = BroadcastLayout.rowLength(right, in: shape) {
      (loop, outer, inner) = (.rowRight, count / max(1, length), length)
    } else if isRightWhole, let length = BroadcastLayout.rowLength(left, in: shape) {
      (loop, outer, inner) = (.rowLeft, count / max(1, length), length)
    } else if isLeftWhole, let length = BroadcastLayout.columnLength(right, in: shape) {
      (loop, outer, inner) = (.columnRight, length, count / max(1, length))
    } else if isRightWhole, let length = BroadcastLayout.columnLength(left, in: shape) {
      (loop, outer, inner) = (.columnLeft, length, count / max(1, length))
    } else {
      (loop, outer, inner) = (.general, 1, count)
    }
  }

  /// The shape that both are stretched to: aligned at the last axis, lengths equal or one of them 1.
  static func shape(_ left: [Int], _ right: [Int], named name: String) -> [Int] {
    if left == right { return left }
    var result = left.count >= right.count ? left : right
    for offset in 1...max(1, result.count) where offset <= min(left.count, right.count) {
      let (a, b) = (left[left.count - offset], right[right.count - offset])
      require(a == b || a == 1 || b == 1,
        "\(name): shapes \(left) and \(right) do not broadcast: counted from the last axis, lengths \(a) and \(b) differ and neither is 1")
      result[result.count - offset] = a == 1 ? b : a
    }
    return result
  }

  /// The count of `small` if it is the tail of `shape`, leading ones aside.
  private static func rowLength(_ small: [Int], in shape: [Int]) -> Int? {
    let tail = Array(small.drop { $0 == 1 })
    return !tail.isEmpty && Array(shape.suffix(tail.count)) == tail ? tail.product : nil
  }

  /// The count of `small` if it is the head of `shape` followed by ones.
  private static func columnLength(_ small: [Int], in shape: [Int]) -> Int? {
    guard small.count == shape.count else { return nil }
    let trailing = small.reversed().prefix { $0 == 1 }.count
    let head = small.dropLast(trailing)
    return trailing > 0 && !head.isEmpty && head == shape.prefix(head.count) ? Array(head).product : nil
  }
}
