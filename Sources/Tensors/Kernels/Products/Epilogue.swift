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

  /// Short rows that lie one behind the other run together, against as many copies of the biases: a loop of its own for each costs more than the row.
  @inline(__always)
  private func map<T: Scalar>(
    _ rows: Int, _ columns: Int, _ bias: UnsafeMutablePointer<T>?, _ c: UnsafeMutablePointer<T>, _ stride: Int, _ function: (T) -> T
  ) {
    let isRun = stride == columns
    guard let bias else {
      let (lines, length) = isRun ? (1, rows &* columns) : (rows, columns)
      for line in 0..<lines {
        let r = c + line &* stride
        for i in 0..<length { r[i] = function(r[i]) }
      }
      return
    }
    let times = isRun ? min(rows, 512 / max(1, columns)) : 1
    if times < 4 {
      for row in 0..<rows {
        let r = c + row &* stride
        for i in 0..<columns { r[i] = function(r[i] + bias[i]) }
      }
      return
    }
    withScratchBuffer(of: T.self, capacity: times * columns) { buffer in
      let line = buffer.baseAddress!
      for time in 0..<times { (line + time &* columns).update(from: bias, count: columns) }
      for row in Swift.stride(from: 0, to: rows, by: times) {
        let (r, length) = (c + row &* columns, min(times, rows &- row) &* columns)
        for i in 0..<length { r[i] = function(r[i] + line[i]) }
      }
    }
  }
}
