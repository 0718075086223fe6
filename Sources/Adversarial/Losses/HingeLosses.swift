import Tensors

/// The discriminator's hinge loss: samples count only until they are on the right side of the margin.
///
///     mean(max(0, 1 - D(x))) + mean(max(0, 1 + D(G(z))))
///
/// 2 when D is 0 everywhere, 0 as soon as the two kinds are a margin of 2 apart; a sample beyond its margin has no gradient.
///
/// - Parameters:
///   - realScores: The discriminator's scores of real samples, any shape.
///   - fakeScores: Those of generated samples.
/// - Returns: A single number.
/// - Source: Lim and Ye 2017, arXiv:1705.02894; Miyato et al. 2018, arXiv:1802.05957, eq. 16.
/// - Deviation: none.
public func hingeDiscriminatorLoss(realScores: Tensor, fakeScores: Tensor) -> Tensor {
  relu(1 - realScores).mean() + relu(1 + fakeScores).mean()
}

/// The generator's loss against a hinge discriminator. It has no margin.
///
///     -mean(D(G(z)))
///
/// - Parameter fakeScores: The discriminator's scores of generated samples, any shape.
/// - Returns: A single number.
/// - Source: Lim and Ye 2017, arXiv:1705.02894; Miyato et al. 2018, arXiv:1802.05957, eq. 17.
/// - Deviation: none.
public func hingeGeneratorLoss(fakeScores: Tensor) -> Tensor {
  -fakeScores.mean()
}
