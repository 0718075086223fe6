import Tensors

/// One more channel that tells a discriminator how much the samples of a group differ.
///
///     the deviation of each number over its group, averaged over all numbers of a sample
///
/// Member g of group m is sample g * groups + m.
///
/// - Source: Karras et al. 2018, arXiv:1710.10196, section 3; groups and the epsilon are those of its code.
/// - Deviation: none. The paper has one group, the whole batch.
public struct MinibatchStandardDeviation: Module {
  /// How many samples are compared with each other; a smaller batch is one group.
  public let groupSize: Int

  public init(groupSize: Int = 4) {
    require(groupSize > 1, "MinibatchStandardDeviation: groups of \(groupSize); at least 2 samples are needed to differ")
    self.groupSize = groupSize
  }

  /// - Parameter x: [batch, ..., channels].
  /// - Returns: [batch, ..., channels + 1].
  /// - Precondition: The batch divides into whole groups.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    require(x.rank >= 2, "MinibatchStandardDeviation: the input has shape \(x.shape); [batch, ..., channels] is needed")
    let batch = x.shape[0]
    let size = min(groupSize, batch)
    require(size > 0 && batch % size == 0, "MinibatchStandardDeviation: a batch of \(batch) does not divide into groups of \(size)")
    let groups = x.reshaped(to: [size, batch / size, -1])
    let deviation = sqrt(square(groups - groups.mean(axis: 0, keepingAxis: true)).mean(axis: 0) + 1e-8).mean(axis: 1)
    // [groups] becomes [size, groups, places, 1]: the same number at each place of each sample of a group.
    let channel = deviation.reshaped(to: [1, batch / size, 1]).broadcast(to: [size, batch / size, x.count / (batch * x.shape[x.rank - 1])])
    return concatenate([x, channel.reshaped(to: x.shape.dropLast() + [1])], axis: -1)
  }
}
