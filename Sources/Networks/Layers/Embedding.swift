import Tensors

/// A learned vector for each label or word.
public struct Embedding: Module {
  /// [count, dimension]: row i belongs to label i.
  public var weight: Tensor

  /// - Parameters:
  ///   - count: How many labels there are.
  ///   - dimension: The length of a vector.
  ///   - initializer: N(0, 1) unless another is given.
  public init(_ count: Int, _ dimension: Int, initializer: Initializer = .normal(deviation: 1)) {
    require(count > 0 && dimension > 0, "Embedding: \(count) labels and \(dimension) dimensions; both must be at least 1")
    weight = initializer.weights([count, dimension], fanIn: Double(count), fanOut: Double(dimension))
  }

  /// - Returns: [labels.count, dimension].
  /// - Precondition: Each label is in 0..<count.
  public func callAsFunction(_ labels: [Int]) -> Tensor {
    if let wrong = labels.first(where: { !(0..<weight.shape[0]).contains($0) }) {
      engineFailure("Embedding: label \(wrong) is outside 0..<\(weight.shape[0])")
    }
    return weight.gathered(rows: labels)
  }

  /// - Parameter sequences: Words by number, one row a sequence, all of one length.
  /// - Returns: [sequences.count, length, dimension].
  public func callAsFunction(_ sequences: [[Int]]) -> Tensor {
    let length = sequences.first?.count ?? 0
    require(
      sequences.allSatisfy { $0.count == length },
      "Embedding: sequences of \(Set(sequences.map(\.count)).sorted()) words; all must have one length")
    return self(sequences.flatMap { $0 }).reshaped(to: [sequences.count, length, weight.shape[1]])
  }

  /// The vectors mixed by weights, through which a gradient passes to whoever chose them: for words that a generator draws softly.
  ///
  /// - Parameter mixture: [..., count]; one-hot rows give what their labels give.
  /// - Returns: [..., dimension].
  public func callAsFunction(mixture: Tensor) -> Tensor {
    require(
      mixture.rank >= 1 && mixture.shape[mixture.rank - 1] == weight.shape[0],
      "Embedding: a mixture of shape \(mixture.shape); its last axis must count the \(weight.shape[0]) labels")
    return matmul(mixture.reshaped(to: [-1, weight.shape[0]]), weight).reshaped(to: mixture.shape.dropLast() + [weight.shape[1]])
  }
}
