import Tensors

/// A mixture of Gaussians: equally likely modes, all with the same deviation in every direction.
///
///     p(x) = mean over modes k of N(x; centre k, deviation² I)
///
/// Its density is known in closed form, so whatever a generator learns from its samples can be held against the truth.
public struct Mixture {
  /// One row a mode, shape [modes, dimension].
  public let centres: Tensor
  /// The standard deviation of each mode along each axis.
  public let deviation: Double

  /// - Parameters:
  ///   - centres: One row a mode, shape [modes, dimension].
  ///   - deviation: The standard deviation of each mode along each axis.
  /// - Precondition: At least one mode, and `deviation > 0`.
  public init(centres: Tensor, deviation: Double) {
    require(centres.rank == 2 && centres.count > 0, "Mixture: the centres need the shape [modes, dimension], not \(centres.shape)")
    require(deviation > 0, "Mixture: the deviation must be above 0, it is \(deviation)")
    self.centres = centres
    self.deviation = deviation
  }

  /// How many modes there are.
  public var modes: Int { centres.shape[0] }

  /// How many coordinates a sample has.
  public var dimension: Int { centres.shape[1] }

  /// Independent samples, shape [count, dimension], drawn from the notebook's random generator.
  public func sample(_ count: Int) -> Tensor {
    centres.gathered(rows: randomIndices(count, below: modes)) + deviation * normal(count, dimension)
  }
}
