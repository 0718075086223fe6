import Tensors

/// The creative adversarial network's style ambiguity: a sample should be art, and of no known style.
///
///     mean over the batch of -sum_k (1/K log p_k + (1 - 1/K) log(1 - p_k)),   p = softmax(logits)
///
/// Each style is asked about as a yes-or-no question whose answer should be "1/K". Smallest where all p_k are 1/K.
///
/// - Parameter logits: The style classifier's logits of generated samples, shape [batch, styles], before any softmax.
/// - Returns: A single number.
/// - Precondition: At least two styles.
/// - Source: Elgammal et al. 2017, arXiv:1706.07068 (the generator's part of the objective).
/// - Deviation: none.
public func styleAmbiguityLoss(logits: Tensor) -> Tensor {
  require(
    logits.rank == 2 && logits.shape[1] >= 2,
    "styleAmbiguityLoss: the logits need the shape [batch, styles] with two styles or more, not \(logits.shape)")
  let (batch, styles) = (logits.shape[0], logits.shape[1])
  let normalizer = logSumExp(logits, axis: 1, keepingAxis: true)
  // 1 - p_k is the share of the other styles: their own logSumExp, since 1 - p rounds to 0 where a classifier is sure.
  let own = Tensor(oneHot: Array(0..<styles), classes: styles).converted(to: logits.dtype) * 1e30
  let others = logSumExp(logits.reshaped(to: [batch, 1, styles]) - own, axis: 2)
  let share = 1 / Double(styles)
  return -((logits - normalizer) * share + (others - normalizer) * (1 - share)).sum(axis: 1).mean()
}
