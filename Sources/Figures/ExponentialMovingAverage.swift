/// The exponential moving average of a series, free of the bias that its start at zero would bring.
///
///     m(t) = decay * m(t - 1) + (1 - decay) * v(t),    result(t) = m(t) / (1 - decay^t)
///
/// The divisor is the sum of the weights that the seen values carry, so the result is a true weighted mean from the first
/// value on: a constant series stays what it is.
///
/// - Parameters:
///   - values: The series. A value that is not finite stays in its place and does not enter the average.
///   - decay: In 0..<1; 0 leaves the series as it is.
/// - Returns: As many values as there were.
/// - Source: The correction is the one of Kingma and Ba 2015, arXiv:1412.6980, section 3.
public func exponentialMovingAverage(of values: [Double], decay: Double) -> [Double] {
  var average = 0.0
  var weight = 0.0
  return values.map { value in
    guard value.isFinite else { return value }
    average = decay * average + (1 - decay) * value
    weight = decay * weight + (1 - decay)
    return average / weight
  }
}
