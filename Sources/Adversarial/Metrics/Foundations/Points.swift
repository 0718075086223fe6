import Tensors

/// Points in double precision, one row each, checked once for all that a metric asks of them.
///
/// Training numbers are `Float`; a metric subtracts sums of thousands of them that are nearly equal, which is why it works in `Double`.
struct Points {
  let count: Int
  let dimension: Int
  /// Row after row.
  let numbers: [Double]

  /// - Parameters:
  ///   - tensor: Shape [n, ...]; everything behind the first axis is one point.
  ///   - metric: Whose message it is when the points will not do.
  ///   - role: What the points are to the metric, such as "real samples".
  ///   - minimum: How many points there must be.
  init(_ tensor: Tensor, for metric: String, as role: String, atLeast minimum: Int = 1) {
    require(
      tensor.rank >= 2 && tensor.shape[1...].allSatisfy { $0 > 0 },
      "\(metric): the \(role) have shape \(tensor.shape), and [n, dimension] is needed")
    require(
      tensor.shape[0] >= minimum,
      "\(metric): at least \(minimum) \(role) are needed, and there \(tensor.shape[0] == 1 ? "is 1" : "are \(tensor.shape[0])")")
    count = tensor.shape[0]
    dimension = tensor.count / count
    numbers = finiteNumbers(of: tensor, for: metric, as: role)
  }

  /// - Parameter rows: At least one, all of one length.
  init(rows: [[Double]]) { self.init(count: rows.count, dimension: rows[0].count, numbers: rows.flatMap { $0 }) }

  private init(count: Int, dimension: Int, numbers: [Double]) {
    self.count = count
    self.dimension = dimension
    self.numbers = numbers
  }

  /// Stops when the points of two sets have different numbers of coordinates.
  func requireDimension(of other: Points, for metric: String) {
    require(dimension == other.dimension, "\(metric): points of \(dimension) and of \(other.dimension) dimensions cannot be compared")
  }

  subscript(row: Int) -> ArraySlice<Double> { numbers[row * dimension..<(row + 1) * dimension] }

  /// Some of the points, in this order.
  func subset(_ rows: some Collection<Int>) -> Points {
    var chosen: [Double] = []
    chosen.reserveCapacity(rows.count * dimension)
    for row in rows { chosen += self[row] }
    return Points(count: rows.count, dimension: dimension, numbers: chosen)
  }

  /// The same points, and then those of another set.
  func followed(by other: Points) -> Points {
    Points(count: count + other.count, dimension: dimension, numbers: numbers + other.numbers)
  }

  /// The mean of each coordinate.
  var mean: [Double] {
    var sums = [Double](repeating: 0, count: dimension)
    numbers.withUnsafeBufferPointer { numbers in
      for row in 0..<count {
        for column in 0..<dimension { sums[column] += numbers[row * dimension + column] }
      }
    }
    return sums.map { $0 / Double(count) }
  }

  /// The points without their mean, shape [count, dimension].
  var centred: Tensor {
    let mean = mean
    var centred = numbers
    for row in 0..<count {
      for column in 0..<dimension { centred[row * dimension + column] -= mean[column] }
    }
    return Tensor(shape: [count, dimension], doubles: centred, dtype: .double)
  }

  /// Shape [count, dimension], in double precision.
  var tensor: Tensor { Tensor(shape: [count, dimension], doubles: numbers, dtype: .double) }
}

/// The numbers of a tensor, all of them finite.
///
/// A metric of samples that are not numbers would be one more number that looks like a result.
func finiteNumbers(of tensor: Tensor, for metric: String, as role: String) -> [Double] {
  let numbers = tensor.doubles
  if !tensor.isFinite, let place = numbers.firstIndex(where: { !$0.isFinite }) {
    let row = tensor.rank == 0 ? 0 : place / (tensor.count / tensor.shape[0])
    engineFailure("\(metric): the \(role) hold \(numbers[place]), first in row \(row); only finite numbers can be measured")
  }
  return numbers
}

/// Stops unless all numbers are finite and there are enough of them.
func requireNumbers(_ numbers: [Double], for metric: String, as role: String, atLeast minimum: Int = 1) {
  require(
    numbers.count >= minimum,
    "\(metric): at least \(minimum) \(role) are needed, and there \(numbers.count == 1 ? "is 1" : "are \(numbers.count)")")
  if let place = numbers.firstIndex(where: { !$0.isFinite }) {
    engineFailure("\(metric): the \(role) hold \(numbers[place]) at position \(place); only finite numbers can be measured")
  }
}
