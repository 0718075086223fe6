import Tensors

/// The correlation of Pearson: how nearly two lists of numbers lie on a line.
///
///     sum (x - mean x)(y - mean y) / sqrt(sum (x - mean x)² sum (y - mean y)²)
///
/// - Returns: -1 ... 1; NaN when one of the lists is constant, for then nothing can be said.
/// - Precondition: Equally many numbers, at least two, all finite.
public func pearsonCorrelation(_ x: [Double], _ y: [Double]) -> Double {
  correlation(x, y, for: "pearsonCorrelation")
}

/// The rank correlation of Spearman: how nearly one list of numbers rises with the other, along whatever curve.
///
/// It is Pearson's correlation of the ranks; equal numbers share the mean of their ranks.
///
/// - Returns: -1 ... 1; 1 whenever one list is a rising function of the other; NaN when one of them is constant.
/// - Precondition: Equally many numbers, at least two, all finite.
/// - Source: Spearman 1904, doi:10.2307/1412159.
/// - Deviation: none.
public func spearmanCorrelation(_ x: [Double], _ y: [Double]) -> Double {
  requireNumbers(x + y, for: "spearmanCorrelation", as: "numbers")
  return correlation(ranks(of: x), ranks(of: y), for: "spearmanCorrelation")
}

/// The place of each number in order of size, from 1; equal numbers share the mean of their places.
func ranks(of numbers: [Double]) -> [Double] {
  let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
  var ranks = [Double](repeating: 0, count: numbers.count)
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count && numbers[order[end]] == numbers[order[start]] { end += 1 }
    for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
    start = end
  }
  return ranks
}

private func correlation(_ x: [Double], _ y: [Double], for name: String) -> Double {
  require(x.count == y.count, "\(name): \(x.count) numbers against \(y.count)")
  requireNumbers(x, for: name, as: "numbers", atLeast: 2)
  requireNumbers(y, for: name, as: "numbers", atLeast: 2)
  func deviations(_ numbers: [Double]) -> [Double] {
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let deviations = numbers.map { $0 - mean }
    // Divided by the largest, squares neither overflow nor vanish.
    let largest = deviations.reduce(0) { max($0, abs($1)) }
    let isConstant = numbers.allSatisfy { $0 == numbers[0] }
    return isConstant ? deviations.map { _ in 0 } : deviations.map { $0 / largest }
  }
  let (a, b) = (deviations(x), deviations(y))
  func product(_ left: [Double], _ right: [Double]) -> Double { zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }
  let value = product(a, b) / (product(a, a) * product(b, b)).squareRoot()
  return value.isNaN ? value : min(1, max(-1, value))
}
