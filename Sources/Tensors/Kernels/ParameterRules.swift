/// Moves each number this share of the way to the number in the gradient's place.
package struct AveragingRule: UpdateRule {
  package var share: Double

  package init(share: Double) { self.share = share }

  package func update(_ batch: UpdateBatch) { batch.run(self) }

  @inline(__always)
  func apply<T: Scalar>(_ numbers: UpdateNumbers<T>) {
    let (average, newest, share) = (numbers.parameter, numbers.gradient, T(share))
    // The whole way is no sum: a + (x - a) is rounded, x is not.
    if share == 1 { return average.update(from: newest, count: numbers.count) }
    for i in 0..<numbers.count { average[i] += share * (newest[i] - average[i]) }
  }
}

/// Multiplies each number.
package struct ScalingRule: UpdateRule {
  package var factor: Double

  package init(factor: Double) { self.factor = factor }

  package func update(_ batch: UpdateBatch) { batch.run(self) }

  @inline(__always)
  func apply<T: Scalar>(_ numbers: UpdateNumbers<T>) {
    let (p, factor) = (numbers.parameter, T(factor))
    for i in 0..<numbers.count { p[i] *= factor }
  }
}

/// Brings each number into a range; NaN stays NaN.
package struct ClampingRule: UpdateRule {
  package var low: Double
  package var high: Double

  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  package func update(_ batch: UpdateBatch) { batch.run(self) }

  @inline(__always)
  func apply<T: Scalar>(_ numbers: UpdateNumbers<T>) {
    let (p, low, high) = (numbers.parameter, T(low), T(high))
    for i in 0..<numbers.count { p[i] = p[i] < low ? low : (p[i] > high ? high : p[i]) }
  }
}
