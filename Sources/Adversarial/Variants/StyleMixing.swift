import Tensors

/// One style for all layers of a synthesis network, as one for each.
///
/// - Parameter styles: w, shape [batch, k].
/// - Returns: Shape [batch, layers, k].
public func repeated(styles: Tensor, layers: Int) -> Tensor {
  require(
    styles.rank == 2 && layers > 0,
    "repeated: \(layers) layers and styles of shape \(styles.shape); [batch, k] and one layer or more are needed")
  return styles.reshaped(to: [styles.shape[0], 1, styles.shape[1]]).broadcast(to: [styles.shape[0], layers, styles.shape[1]])
}

/// Coarse layers in the style of one latent, fine ones in that of another.
///
/// - Parameters:
///   - coarse: Styles of the layers before `crossover`, shape [batch, k].
///   - fine: Of those from `crossover` on, the same shape.
///   - crossovers: For each sample the first layer that is `fine`'s, in 0...layers.
///   - layers: How many layers take a style.
/// - Returns: Shape [batch, layers, k].
/// - Source: Karras et al. 2019, arXiv:1812.04948, section 3.1.
/// - Deviation: none.
public func mixed(coarse: Tensor, fine: Tensor, crossovers: [Int], layers: Int) -> Tensor {
  requireSameShape(coarse, fine, named: "mixed")
  require(
    coarse.rank == 2 && coarse.shape[0] == crossovers.count,
    "mixed: styles of shape \(coarse.shape) and \(crossovers.count) crossovers; [batch, k] and one for each sample are needed")
  for crossover in crossovers { require((0...layers).contains(crossover), "mixed: crossover \(crossover) is outside 0...\(layers)") }
  let flags = crossovers.flatMap { crossover in (0..<layers).map { $0 < crossover ? 1.0 : 0 } }
  let isCoarse = Tensor(shape: [crossovers.count, layers, 1], doubles: flags, dtype: coarse.dtype)
  return repeated(styles: coarse, layers: layers) * isCoarse + repeated(styles: fine, layers: layers) * (1 - isCoarse)
}

/// Style mixing as a regularisation: a share of the samples is made from two latents, with a crossover anywhere between the layers.
///
/// - Parameters:
///   - first: Styles of shape [batch, k].
///   - second: Of as many other latents.
///   - layers: How many layers take a style.
///   - probability: The share of mixed samples; 0.9 in the paper.
/// - Returns: Shape [batch, layers, k].
/// - Source: Karras et al. 2019, arXiv:1812.04948, section 3.1.
/// - Deviation: the crossover is drawn for each sample.
public func randomlyMixed(first: Tensor, second: Tensor, layers: Int, probability: Double = 0.9) -> Tensor {
  require((0...1).contains(probability), "randomlyMixed: the probability \(probability) must be in 0...1")
  let crossovers = (0..<(first.shape.first ?? 0)).map { _ in
    let isMixed = Double.random(in: 0..<1, using: &randomGenerator) < probability
    return isMixed && layers > 1 ? Int.random(in: 1..<layers, using: &randomGenerator) : layers
  }
  return mixed(coarse: first, fine: second, crossovers: crossovers, layers: layers)
}
