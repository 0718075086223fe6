import Tensors

/// The kernel inception distance: the unbiased squared MMD with a polynomial kernel.
///
///     mean over blocks of MMD²,   k(x, y) = (x · y / dimension + 1)³
///
/// Unlike the Fréchet distance it has no bias, whatever the number of samples: samples of one distribution score 0 on average, and
/// below 0 as often as above. It sees the first three moments of the features, and no more.
///
/// - Parameters:
///   - real: Features of real samples, shape [n, ...].
///   - generated: Features of generated samples, shape [m, ...].
///   - blockSize: At most so many samples of either kind are compared at once; samples are dealt to the blocks in turn.
/// - Returns: Mean and deviation over the blocks; a single block has no deviation.
/// - Source: Binkowski et al. 2018, arXiv:1801.01401, section 4.
/// - Deviation: blocks have no sample in common, where the paper draws subsets at random; whose features they are is the caller's choice.
public func kernelInceptionDistance(real: Tensor, generated: Tensor, blockSize: Int = 1_000) -> Estimate {
  let name = "kernelInceptionDistance"
  let real = Points(real, for: name, as: "real samples", atLeast: 2)
  let generated = Points(generated, for: name, as: "generated samples", atLeast: 2)
  real.requireDimension(of: generated, for: name)
  require(blockSize > 1, "\(name): a block of \(blockSize) has no pairs; blocks need at least 2 samples")
  // Enough blocks for the larger set, unless the smaller one then had blocks without pairs.
  let wanted = (max(real.count, generated.count) + blockSize - 1) / blockSize
  let blocks = min(wanted, min(real.count, generated.count) / 2)
  return Estimate(
    over: (0..<blocks).map { block in
      polynomialMMD(
        real.subset(Array(stride(from: block, to: real.count, by: blocks))).tensor,
        generated.subset(Array(stride(from: block, to: generated.count, by: blocks))).tensor)
    })
}

/// The unbiased squared MMD with the kernel (x · y / dimension + 1)³.
private func polynomialMMD(_ left: Tensor, _ right: Tensor) -> Double {
  func kernel(_ x: Tensor, _ y: Tensor) -> Tensor {
    let base = matmul(x, y.transposed()) / Double(x.shape[1]) + 1
    return base * base * base
  }
  func within(_ x: Tensor) -> Double {
    let base = square(x).sum(axis: 1) / Double(x.shape[1]) + 1
    return (kernel(x, x).sum() - (base * base * base).sum()).scalar / Double(x.shape[0] * (x.shape[0] - 1))
  }
  return within(left) + within(right) - 2 * kernel(left, right).mean().scalar
}
