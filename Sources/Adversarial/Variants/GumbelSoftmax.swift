import Tensors

/// Independent numbers from the standard Gumbel distribution: -log(-log(u)), u from U(0, 1).
///
/// The largest of `logits + gumbel` is at k with probability softmax(logits)[k].
public func gumbel(shape: [Int]) -> Tensor {
  // 24 bits of u: kept off 0 and 1, where a logarithm is infinite.
  -log(-log(clamp(uniform(shape: shape), 0x1p-25, 1 - 0x1p-24)))
}

/// A draw from a categorical distribution that gradients flow through.
///
///     softmax((logits + g) / temperature),   g from Gumbel(0, 1)
///
/// Near 0 the temperature makes it one-hot and its gradients large and few; a high one makes it smooth and biased.
///
/// - Parameters:
///   - logits: Shape [..., classes].
///   - temperature: tau, positive.
///   - isHard: Whether the value is exactly one-hot, at the largest, while gradients are those of the soft draw (straight through).
/// - Returns: The shape of the logits; rows sum to 1.
/// - Source: Jang et al. 2017, arXiv:1611.01144, eq. 2; Maddison et al. 2017, arXiv:1611.00712.
/// - Deviation: none.
public func gumbelSoftmax(logits: Tensor, temperature: Double = 1, isHard: Bool = false) -> Tensor {
  require(logits.rank > 0, "gumbelSoftmax: a single number is no distribution; the logits need the shape [..., classes]")
  require(temperature > 0, "gumbelSoftmax: the temperature \(temperature) is not positive")
  let noise = gumbel(shape: logits.shape).converted(to: logits.dtype)
  let soft = softmax((logits + noise) / temperature, axis: logits.rank - 1)
  return isHard ? Operation.oneHotOfLargest(soft) : soft
}

extension Operation {
  /// One-hot at the largest along the last axis; the gradient passes through as if nothing had been done.
  fileprivate static let oneHotOfLargest = Operation(
    "oneHotOfLargest",
    evaluate: { inputs in
      let x = inputs[0]
      let classes = x.shape[x.rank - 1]
      return Tensor(oneHot: x.argmax(axis: x.rank - 1), classes: classes).converted(to: x.dtype).reshaped(to: x.shape)
    }, rules: [{ $0.gradient }])
}
