import Glibc
import Tensors

// InfoGAN maximises a lower bound of the mutual information of a code c and the generated sample:
//
//     I(c; G(z, c)) >= E[log Q(c | G(z, c))] + H(c),
//
// tight when Q is the true posterior. H is the entropy of the distribution that the codes were drawn from: a constant for the
// gradient, but it makes the bound a number of nats that can be compared with H itself.

/// The mutual information bound of a categorical code.
///
///     mean(log Q(code | x)) + H(prior)
///
/// - Parameters:
///   - logits: Q's logits of generated samples, shape [batch, classes], before any softmax.
///   - codes: The classes that the samples were generated from.
///   - prior: The probability of each class; nil for equal ones, where H = log(classes).
/// - Returns: A single number of nats, at most H on average; the generator's and Q's loss is minus this.
/// - Source: Chen et al. 2016, arXiv:1606.03657, section 5.
/// - Deviation: none.
public func categoricalMutualInformation(logits: Tensor, codes: [Int], prior: [Double]? = nil) -> Tensor {
  -softmaxCrossEntropy(logits: logits, labels: codes) + entropy(prior, classes: logits.shape[1])
}

/// The mutual information bound of continuous codes, with a Gaussian of independent coordinates for Q.
///
///     mean over the batch of the sum over codes of log N(code; mean, deviation²), plus H
///
/// - Parameters:
///   - means: Q's means, shape [batch, codes].
///   - logDeviations: The logarithms of Q's deviations, the same shape or one that is stretched to it.
///   - codes: What the samples were generated from, shape [batch, codes].
///   - codeEntropy: H of one code: `uniformCodeEntropy` or `normalCodeEntropy`.
/// - Returns: A single number of nats; the generator's and Q's loss is minus this. It has no upper bound but the truth's: for a
///   code that can be read off exactly the information is infinite.
/// - Precondition: `means.shape == codes.shape`, of rank 2.
/// - Source: Chen et al. 2016, arXiv:1606.03657, section 5 and appendix C.
/// - Deviation: none.
public func gaussianMutualInformation(
  means: Tensor, logDeviations: Tensor, codes: Tensor, codeEntropy: Double = uniformCodeEntropy(in: -1...1)
) -> Tensor {
  require(
    means.rank == 2 && means.shape == codes.shape,
    "gaussianMutualInformation: means \(means.shape) and codes \(codes.shape) need one shape [batch, codes]")
  let standardized = (codes - means) * exp(-logDeviations)
  let logDensities = -0.5 * square(standardized) - logDeviations - 0.5 * log(2 * Double.pi)
  return logDensities.sum(axis: 1).mean() + codeEntropy * Double(codes.shape[1])
}

/// The entropy of a code that is uniform in a range: log(upper - lower); log 2 for -1...1.
public func uniformCodeEntropy(in range: ClosedRange<Double>) -> Double { log(range.upperBound - range.lowerBound) }

/// The entropy of a code from N(0, deviation²): log(2 pi e deviation²) / 2.
public func normalCodeEntropy(deviation: Double = 1) -> Double { 0.5 * (log(2 * Double.pi) + 1) + log(deviation) }

private func entropy(_ prior: [Double]?, classes: Int) -> Double {
  guard let prior else { return log(Double(classes)) }
  require(prior.count == classes, "categoricalMutualInformation: \(prior.count) prior probabilities for \(classes) classes")
  let total = prior.reduce(0, +)
  require(
    prior.allSatisfy { $0 >= 0 } && abs(total - 1) < 1e-6, "categoricalMutualInformation: the prior probabilities sum to \(total), not to 1"
  )
  return prior.reduce(0) { $1 == 0 ? $0 : $0 - $1 * log($1) }
}
