import Tensors

/// How different the samples of each class are: the root of their mean squared distance from the class's mean.
///
///     sqrt(sum over samples of the class of norm(x - mean)² / (count - 1))
///
/// Beside the same number for real data it shows a collapse within classes, which class histograms and the inception score do not see.
///
/// - Parameters:
///   - samples: Shape [n, ...].
///   - labels: The class of each sample, in 0..<classes.
/// - Returns: One number a class; 0 for a class with fewer than two samples, which has no diversity to show.
public func withinClassDeviation(of samples: Tensor, labels: [Int], classes: Int) -> [Double] {
  let points = Points(samples, for: "withinClassDeviation", as: "samples")
  require(points.count == labels.count, "withinClassDeviation: \(points.count) samples and \(labels.count) labels")
  var members = [[Int]](repeating: [], count: classes)
  for (row, label) in labels.enumerated() {
    require((0..<classes).contains(label), "withinClassDeviation: label \(label) is outside 0..<\(classes)")
    members[label].append(row)
  }
  return members.map { rows in
    guard rows.count > 1 else { return 0 }
    return (square(points.subset(rows).centred).sum().scalar / Double(rows.count - 1)).squareRoot()
  }
}
