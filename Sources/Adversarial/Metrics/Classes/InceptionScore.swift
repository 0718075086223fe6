import Glibc
import Tensors

/// The inception score of classified samples.
///
///     exp(mean over samples x of KL(p(y given x) || p(y))),   p(y) the mean of p(y given x)
///
/// From 1, when all samples get the same answer, to the number of classes, when every sample is certain and the classes are even. It asks
/// whether samples are clear and classes many, and nothing else: a generator with one image a class scores as high as the data,
/// adversarial noise that the classifier is sure of does too, and it never looks at real samples.
///
/// Split into as many parts as there are samples the score is 1 whatever the samples are, because each mean is then a mean of one:
/// few samples a split lower it, and scores from different splits cannot be compared.
///
/// - Parameters:
///   - probabilities: p(y given x), shape [n, classes]; rows sum to 1.
///   - splits: Parts of consecutive samples that are scored by themselves; papers take 10 parts of 5,000.
/// - Returns: Mean and deviation over the splits.
/// - Source: Salimans et al. 2016, arXiv:1606.03498, section 4; its blind spots: Barratt and Sharma 2018, arXiv:1801.01973.
/// - Deviation: whose classifier it is is the caller's choice; the deviation divides by splits - 1.
public func inceptionScore(probabilities: Tensor, splits: Int = 1) -> Estimate {
  let points = Points(probabilities, for: "inceptionScore", as: "classified samples")
  require(
    splits > 0 && splits <= points.count,
    "inceptionScore: \(points.count) samples cannot be divided into \(splits) splits")
  let rows = (0..<points.count).map { row in
    let probabilities = Array(points[row])
    let sum = probabilities.reduce(0, +)
    require(
      abs(sum - 1) < 1e-3 && probabilities.allSatisfy { $0 >= 0 },
      "inceptionScore: row \(row) holds no probabilities: none may be negative, and they sum to \(sum), not to 1; pass probabilities, not logits"
    )
    return probabilities.map { $0 / sum }
  }
  return Estimate(
    over: (0..<splits).map { split in
      let part = rows[split * rows.count / splits..<(split + 1) * rows.count / splits]
      return exp(meanDivergence(part))
    })
}

/// The mean of KL(row || mean row), as the entropy of the mean less the mean of the entropies would cancel near 0.
private func meanDivergence(_ rows: ArraySlice<[Double]>) -> Double {
  let classes = rows.first!.count
  var middle = [Double](repeating: 0, count: classes)
  for row in rows { for index in 0..<classes { middle[index] += row[index] / Double(rows.count) } }
  let sum = rows.reduce(0) { sum, row in
    zip(row, middle).reduce(sum) { $1.0 > 0 ? $0 + $1.0 * log($1.0 / $1.1) : $0 }
  }
  return max(0, sum / Double(rows.count))
}
