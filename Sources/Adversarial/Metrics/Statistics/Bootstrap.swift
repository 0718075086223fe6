import Tensors

/// Where a statistic of a sample could have come out, had the sample been drawn again: the percentile bootstrap.
///
/// The values are drawn with replacement from themselves, from the notebook's random generator, and the statistic is taken each time.
/// It needs no assumption about the distribution, and a dozen values at least: of three seeds it makes too short an interval, where
/// `Estimate.interval` is right if they are about normal.
///
/// - Parameters:
///   - values: At least two.
///   - confidence: Above 0 and below 1.
///   - resamples: How often the sample is drawn again.
///   - statistic: Its mean, without another.
/// - Source: Efron 1979, doi:10.1214/aos/1176344552.
/// - Deviation: the percentile form, without the later corrections of bias.
public func bootstrapInterval(
  of values: [Double], confidence: Double = 0.95, resamples: Int = 2_000,
  statistic: ([Double]) -> Double = { $0.reduce(0, +) / Double($0.count) }
) -> ClosedRange<Double> {
  requireNumbers(values, for: "bootstrapInterval", as: "values", atLeast: 2)
  require(confidence > 0 && confidence < 1, "bootstrapInterval: a confidence lies between 0 and 1, not at \(confidence)")
  require(resamples >= 100, "bootstrapInterval: \(resamples) resamples are too few for the ends of an interval; take at least 100")
  let results = (0..<resamples).map { _ in statistic(randomIndices(values.count, below: values.count).map { values[$0] }) }.sorted()
  requireNumbers(results, for: "bootstrapInterval", as: "statistics")
  let tail = Int((1 - confidence) / 2 * Double(resamples))
  return results[tail]...results[resamples - 1 - tail]
}
