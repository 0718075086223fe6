import Tensors

/// A new resolution of progressive growing on its way in: of the old path, upsampled or pooled, and the new one.
///
///     (1 - alpha) old + alpha new
///
/// Exactly the old at alpha = 0 and the new at alpha = 1.
///
/// - Parameters:
///   - old: Images, or features, of the path that was there.
///   - new: Those of the path that fades in; the same shape.
///   - alpha: 0...1.
/// - Source: Karras et al. 2018, arXiv:1710.10196, section 2 and figure 2.
/// - Deviation: none.
public func faded(from old: Tensor, to new: Tensor, alpha: Double) -> Tensor {
  requireSameShape(old, new, named: "faded")
  require((0...1).contains(alpha), "faded: alpha is \(alpha) and must be in 0...1")
  // At the ends the other path is not even looked at: 0 times a number that is not finite would spoil the first.
  if alpha == 0 { return old }
  if alpha == 1 { return new }
  return old * (1 - alpha) + new * alpha
}
