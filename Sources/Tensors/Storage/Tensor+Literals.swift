/// Numbers in brackets within brackets, as they stand in a cell; `Tensor` reads them.
public struct TensorLiteral: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  fileprivate let numbers: [Double]
  fileprivate let shape: [Int]

  public init(floatLiteral value: Double) { (numbers, shape) = ([value], []) }

  public init(integerLiteral value: Int) { (numbers, shape) = ([Double(value)], []) }

  public init(arrayLiteral elements: TensorLiteral...) { self.init(elements) }

  /// - Precondition: All elements have one shape.
  fileprivate init(_ elements: [TensorLiteral]) {
    let first = elements.first?.shape ?? []
    for (index, element) in elements.enumerated() {
      require(element.shape == first, "Tensor: entry 0 of a literal has shape \(first) and entry \(index) has \(element.shape); all need the same")
    }
    numbers = elements.flatMap(\.numbers)
    shape = [elements.count] + first
  }
}

/// Brackets with numbers are a tensor where one is expected: `let corners: Tensor = [[0, 0], [1, 1]]`, or `x + [1, 2]`.
///
/// A bare number is none: if every `2` could be a tensor, the compiler would weigh that for each number of an expression, and `2 * x + 1` would have several
/// readings. Numbers meet tensors in operators of their own instead.
extension Tensor: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: TensorLiteral...) {
    let literal = TensorLiteral(elements)
    self.init(shape: literal.shape, doubles: literal.numbers)
  }
}
