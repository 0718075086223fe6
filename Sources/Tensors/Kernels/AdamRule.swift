/// One step of Adam, in a single pass over memory: the first state is the mean of the gradient, the second that of its square, and the third,
/// if there is one, the largest second state so far.
package struct AdamRule: UpdateRule {
  package var beta1: Double
  package var beta2: Double
  package var epsilon: Double
  /// The learning rate divided by 1 - beta1^t.
  package var rate: Double
  /// 1 / (1 - beta2^t).
  package var secondCorrection: Double
  /// Added to the gradient as this share of the parameter.
  package var penalty: Double
  /// What the parameter is multiplied by first.
  package var shrinkage: Double
  package var keepsLargest: Bool

  package init(
    beta1: Double, beta2: Double, epsilon: Double, rate: Double, secondCorrection: Double, penalty: Double, shrinkage: Double,
    keepsLargest: Bool
  ) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.rate = rate
    self.secondCorrection = secondCorrection
    self.penalty = penalty
    self.shrinkage = shrinkage
    self.keepsLargest = keepsLargest
  }

  package func update(_ batch: UpdateBatch) { batch.run(self) }

  @inline(__always)
  func apply<T: Scalar>(_ numbers: UpdateNumbers<T>) {
    // Constants in each call: the loop without decay and maximum has no trace of them.
    switch (penalty != 0 || shrinkage != 1, keepsLargest) {
    case (false, false): run(numbers, decays: false, keepsLargest: false)
    case (true, false): run(numbers, decays: true, keepsLargest: false)
    case (false, true): run(numbers, decays: false, keepsLargest: true)
    case (true, true): run(numbers, decays: true, keepsLargest: true)
    }
  }

  @inline(__always)
  private func run<T: Scalar>(_ numbers: UpdateNumbers<T>, decays: Bool, keepsLargest: Bool) {
    let (p, g, m, v, largest) = (numbers.parameter, numbers.gradient, numbers.first, numbers.second, numbers.third)
    // 1 - beta is rounded once, from Double: 1 - Float(0.999) would be wrong in the fifth digit.
    let (b1, b2, c1, c2) = (T(beta1), T(beta2), T(1 - beta1), T(1 - beta2))
    let (e, r, c, l2, keep) = (T(epsilon), T(rate), T(secondCorrection), T(penalty), T(shrinkage))
    for i in 0..<numbers.count {
      let gradient = decays ? g[i] + l2 * p[i] : g[i]
      let first = b1 * m[i] + c1 * gradient
      let second = b2 * v[i] + c2 * gradient * gradient
      m[i] = first
      v[i] = second
      var scale = second
      if keepsLargest {
        // A NaN must win, or the parameter would go on as if nothing had happened.
        scale = largest[i] > second ? largest[i] : second
        largest[i] = scale
      }
      let start = decays ? p[i] * keep : p[i]
      p[i] = start - r * first / (T.root(scale * c) + e)
    }
  }
}
