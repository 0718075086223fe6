import Tensors

/// The critic's loss of the Wasserstein GAN.
///
///     mean(f(G(z))) - mean(f(x))
///
/// Minus this loss, at its largest over critics with Lipschitz constant K, is K times the Wasserstein-1 distance. Without a
/// constraint on the critic (`clipWeights`, `gradientPenalty`, spectral normalisation) it has no minimum.
///
/// - Parameters:
///   - realScores: The critic's scores of real samples, any shape; no sigmoid.
///   - fakeScores: Those of generated samples.
/// - Returns: A single number.
/// - Source: Arjovsky et al. 2017, arXiv:1701.07875, eq. 3 and algorithm 1.
/// - Deviation: none; the paper ascends, this descends minus its objective.
public func wassersteinCriticLoss(realScores: Tensor, fakeScores: Tensor) -> Tensor {
  fakeScores.mean() - realScores.mean()
}

/// The generator's loss of the Wasserstein GAN.
///
///     -mean(f(G(z)))
///
/// - Parameter fakeScores: The critic's scores of generated samples, any shape.
/// - Returns: A single number.
/// - Source: Arjovsky et al. 2017, arXiv:1701.07875, algorithm 1.
/// - Deviation: none.
public func wassersteinGeneratorLoss(fakeScores: Tensor) -> Tensor {
  -fakeScores.mean()
}

/// The term that keeps a Wasserstein critic's scores from drifting away from zero, which the other terms do not notice.
///
///     penaltyWeight * mean(f(x)²)
///
/// - Parameters:
///   - realScores: The critic's scores of real samples.
///   - penaltyWeight: 0.001 in the paper.
/// - Returns: A single number.
/// - Source: Karras et al. 2018 (progressive growing), arXiv:1710.10196, appendix A.1.
/// - Deviation: none.
public func driftPenalty(realScores: Tensor, penaltyWeight: Double = 1e-3) -> Tensor {
  square(realScores).mean() * penaltyWeight
}
