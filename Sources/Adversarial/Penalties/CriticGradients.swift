import Networks
import Tensors

// What gradient penalties have in common: the gradient of a critic's score by its input, sample by sample.
//
// One backward pass through the *sum* of the scores gives every sample's own gradient, provided that a sample's score depends on that
// sample alone. Batch norm in a critic breaks this: the penalty then holds something else down.
//
// Inside `valueAndGradient(at: critic)` the inner differentiation is itself traced, so the penalty's gradient by the critic's weights is
// the mixed second derivative. Outside, the same functions give plain numbers to look at.

/// The gradient of each sample's score by the sample.
///
/// - Parameters:
///   - samples: Where, shape [batch, ...].
///   - critic: Gives scores or logits of shape [batch] or [batch, ...]; several scores of one sample are summed.
/// - Returns: The shape of `samples`.
/// - Precondition: The critic treats samples independently (no batch norm in training).
public func criticGradients(at samples: Tensor, of critic: (Tensor) -> Tensor) -> Tensor {
  criticScoresAndGradients(at: samples, of: critic).gradients
}

/// The critic's scores and the gradients of `criticGradients(at:of:)`, from one pass forward: for losses that need both at the same samples.
///
/// - Parameters: As there.
/// - Precondition: As there.
/// - Returns: The scores as the critic gave them, and gradients of the shape of `samples`. An enclosing differentiation sees both.
public func criticScoresAndGradients(
  at samples: Tensor, of critic: (Tensor) -> Tensor
) -> (scores: Tensor, gradients: Tensor) {
  require(samples.rank > 0, "criticGradients: a single number is no batch; the samples need the shape [batch, ...]")
  var given: Tensor?
  let gradients = gradient(at: samples) { samples in
    let scores = SampleIndependence.required { critic(samples) }
    require(
      scores.rank > 0 && scores.shape[0] == samples.shape[0],
      "criticGradients: \(samples.shape[0]) samples need as many scores, and the critic gave the shape \(scores.shape); leave the mean to the penalty"
    )
    given = scores
    return scores.sum()
  }
  guard let given else { preconditionFailure("the critic was not called") }
  return (given, gradients)
}

/// The norm of each sample's gradient, over everything but the batch axis.
///
/// - Returns: Shape [batch].
public func criticGradientNorms(at samples: Tensor, of critic: (Tensor) -> Tensor) -> Tensor {
  sampleNorms(criticGradients(at: samples, of: critic))
}

/// The squared norm of each sample, over everything but the batch axis; shape [batch].
func squaredSampleNorms(_ x: Tensor) -> Tensor {
  square(x.reshaped(to: [x.shape[0], x.shape.dropFirst().reduce(1, *)])).sum(axis: 1)
}

/// The norm of each sample, with gradient 0 where it is 0.
///
/// The root's own derivative there is infinite, and infinity times the square's 0 is NaN. A small number under the root avoids that
/// and changes every norm a little; here the number is 1, stands only under roots of 0, and is taken off again: norms are exact.
func sampleNorms(_ x: Tensor) -> Tensor {
  let squares = squaredSampleNorms(x)
  let isZero = squares .== 0
  return sqrt(squares + isZero) - isZero
}
