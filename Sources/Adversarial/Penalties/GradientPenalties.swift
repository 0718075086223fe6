import Tensors

/// Which slopes a gradient penalty objects to.
public enum PenaltySides: Sendable, Equatable {
  /// Any norm but the target: (norm - target)².
  case both
  /// Only norms above it, which is all that a Lipschitz constraint asks: max(0, norm - target)².
  case above
}

/// The gradient penalty of WGAN-GP, at random interpolates.
///
///     penaltyWeight * mean((norm(gradient of critic at interpolates) - 1)²)
///
/// Inside the critic's step:
///
///     valueAndGradient(at: critic) { critic in
///       wassersteinCriticLoss(realScores: critic(real), fakeScores: critic(fake)) + gradientPenalty(real: real, fake: fake) { critic($0) }
///     }
///
/// - Parameters:
///   - real: Samples, shape [batch, ...].
///   - fake: Generated ones of the same shape.
///   - penaltyWeight: lambda; the paper uses 10, and 0.1 on the toy mixtures.
///   - sides: Whether slopes below 1 are penalised too, as in the paper.
///   - critic: Gives one score for each sample.
/// - Returns: A single number.
/// - Precondition: `real.shape == fake.shape`; the critic treats samples independently (no batch norm).
/// - Source: Gulrajani et al. 2017, arXiv:1704.00028, eq. 3. One-sided: the same, section 4, and Petzka et al. 2018, arXiv:1709.08894.
/// - Deviation: none.
public func gradientPenalty(
  real: Tensor, fake: Tensor, penaltyWeight: Double = 10, sides: PenaltySides = .both, critic: (Tensor) -> Tensor
) -> Tensor {
  gradientPenalty(at: randomInterpolates(real: real, fake: fake), penaltyWeight: penaltyWeight, sides: sides, critic: critic)
}

/// The gradient penalty at points that the caller chose.
///
///     penaltyWeight * mean((norm(gradient of critic at samples) - target)²)
///
/// For a linear critic w·x with target 1 it is penaltyWeight (norm w - 1)² wherever the samples are, and its gradient by w is
/// 2 penaltyWeight (norm w - 1) w / norm w.
///
/// - Parameters:
///   - samples: Shape [batch, ...].
///   - target: The norm that is aimed at.
/// - Returns: A single number; its gradient is finite also where the critic is flat.
public func gradientPenalty(
  at samples: Tensor, penaltyWeight: Double = 10, target: Double = 1, sides: PenaltySides = .both, critic: (Tensor) -> Tensor
) -> Tensor {
  let excess = criticGradientNorms(at: samples, of: critic) - target
  return square(sides == .both ? excess : relu(excess)).mean() * penaltyWeight
}

/// The zero-centred gradient penalty, at random interpolates: a discriminator that is flat between the data and its imitation.
///
///     penaltyWeight * mean(norm(gradient of discriminator at interpolates)²)
///
/// - Parameters:
///   - real: Samples, shape [batch, ...].
///   - fake: Generated ones of the same shape.
///   - penaltyWeight: lambda.
///   - discriminator: Gives one logit for each sample.
/// - Returns: A single number.
/// - Precondition: `real.shape == fake.shape`; samples are treated independently.
/// - Source: Thanh-Tung et al. 2019, arXiv:1902.03984.
/// - Deviation: none; taken on the logit.
public func zeroCenteredGradientPenalty(
  real: Tensor, fake: Tensor, penaltyWeight: Double = 10, discriminator: (Tensor) -> Tensor
) -> Tensor {
  squaredSampleNorms(criticGradients(at: randomInterpolates(real: real, fake: fake), of: discriminator)).mean() * penaltyWeight
}

/// DRAGAN's penalty: the discriminator's slope is 1 around the data, so that it has no cliffs there.
///
///     penaltyWeight * mean((norm(gradient of discriminator at x + delta) - 1)²)
///
/// - Parameters:
///   - real: Samples, shape [batch, ...].
///   - penaltyWeight: lambda; 10 in the paper.
///   - deviation: The noise's; nil for half of the deviation of all numbers of the batch.
///   - discriminator: Gives one logit for each sample.
/// - Returns: A single number.
/// - Precondition: Samples are treated independently.
/// - Source: Kodali et al. 2017, arXiv:1705.07215.
/// - Deviation: Gaussian noise as in the paper, but sized by the data as in the released code, which draws it from U(0, 1).
public func draganPenalty(
  real: Tensor, penaltyWeight: Double = 10, deviation: Double? = nil, discriminator: (Tensor) -> Tensor
) -> Tensor {
  gradientPenalty(at: perturbedSamples(real: real, deviation: deviation), penaltyWeight: penaltyWeight, critic: discriminator)
}
