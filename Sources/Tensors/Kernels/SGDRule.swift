/// One step of gradient descent; the first state, where there is momentum, is the velocity.
package struct SGDRule: UpdateRule {
  package var rate: Double
  package var momentum: Double
  package var isNesterov: Bool
  /// Added to the gradient as this share of the parameter.
  package var penalty: Double
  /// What the parameter is multiplied by first.
  package var shrinkage: Double

  package init(rate: Double, momentum: Double, isNesterov: Bool, penalty: Double, shrinkage: Double) {
    self.rate = rate
    self.momentum = momentum
    self.isNesterov = isNesterov
    self.penalty = penalty
    self.shrinkage = shrinkage
  }

  package func update(_ batch: UpdateBatch) { batch.run(self) }

  @inline(__always)
  func apply<T: Scalar>(_ numbers: UpdateNumbers<T>) {
    switch (momentum != 0, isNesterov) {
    case (false, _): run(numbers, hasMomentum: false, isNesterov: false)
    case (true, false): run(numbers, hasMomentum: true, isNesterov: false)
    case (true, true): run(numbers, hasMomentum: true, isNesterov: true)
    }
  }

  @inline(__always)
  private func run<T: Scalar>(_ numbers: UpdateNumbers<T>, hasMomentum: Bool, isNesterov: Bool) {
    let (p, g, velocities) = (numbers.parameter, numbers.gradient, numbers.first)
    let (r, mu, l2, keep) = (T(rate), T(momentum), T(penalty), T(shrinkage))
    for i in 0..<numbers.count {
      var direction = g[i] + l2 * p[i]
      if hasMomentum {
        let velocity = mu * velocities[i] + direction
        velocities[i] = velocity
        direction = isNesterov ? direction + mu * velocity : velocity
      }
      p[i] = p[i] * keep - r * direction
    }
  }
}
