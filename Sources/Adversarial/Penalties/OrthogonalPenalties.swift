import Tensors

/// What an orthogonal penalty sums.
public enum OrthogonalForm: Sendable, Equatable {
  /// abs(WᵀW - 1), every entry (Brock et al. 2017).
  case absolute
  /// norm(WᵀW - 1)², every entry.
  case squared
  /// norm(WᵀW * (ones - 1))²: only pairs of different filters, whose lengths are free (BigGAN).
  case offDiagonal
}

/// The orthogonal penalty of one weight: how far its filters are from orthogonal, or orthonormal, ones.
///
/// 0 for orthonormal filters; in the off-diagonal form for orthogonal ones of any length. More filters than inputs cannot be.
///
/// - Parameters:
///   - weight: [inputs, outputs], or a convolution's [height, width, inputs, outputs]: a filter is a column, all but the last axis.
///   - penaltyWeight: beta; 1e-4 in BigGAN.
///   - form: What is summed.
/// - Returns: A single number.
/// - Precondition: Two axes or more.
/// - Source: Brock et al. 2017, arXiv:1609.07093 (absolute); Brock et al. 2019 (BigGAN), arXiv:1809.11096, eq. 2 (squared) and eq. 3
///   (off-diagonal).
/// - Deviation: none.
public func orthogonalPenalty(weight: Tensor, penaltyWeight: Double = 1e-4, form: OrthogonalForm = .offDiagonal) -> Tensor {
  require(weight.rank >= 2, "orthogonalPenalty: a weight of shape \(weight.shape) has no filters; two axes or more are needed")
  let filters = weight.shape[weight.rank - 1]
  let columns = weight.reshaped(to: [weight.count / filters, filters])
  let products = matmul(columns.transposed(), columns)
  let identity = Tensor(oneHot: Array(0..<filters), classes: filters).converted(to: weight.dtype)
  switch form {
  case .absolute: return abs(products - identity).sum() * penaltyWeight
  case .squared: return square(products - identity).sum() * penaltyWeight
  case .offDiagonal: return square(products * (1 - identity)).sum() * penaltyWeight
  }
}

/// The orthogonal penalties of all weights of a model, summed; parameters with one axis are biases and gains, and left out.
///
/// - Parameters:
///   - model: The argument of the differentiation.
///   - isIncluded: Chooses weights by their path, such as `layers.0.weight`; BigGAN leaves embeddings out.
/// - Returns: A single number.
public func orthogonalPenalty<Model: Module>(
  of model: Model, penaltyWeight: Double = 1e-4, form: OrthogonalForm = .offDiagonal, isIncluded: (String) -> Bool = { _ in true }
) -> Tensor {
  let weights = model.namedParameters.filter { $0.value.rank >= 2 && isIncluded($0.name) }
  guard let first = weights.first else { engineFailure("orthogonalPenalty: the model has no weight with two axes that is included") }
  return weights.dropFirst().reduce(orthogonalPenalty(weight: first.value, penaltyWeight: penaltyWeight, form: form)) {
    $0 + orthogonalPenalty(weight: $1.value, penaltyWeight: penaltyWeight, form: form)
  }
}
