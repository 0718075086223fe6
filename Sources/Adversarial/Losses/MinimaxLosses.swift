import Tensors

// A discriminator emits logits: a(x), with D(x) = sigmoid(a(x)). Then
//
//     -log D       = -log sigmoid(a)  = softplus(-a)
//     -log (1 - D) = -log sigmoid(-a) = softplus(a)
//
// and softplus is finite for every finite a, where the logarithm of a rounded D is not: sigmoid(40) is 1 in single
// precision, and log(1 - 1) is -infinity.

/// The discriminator's loss of the minimax game, J_D = -V(D, G).
///
///     mean(-log D(x)) + mean(-log(1 - D(G(z)))) = mean(softplus(-realLogits)) + mean(softplus(fakeLogits))
///
/// log 4 = 1.386 when D is 1/2 everywhere.
///
/// - Parameters:
///   - realLogits: The discriminator's logits of real samples, any shape.
///   - fakeLogits: Those of generated samples.
/// - Returns: A single number.
/// - Source: Goodfellow et al. 2014, arXiv:1406.2661, eq. 1.
/// - Deviation: none. (Goodfellow 2016, arXiv:1701.00160, puts 1/2 before each mean; the value is then log 2.)
public func minimaxDiscriminatorLoss(realLogits: Tensor, fakeLogits: Tensor) -> Tensor {
  softplus(-realLogits).mean() + softplus(fakeLogits).mean()
}

/// The generator's loss of the minimax game: what of V(D, G) depends on the generator. It *saturates*.
///
///     mean(log(1 - D(G(z)))) = -mean(softplus(fakeLogits))
///
/// Its derivative by a logit a is -sigmoid(a) / n: it vanishes where the discriminator is sure of a fake.
///
/// - Parameter fakeLogits: The discriminator's logits of generated samples, any shape.
/// - Returns: A single number, at most 0.
/// - Source: Goodfellow et al. 2014, arXiv:1406.2661, eq. 1 and algorithm 1.
/// - Deviation: none.
public func minimaxGeneratorLoss(fakeLogits: Tensor) -> Tensor {
  -softplus(fakeLogits).mean()
}

/// The generator's loss that papers train with: the minimax loss's fixed point, and strong gradients early on.
///
///     mean(-log D(G(z))) = mean(softplus(-fakeLogits))
///
/// Its derivative by a logit a is (sigmoid(a) - 1) / n: near -1/n where the discriminator is sure of a fake.
///
/// - Parameter fakeLogits: The discriminator's logits of generated samples, any shape.
/// - Returns: A single number, at least 0; log 2 = 0.693 when D is 1/2 everywhere.
/// - Source: Goodfellow et al. 2014, arXiv:1406.2661, section 3, the paragraph under eq. 1.
/// - Deviation: none.
public func nonSaturatingGeneratorLoss(fakeLogits: Tensor) -> Tensor {
  softplus(-fakeLogits).mean()
}
