import Tensors

extension Module {
  /// A gradient whose norm over all parameters is at most `limit`, its direction unchanged.
  ///
  ///     gradient * min(1, limit / norm)
  ///
  /// A gradient with a number that is infinite or NaN has no direction: all its numbers become NaN, which the next loss shows.
  ///
  /// - Precondition: `limit > 0`.
  /// - Source: Pascanu et al. 2013, arXiv:1211.5063, algorithm 1.
  /// - Deviation: none. (PyTorch divides by `norm + 1e-6`.)
  public func clipped(toNorm limit: Double) -> Self {
    require(limit > 0, "clipped: the norm \(limit) is not positive")
    let norm = globalNorm(of: self)
    if norm <= limit { return self }
    return changed(by: ScalingRule(factor: norm.isFinite ? limit / norm : .nan).update)
  }

  /// A gradient whose numbers are each brought into `-limit...limit`; NaN stays NaN.
  ///
  /// - Precondition: `limit > 0`.
  public func clipped(toValue limit: Double) -> Self {
    require(limit > 0, "clipped: the value \(limit) is not positive")
    return changed(by: ClampingRule(low: -limit, high: limit).update)
  }

  /// Brings each parameter of a model into `-limit...limit`.
  ///
  /// The first Wasserstein critic is kept Lipschitz like this, after each of its steps. Buffers are left alone.
  ///
  /// - Precondition: `limit > 0`.
  /// - Source: Arjovsky et al. 2017, arXiv:1701.07875, algorithm 1, line 7; the paper's limit is 0.01.
  /// - Deviation: none.
  public mutating func clipParameters(to limit: Double) {
    require(limit > 0, "clipParameters: the limit \(limit) is not positive")
    change(by: ClampingRule(low: -limit, high: limit).update)
  }

  private func changed(by update: (UpdateBatch) -> Void) -> Self {
    var result = self
    result.change(by: update)
    return result
  }

  /// Changes all parameters in place, in one job.
  private mutating func change(by update: (UpdateBatch) -> Void) {
    var batch = UpdateBatch()
    forEachParameter { parameter, _ in batch.add(&parameter) }
    update(batch)
  }
}
