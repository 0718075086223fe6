/// A fused function after a product, applied to each part of the result while it is in cache.
enum Epilogue {
  case none
  case leakyReLU(slope: Double)
  case hyperbolicTangent
  case sigmoid

  /// The function of each number plus its column's bias, in place.
  ///
  /// - Parameter stride: From one row to the next.
  func apply<T: Scalar>(rows: Int, columns: Int, _ bias: UnsafeMutablePointer<T>?, _ c: UnsafeMutablePointer<T>, stride: Int) {
    switch self {
    case .none: if let bias { map(rows, columns, bias, c, stride) { $0 } }
    case .leakyReLU(let slope): let slope = T(slope); map(rows, columns, bias, c, stride) { $0 > 0 ? $0 : $0 * slope }
    case .hyperbolicTangent: map(rows, columns, bias, c, stride) { T.hyperbolicTangent($0) }
    case .sigmoid: map(rows, columns, bias, c, stride) { T.sigmoid($0) }
    }
  }

  @inline(__always)
  private func map<T: Scalar>(
    _ rows: Int, _ columns: Int, _ bias: UnsafeMutablePointer<T>?, _ c: UnsafeMutablePointer<T>, _ stride: Int, _ function: (T) -> T
  ) {
    for row in 0..<rows {
      let r = c + row &* stride
      if let bias {
        for i in 0..<columns { r[i] = function(r[i] + bias[i]) }
      } else {
        for i in 0..<columns { r[i] = function(r[i]) }
      }
    }
  }
}
