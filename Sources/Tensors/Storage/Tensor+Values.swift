extension Tensor {
  /// All numbers as `Float`, the last axis fastest.
  public var values: [Float] {
    switch dtype {
    case .float: Array(UnsafeBufferPointer(start: storage.pointer(to: Float.self), count: count))
    case .double: doubles.map(Float.init)
    }
  }

  /// All numbers as `Double`, the last axis fastest.
  public var doubles: [Double] {
    switch dtype {
    case .float: values.map(Double.init)
    case .double: Array(UnsafeBufferPointer(start: storage.pointer(to: Double.self), count: count))
    }
  }

  /// The only number of a tensor that has one.
  ///
  /// - Precondition: `count == 1`.
  public var scalar: Double {
    require(count == 1, "scalar: a tensor of shape \(shape) has \(count) numbers, not one; take a sum, a mean or an element of it")
    return dtype == .float ? Double(storage.pointer(to: Float.self)[0]) : storage.pointer(to: Double.self)[0]
  }

  /// Whether no number is infinite or not a number.
  public var isFinite: Bool {
    switch dtype {
    case .float: allFinite(storage.pointer(to: Float.self))
    case .double: allFinite(storage.pointer(to: Double.self))
    }
  }

  private func allFinite<Element: Scalar>(_ pointer: UnsafeMutablePointer<Element>) -> Bool {
    // A finite x has x - x == 0; anything else makes the sum NaN.
    var sum = Element.zero
    for index in 0..<count { sum += pointer[index] - pointer[index] }
    return sum == 0
  }
}

extension Tensor: Equatable {
  /// Whether shape, precision and every number are the same; as for `Double`, NaN equals nothing.
  public static func == (left: Tensor, right: Tensor) -> Bool {
    left.shape == right.shape && left.dtype == right.dtype && left.doubles == right.doubles
  }
}
