import Tensors

/// The same numbers; gradients pass with the opposite sign, so that what is before it learns against what is behind it.
///
///     value x,   gradient -weight times the gradient of the result
///
/// One step then trains features and a domain classifier against each other: the classifier descends its loss, the features ascend it.
///
/// - Parameters:
///   - x: Features, any shape.
///   - weight: lambda; the paper raises it from 0 to 1 as 2 / (1 + exp(-10 p)) - 1, p the share of training that is done.
/// - Source: Ganin et al. 2016 (DANN), arXiv:1505.07818, section 4.2.
/// - Deviation: none.
public func gradientReversal(_ x: Tensor, weight: Double = 1) -> Tensor {
  Operation("gradientReversal", evaluate: { $0[0] }, rules: [{ $0.gradient * -weight }])(x)
}
