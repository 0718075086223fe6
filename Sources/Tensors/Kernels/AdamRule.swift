/// One step of Adam over one parameter, in a single pass over memory.
package struct AdamRule {
  let beta1: Double
  let beta2: Double
  let epsilon: Double
  /// The learning rate divided by 1 - beta1^t.
  let rate: Double
  /// 1 / (1 - beta2^t).
  let secondCorrection: Double

  package init(beta1: Double, beta2: Double, epsilon: Double, rate: Double, secondCorrection: Double) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.rate = rate
    self.secondCorrection = secondCorrection
  }

  /// Changes the parameter and both moments in place, or in a copy where another tensor shares their numbers.
  package func update(_ parameter: inout Tensor, _ gradient: Tensor, _ first: inout Tensor, _ second: inout Tensor) {
    parameter.makeUnique()
    first.makeUnique()
    second.makeUnique()
    switch parameter.dtype {
    case .float:
      run(parameter.count, parameter.storage.pointer(to: Float.self), gradient.storage.pointer(), first.storage.pointer(), second.storage.pointer())
    case .double:
      run(parameter.count, parameter.storage.pointer(to: Double.self), gradient.storage.pointer(), first.storage.pointer(), second.storage.pointer())
    }
  }

  private func run<T: Scalar>(
    _ count: Int, _ p: UnsafeMutablePointer<T>, _ g: UnsafeMutablePointer<T>, _ m: UnsafeMutablePointer<T>, _ v: UnsafeMutablePointer<T>
  ) {
    let (b1, b2, e, r, c) = (T(beta1), T(beta2), T(epsilon), T(rate), T(secondCorrection))
    inParallel(count: count, grain: elementGrain) { part in
      for i in part {
        let gradient = g[i]
        let first = b1 * m[i] + (1 - b1) * gradient
        let second = b2 * v[i] + (1 - b2) * gradient * gradient
        m[i] = first
        v[i] = second
        p[i] -= r * first / ((second * c).squareRoot() + e)
      }
    }
  }
}

extension Tensor {
  /// Gives this tensor numbers of its own, so that they can be changed in place, and takes it out of every trace.
  package mutating func makeUnique() {
    node = nil
    if isKnownUniquelyReferenced(&storage) { return }
    let copy = Storage(count: count, dtype: dtype)
    copy.bytes.copyMemory(from: storage.bytes, byteCount: count * dtype.byteCount)
    storage = copy
  }
}
