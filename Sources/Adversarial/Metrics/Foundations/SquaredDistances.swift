/// Squared Euclidean distances from points to references, row after row.
///
/// They are sums of squared differences and not norm(x)² - 2 x·y + norm(y)², which a matrix product would give faster: that
/// form cancels where points are close, and a copy would lie at some small distance, or at the root of a negative number. Here a copy is
/// at exactly 0, the distance from x to y has the bits of the distance from y to x, and a point's distance depends on no other point.
struct SquaredDistances {
  let count: Int
  let dimension: Int
  /// Coordinate after coordinate, each with all references.
  private let coordinates: [Double]

  init(to references: Points) {
    count = references.count
    dimension = references.dimension
    var coordinates = [Double](repeating: 0, count: references.numbers.count)
    for row in 0..<count {
      for column in 0..<dimension { coordinates[column * count + row] = references.numbers[row * dimension + column] }
    }
    self.coordinates = coordinates
  }

  /// Calls `body` with the number of each point and its squared distances to all references.
  ///
  /// One row exists at a time, so that memory grows with the references alone.
  func forEachRow(from points: Points, _ body: (Int, UnsafeBufferPointer<Double>) -> Void) {
    var row = [Double](repeating: 0, count: count)
    row.withUnsafeMutableBufferPointer { row in
      points.numbers.withUnsafeBufferPointer { numbers in
        for index in 0..<points.count {
          fill(row.baseAddress!, from: numbers.baseAddress! + index * dimension)
          body(index, UnsafeBufferPointer(row))
        }
      }
    }
  }

  /// References in one part: their sums stay in the fastest cache while the coordinates pass by.
  private static let part = 1_024

  private func fill(_ row: UnsafeMutablePointer<Double>, from point: UnsafePointer<Double>) {
    coordinates.withUnsafeBufferPointer { coordinates in
      for start in stride(from: 0, to: count, by: SquaredDistances.part) {
        let length = min(SquaredDistances.part, count - start)
        let sums = row + start
        sums.update(repeating: 0, count: length)
        var column = 0
        while column + 4 <= dimension {
          SquaredDistances.addFour(sums, length, coordinates.baseAddress! + column * count + start, stride: count, point + column)
          column += 4
        }
        while column < dimension {
          let (values, coordinate) = (coordinates.baseAddress! + column * count + start, point[column])
          for i in 0..<length { sums[i] += (values[i] - coordinate) * (values[i] - coordinate) }
          column += 1
        }
      }
    }
  }

  /// Adds the squared differences of four coordinates in one pass over the sums.
  @inline(__always)
  private static func addFour(
    _ sums: UnsafeMutablePointer<Double>, _ length: Int, _ values: UnsafePointer<Double>, stride: Int, _ point: UnsafePointer<Double>
  ) {
    let (first, second, third, fourth) = (values, values + stride, values + 2 * stride, values + 3 * stride)
    let (a, b, c, d) = (point[0], point[1], point[2], point[3])
    for i in 0..<length {
      let (p, q, r, s) = (first[i] - a, second[i] - b, third[i] - c, fourth[i] - d)
      sums[i] += (p * p + q * q) + (r * r + s * s)
    }
  }
}
