import Tensors

/// The mean absolute difference, L1: blurs less than squares do, since its optimum is the median.
///
///     mean(abs(x - y))
///
/// - Precondition: Equal shapes (nothing is broadcast: a forgotten axis would go unnoticed).
public func meanAbsoluteError(_ x: Tensor, _ y: Tensor) -> Tensor {
  requireSameShape(x, y, named: "meanAbsoluteError")
  return abs(x - y).mean()
}

/// The mean squared difference, L2: its optimum is the mean.
///
///     mean((x - y)²)
///
/// - Precondition: Equal shapes.
public func meanSquaredError(_ x: Tensor, _ y: Tensor) -> Tensor {
  requireSameShape(x, y, named: "meanSquaredError")
  return square(x - y).mean()
}

/// How far a sample that was translated there and back is from itself: CycleGAN's cycle consistency, StarGAN's reconstruction.
///
///     weight * mean(abs(F(G(x)) - x))
///
/// It holds for a permutation of pairs as well as for the right one: it asks for an inverse, not for a meaning.
///
/// - Parameters:
///   - original: x.
///   - reconstructed: F(G(x)). Add the loss of the other direction.
///   - weight: lambda; 10 in both papers.
/// - Returns: A single number.
/// - Precondition: Equal shapes.
/// - Source: Zhu et al. 2017, arXiv:1703.10593, eq. 2; Choi et al. 2018 (StarGAN), arXiv:1711.09020.
/// - Deviation: the norm is divided by the count of numbers, as in both papers' code.
public func cycleConsistencyLoss(original: Tensor, reconstructed: Tensor, weight: Double = 10) -> Tensor {
  requireSameShape(original, reconstructed, named: "cycleConsistencyLoss")
  return abs(reconstructed - original).mean() * weight
}

/// What a generator changes about samples that are already of its target domain.
///
///     weight * mean(abs(G(y) - y))
///
/// - Parameters:
///   - target: y, samples of the domain that the generator maps to.
///   - mapped: G(y).
///   - weight: Half the cycle loss's; 5 beside a cycle weight of 10.
/// - Returns: A single number.
/// - Precondition: Equal shapes.
/// - Source: Zhu et al. 2017, arXiv:1703.10593, section 5.2 (photos from paintings).
/// - Deviation: the norm is divided by the count of numbers, as in the paper's code, which uses the loss everywhere; the paper for paintings only.
public func identityLoss(target: Tensor, mapped: Tensor, weight: Double = 5) -> Tensor {
  requireSameShape(target, mapped, named: "identityLoss")
  return abs(mapped - target).mean() * weight
}

/// Refuses to compare what would only fit after broadcasting.
func requireSameShape(_ x: Tensor, _ y: Tensor, named name: String) {
  require(x.shape == y.shape, "\(name): the shapes \(x.shape) and \(y.shape) differ; each number is compared with one other")
}
