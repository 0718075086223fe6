import Tensors

/// Points on the lines between real and generated samples, at a place drawn for each pair.
///
///     epsilon x + (1 - epsilon) G(z),   epsilon from U(0, 1), one for each sample
///
/// - Parameters:
///   - real: Samples, shape [batch, ...].
///   - fake: Generated ones of the same shape.
/// - Precondition: `real.shape == fake.shape`.
/// - Source: Gulrajani et al. 2017, arXiv:1704.00028, algorithm 1.
/// - Deviation: none.
public func randomInterpolates(real: Tensor, fake: Tensor) -> Tensor {
  require(
    real.rank > 0 && real.shape == fake.shape,
    "randomInterpolates: real samples \(real.shape) and fake ones \(fake.shape) are joined in pairs; the shapes must be the same, [batch, ...]"
  )
  let epsilon = perSample(uniform(shape: [real.shape[0]]), like: real)
  return fake + epsilon * (real - fake)
}

/// Real samples with noise on every number: the neighbourhood of the data in which DRAGAN keeps the discriminator's slope.
///
///     x + deviation * delta,   delta from N(0, 1)
///
/// - Parameters:
///   - real: Samples, shape [batch, ...].
///   - deviation: The noise's; nil for half of the deviation of all numbers of the batch.
/// - Source: Kodali et al. 2017, arXiv:1705.07215.
/// - Deviation: see `draganPenalty`.
public func perturbedSamples(real: Tensor, deviation: Double? = nil) -> Tensor {
  require(real.rank > 0, "perturbedSamples: a single number is no batch; the samples need the shape [batch, ...]")
  let deviation = deviation ?? 0.5 * sqrt(real.variance()).scalar
  return real + normal(shape: real.shape, deviation: deviation).converted(to: real.dtype)
}

/// One number for each sample, in a shape that is stretched over all of the sample's numbers.
func perSample(_ numbers: Tensor, like samples: Tensor) -> Tensor {
  numbers.converted(to: samples.dtype).reshaped(to: [samples.shape[0]] + Array(repeating: 1, count: samples.rank - 1))
}
