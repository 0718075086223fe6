import Tensors

/// The R1 penalty: a discriminator that is flat on real samples.
///
///     penaltyWeight / 2 * mean(norm(gradient of the logit at x)²)
///
/// For a linear discriminator w·x it is penaltyWeight / 2 norm(w)².
///
/// - Parameters:
///   - real: Samples, shape [batch, ...].
///   - penaltyWeight: gamma; 10 in the paper. The half is part of the formula.
///   - discriminator: Gives one *logit* for each sample: not its loss, and not its sigmoid, whose slopes vanish where it is sure.
/// - Returns: A single number.
/// - Precondition: The discriminator treats samples independently (no batch norm).
/// - Source: Mescheder et al. 2018, arXiv:1801.04406, eq. 9.
/// - Deviation: none.
public func r1Penalty(real: Tensor, penaltyWeight: Double = 10, discriminator: (Tensor) -> Tensor) -> Tensor {
  logitsAndR1Penalty(real: real, penaltyWeight: penaltyWeight, discriminator: discriminator).penalty
}

/// The discriminator's logits on real samples and the R1 penalty there, from one pass forward.
///
/// The loss needs the logits of the very samples that R1 is taken at; asked for one by one they cost a pass forward and one back more.
///
///     valueAndGradient(at: discriminator) { discriminator in
///       let (realLogits, penalty) = logitsAndR1Penalty(real: real) { discriminator($0) }
///       return minimaxDiscriminatorLoss(realLogits: realLogits, fakeLogits: discriminator(fake)) + penalty
///     }
///
/// - Parameters: See `r1Penalty(real:penaltyWeight:discriminator:)`.
/// - Returns: The logits as the discriminator gave them, and the penalty as a single number.
/// - Precondition: The discriminator treats samples independently (no batch norm).
/// - Source: Mescheder et al. 2018, arXiv:1801.04406, eq. 9.
/// - Deviation: none.
public func logitsAndR1Penalty(
  real: Tensor, penaltyWeight: Double = 10, discriminator: (Tensor) -> Tensor
) -> (logits: Tensor, penalty: Tensor) {
  let (logits, gradients) = criticScoresAndGradients(at: real, of: discriminator)
  return (logits, squaredSampleNorms(gradients).mean() * (penaltyWeight / 2))
}

/// The R2 penalty: the same on generated samples.
///
///     penaltyWeight / 2 * mean(norm(gradient of the logit at G(z))²)
///
/// - Parameters:
///   - fake: Generated samples, shape [batch, ...].
///   - penaltyWeight: gamma.
///   - discriminator: Gives one logit for each sample.
/// - Returns: A single number.
/// - Precondition: The discriminator treats samples independently (no batch norm).
/// - Source: Mescheder et al. 2018, arXiv:1801.04406, section 4.1.
/// - Deviation: none.
public func r2Penalty(fake: Tensor, penaltyWeight: Double = 10, discriminator: (Tensor) -> Tensor) -> Tensor {
  squaredSampleNorms(criticGradients(at: fake, of: discriminator)).mean() * (penaltyWeight / 2)
}
