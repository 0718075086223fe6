import Tensors

/// The area under the receiver operating characteristic: how well a score tells positives from negatives at no threshold in particular.
///
///     probability that a positive has a higher score than a negative; equal scores count half
///
/// - Returns: 1 when every positive stands above every negative, 1/2 for scores that know nothing, 0 for the wrong way round.
/// - Precondition: At least one score of each kind, all finite.
/// - Source: Hanley and McNeil 1982, doi:10.1148/radiology.143.1.7063747.
/// - Deviation: none.
public func areaUnderROC(positives: [Double], negatives: [Double]) -> Double {
  requireNumbers(positives, for: "areaUnderROC", as: "positives' scores")
  requireNumbers(negatives, for: "areaUnderROC", as: "negatives' scores")
  // The ranks of the positives among all sum to what they would among themselves, and one more for each negative below.
  let rankSum = ranks(of: positives + negatives).prefix(positives.count).reduce(0, +)
  let own = Double(positives.count) * Double(positives.count + 1) / 2
  return (rankSum - own) / (Double(positives.count) * Double(negatives.count))
}
