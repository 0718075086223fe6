import Glibc
import Tensors

/// A mean with what is known of its uncertainty: over seeds, over blocks of samples, over splits.
public struct Estimate: Sendable, Equatable {
  public let mean: Double
  /// The standard deviation of the single values, from their squared distances divided by count - 1; 0 for a single value.
  public let deviation: Double
  /// How many values there are.
  public let count: Int

  /// - Parameter values: At least one, all finite.
  public init(over values: [Double]) {
    requireNumbers(values, for: "Estimate", as: "values")
    count = values.count
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = values.count == 1 ? 0 : (squares / Double(values.count - 1)).squareRoot()
  }

  /// The standard deviation of the mean: deviation / sqrt(count). A single value says nothing of it: 0.
  public var standardError: Double { deviation / Double(count).squareRoot() }

  /// Where the true mean lies with this confidence, if the values are independent and about normally distributed.
  ///
  ///     mean ± t * standardError, t the quantile of Student's distribution with count - 1 degrees of freedom
  ///
  /// Three seeds at 95 % give ± 4.30 standard errors, not ± 1.96: most of the price of few seeds lies there.
  ///
  /// - Parameter confidence: Above 0 and below 1.
  /// - Precondition: At least two values.
  /// - Source: Student 1908, doi:10.1093/biomet/6.1.1.
  /// - Deviation: none.
  public func interval(confidence: Double = 0.95) -> ClosedRange<Double> {
    require(count > 1, "Estimate: one value has no interval of confidence; run another seed")
    require(confidence > 0 && confidence < 1, "Estimate: a confidence lies between 0 and 1, not at \(confidence)")
    let reach = StudentDistribution(degreesOfFreedom: count - 1).reach(of: confidence) * standardError
    return mean - reach...mean + reach
  }
}

extension Estimate: CustomStringConvertible {
  /// `0.812 ± 0.014 (5 values)`: the mean and the standard deviation.
  public var description: String {
    "\(rounded(mean)) ± \(rounded(deviation)) (\(count) \(count == 1 ? "value" : "values"))"
  }

  /// Three significant digits.
  private func rounded(_ value: Double) -> Double {
    guard value != 0 else { return 0 }
    let scale = pow(10, 2 - floor(log10(abs(value))))
    return (value * scale).rounded() / scale
  }
}

/// Student's t distribution for a whole number of degrees of freedom.
struct StudentDistribution {
  let degreesOfFreedom: Int

  /// The probability that abs(T) < t, with theta = atan(t / sqrt(n)) a finite sum: for odd n
  ///
  ///     2/pi (theta + sin theta (cos theta + 2/3 cos³ theta + ... + (2·4···(n-3))/(1·3···(n-2)) cos^(n-2) theta))
  ///
  /// (2/pi theta for n = 1), and for even n
  ///
  ///     sin theta (1 + 1/2 cos² theta + 1·3/(2·4) cos⁴ theta + ... + (1·3···(n-3))/(2·4···(n-2)) cos^(n-2) theta)
  ///
  /// - Source: Abramowitz and Stegun 1964, "Handbook of Mathematical Functions", section 26.7.
  func probability(below t: Double) -> Double {
    let n = Double(degreesOfFreedom)
    let cosine = 1 / (1 + t * t / n).squareRoot()
    let sine = t / (n + t * t).squareRoot()
    let isOdd = degreesOfFreedom % 2 == 1
    var (term, sum) = (isOdd ? cosine : 1, 0.0)
    var index = isOdd ? 1 : 0
    while index <= degreesOfFreedom - 2 {
      sum += term
      term *= cosine * cosine * Double(index + 1) / Double(index + 2)
      index += 2
    }
    return isOdd ? 2 / Double.pi * (atan(t / n.squareRoot()) + sine * sum) : sine * sum
  }

  /// The t with abs(T) < t at this probability, by bisection.
  func reach(of probability: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while self.probability(below: high) < probability && high < 1e15 { high *= 2 }
    for _ in 0..<200 where high - low > 1e-12 * high {
      let middle = (low + high) / 2
      if self.probability(below: middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
