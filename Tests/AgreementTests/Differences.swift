import Tensors
import Testing

/// Whether numbers are those of PyTorch: the same shape, and no number further off than double precision and eleven written digits explain,
/// for the size of the largest.
func expectAgreement(
  _ ours: Tensor, _ theirs: Case.Numbers, _ what: String, tolerance: Double = 1e-9, _ location: SourceLocation = #_sourceLocation
) {
  #expect(ours.shape == theirs.shape, "\(what): the shapes differ", sourceLocation: location)
  guard ours.shape == theirs.shape else { return }
  let scale = theirs.values.reduce(1) { max($0, $1.magnitude) }
  let off = relativeDifference(ours.doubles, theirs.values, scale)
  #expect(off <= tolerance, "\(what): off by \(off) of \(scale)", sourceLocation: location)
}

/// The greatest difference; infinite where one side is no number.
func relativeDifference(_ ours: [Double], _ theirs: [Double], _ scale: Double) -> Double {
  zip(ours, theirs).reduce(0) { worst, pair in
    let difference = (pair.0 - pair.1).magnitude / scale
    return difference.isNaN ? .infinity : max(worst, difference)
  }
}
