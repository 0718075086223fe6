import Tensors

/// The coefficient of Dice: how much two masks overlap.
///
///     2 sum(predicted and truth) / (sum predicted + sum truth)
///
/// - Parameters:
///   - predicted: 0 or 1 everywhere, any shape; threshold probabilities first, with `.>` say.
///   - truth: 0 or 1 everywhere, the same shape.
/// - Returns: 0 for masks that have nothing in common, 1 for equal ones, two empty ones among them.
/// - Source: Dice 1945, doi:10.2307/1932409.
/// - Deviation: none.
public func diceCoefficient(_ predicted: Tensor, _ truth: Tensor) -> Double {
  require(predicted.shape == truth.shape, "diceCoefficient: a mask of shape \(predicted.shape) against one of shape \(truth.shape)")
  let (a, b) = (predicted.doubles, truth.doubles)
  require((a + b).allSatisfy { $0 == 0 || $0 == 1 }, "diceCoefficient: masks hold 0 and 1 only; threshold probabilities first")
  let total = a.reduce(0, +) + b.reduce(0, +)
  return total == 0 ? 1 : 2 * zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / total
}
