extension Tensor {
  /// A single number.
  public init(_ value: Double, dtype: DType = .float) {
    self.init(repeating: value, shape: [], dtype: dtype)
  }

  /// A row of numbers, shape [values.count].
  public init(_ values: [Double], dtype: DType = .float) {
    self.init(shape: [values.count], doubles: values, dtype: dtype)
  }

  /// A matrix, row by row, shape [rows, columns].
  ///
  /// - Precondition: All rows have the same length.
  public init(_ rows: [[Double]], dtype: DType = .float) {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != columns {
      engineFailure("Tensor: row 0 has \(columns) numbers and row \(index) has \(row.count); all rows need the same length")
    }
    self.init(shape: [rows.count, columns], doubles: rows.flatMap { $0 }, dtype: dtype)
  }

  /// - Parameter values: As many as the product of `shape`, the last axis fastest.
  public init(shape: [Int], values: [Float]) {
    Tensor.requireShape(shape, holds: values.count)
    self.init(uninitialized: shape, dtype: .float)
    let pointer = storage.pointer(to: Float.self)
    for index in 0..<values.count { pointer[index] = values[index] }
  }

  /// - Parameter doubles: As many as the product of `shape`, the last axis fastest.
  public init(shape: [Int], doubles: [Double], dtype: DType = .float) {
    Tensor.requireShape(shape, holds: doubles.count)
    self.init(uninitialized: shape, dtype: dtype)
    switch dtype {
    case .float: for index in 0..<doubles.count { storage.pointer(to: Float.self)[index] = Float(doubles[index]) }
    case .double: for index in 0..<doubles.count { storage.pointer(to: Double.self)[index] = doubles[index] }
    }
  }

  /// The same number everywhere.
  public init(repeating value: Double, shape: [Int], dtype: DType = .float) {
    Tensor.requireShape(shape, holds: shape.product)
    self.init(uninitialized: shape, dtype: dtype)
    switch dtype {
    case .float: storage.pointer(to: Float.self).update(repeating: Float(value), count: count)
    case .double: storage.pointer(to: Double.self).update(repeating: value, count: count)
    }
  }

  public init(zeros shape: [Int], dtype: DType = .float) { self.init(repeating: 0, shape: shape, dtype: dtype) }

  public init(ones shape: [Int], dtype: DType = .float) { self.init(repeating: 1, shape: shape, dtype: dtype) }

  /// One row a label, with a one in the label's column, shape [labels.count, classes].
  ///
  /// - Precondition: Each label is in 0..<classes.
  public init(oneHot labels: [Int], classes: Int) {
    self.init(zeros: [labels.count, classes])
    let pointer = storage.pointer(to: Float.self)
    for (row, label) in labels.enumerated() {
      require((0..<classes).contains(label), "oneHot: label \(label) in row \(row) is outside 0..<\(classes)")
      pointer[row * classes + label] = 1
    }
  }

  /// The same numbers in another precision.
  ///
  /// - Returns: A constant: no gradient flows through a change of precision.
  public func converted(to dtype: DType) -> Tensor {
    dtype == self.dtype ? Tensor(storage: storage, shape: shape) : Tensor(shape: shape, doubles: doubles, dtype: dtype)
  }

  private static func requireShape(_ shape: [Int], holds count: Int) {
    require(shape.allSatisfy { $0 >= 0 }, "Tensor: the shape \(shape) has a negative length")
    require(shape.product == count, "Tensor: the shape \(shape) holds \(shape.product) numbers, \(count) were given")
  }
}
