/// One step of RMSProp: the first state is the mean of the gradient's square, the second, where there is momentum, the velocity, and the
/// third, where the gradient is centred, its mean.
package struct RMSPropRule: UpdateRule {
  package var rate: Double
  package var smoothing: Double
  package var epsilon: Double
  package var isEpsilonInsideRoot: Bool
  package var momentum: Double
  package var isCentered: Bool
  /// Added to the gradient as this share of the parameter.
  package var penalty: Double
  /// What the parameter is multiplied by first.
  package var shrinkage: Double

  package init(
    rate: Double, smoothing: Double, epsilon: Double, isEpsilonInsideRoot: Bool, momentum: Double, isCentered: Bool, penalty: Double,
    shrinkage: Double
  ) {
    self.rate = rate
    self.smoothing = smoothing
    self.epsilon = epsilon
    self.isEpsilonInsideRoot = isEpsilonInsideRoot
    self.momentum = momentum
    self.isCentered = isCentered
    self.penalty = penalty
    self.shrinkage = shrinkage
  }

  package func update(_ batch: UpdateBatch) { batch.run(self) }

  @inline(__always)
  func apply<T: Scalar>(_ numbers: UpdateNumbers<T>) {
    switch (momentum != 0, isCentered) {
    case (false, false): run(numbers, hasMomentum: false, isCentered: false)
    case (true, false): run(numbers, hasMomentum: true, isCentered: false)
    case (false, true): run(numbers, hasMomentum: false, isCentered: true)
    case (true, true): run(numbers, hasMomentum: true, isCentered: true)
    }
  }

  @inline(__always)
  private func run<T: Scalar>(_ numbers: UpdateNumbers<T>, hasMomentum: Bool, isCentered: Bool) {
    let (p, g, squares, velocities, means) = (numbers.parameter, numbers.gradient, numbers.first, numbers.second, numbers.third)
    let (a, c, r, mu, l2, keep) = (T(smoothing), T(1 - smoothing), T(rate), T(momentum), T(penalty), T(shrinkage))
    // One of the two is zero, which costs an addition and no branch.
    let (inside, outside) = isEpsilonInsideRoot ? (T(epsilon), T.zero) : (T.zero, T(epsilon))
    for i in 0..<numbers.count {
      let gradient = g[i] + l2 * p[i]
      let square = a * squares[i] + c * gradient * gradient
      squares[i] = square
      var spread = square
      if isCentered {
        let mean = a * means[i] + c * gradient
        means[i] = mean
        // The variance of equal gradients is zero, and rounding may put it below. NaN stays NaN.
        let variance = square - mean * mean
        spread = variance < 0 ? 0 : variance
      }
      var direction = gradient / (T.root(spread + inside) + outside)
      if hasMomentum {
        direction = mu * velocities[i] + direction
        velocities[i] = direction
      }
      p[i] = p[i] * keep - r * direction
    }
  }
}
