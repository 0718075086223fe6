import Tensors

// With targets a for fakes, b for real samples, and c for what the generator wants its fakes to be taken for, the optimal
// discriminator is (b p + a q) / (p + q). If b - c = 1 and b - a = 2, twice the generator's loss at that optimum, with the real samples'
// constant term (D(x) - c)² / 2 added, is the Pearson chi² divergence of p + q and 2 q. The coding 0, 1, 1 has no such reading, and
// trains as well.

/// The discriminator's loss of the least-squares GAN.
///
///     mean((D(x) - b)²) / 2 + mean((D(G(z)) - a)²) / 2,   b = realTarget, a = fakeTarget
///
/// D emits a score that is compared with its targets as it is: no sigmoid.
///
/// - Parameters:
///   - realScores: The discriminator's scores of real samples, any shape.
///   - fakeScores: Those of generated samples.
///   - fakeTarget: a; 0 in the paper's experiments, -1 for Pearson's divergence.
///   - realTarget: b; 1 in both.
/// - Returns: A single number.
/// - Source: Mao et al. 2017, arXiv:1611.04076, section 3.
/// - Deviation: none. (CycleGAN's code leaves the halves out and then halves the discriminator's loss.)
public func leastSquaresDiscriminatorLoss(realScores: Tensor, fakeScores: Tensor, fakeTarget: Double = 0, realTarget: Double = 1) -> Tensor
{
  (square(realScores - realTarget).mean() + square(fakeScores - fakeTarget).mean()) * 0.5
}

/// The generator's loss of the least-squares GAN.
///
///     mean((D(G(z)) - c)²) / 2,   c = target
///
/// Its gradient grows with the distance from the target: fakes far on the right side of the boundary are pulled back too.
///
/// - Parameters:
///   - fakeScores: The discriminator's scores of generated samples, any shape.
///   - target: c; 1 in the paper's experiments, 0 for Pearson's divergence.
/// - Returns: A single number.
/// - Source: Mao et al. 2017, arXiv:1611.04076, section 3.
/// - Deviation: none.
public func leastSquaresGeneratorLoss(fakeScores: Tensor, target: Double = 1) -> Tensor {
  square(fakeScores - target).mean() * 0.5
}
