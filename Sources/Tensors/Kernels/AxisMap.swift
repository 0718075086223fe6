/// A linear map of one axis: each position of the result is a weighted sum of a few positions of the source.
///
/// Average pooling, nearest and bilinear resampling, blur, reflection and StyleGAN2's upfirdn are all of this kind, one map for the
/// height and one for the width. The transpose of such a map is such a map again; so one operation, whose rule is itself with
/// transposed maps, serves all of them to any order.
struct AxisMap: Sendable {
  struct Tap: Sendable {
    let position: Int
    let weight: Double
  }

  /// The length of the axis before and after.
  let sourceCount: Int
  let resultCount: Int
  /// The taps of all positions of the result one behind the other; those of position i are `starts[i]..<starts[i + 1]`.
  let taps: [Tap]
  let starts: [Int]
  /// Whether position i of the result is position i of the source, for all i.
  let isIdentity: Bool

  /// - Parameter tapsOf: The taps of a position of the result. Weights of one source position add up; zeros may be left out.
  init(from sourceCount: Int, to resultCount: Int, tapsOf: (Int) -> [Tap]) {
    var taps: [Tap] = []
    var starts = [0]
    var isIdentity = sourceCount == resultCount
    for index in 0..<resultCount {
      let own = tapsOf(index)
      isIdentity = isIdentity && own.count == 1 && own[0].position == index && own[0].weight == 1
      taps += own
      starts.append(taps.count)
    }
    (self.sourceCount, self.resultCount, self.taps, self.starts, self.isIdentity) = (sourceCount, resultCount, taps, starts, isIdentity)
  }

  /// The map that leaves an axis as it is.
  static func identity(_ count: Int) -> AxisMap {
    AxisMap(from: count, to: count) { [Tap(position: $0, weight: 1)] }
  }

  /// The map whose matrix is the transpose of this one's.
  var transposed: AxisMap {
    var own = [[Tap]](repeating: [], count: sourceCount)
    for index in 0..<resultCount {
      for tap in taps[starts[index]..<starts[index + 1]] { own[tap.position].append(Tap(position: index, weight: tap.weight)) }
    }
    return AxisMap(from: resultCount, to: sourceCount) { own[$0] }
  }
}

extension AxisMap {
  /// Means of windows; `countsPadding` divides by the kernel's length at the edges too, where part of a window is padding.
  static func averagePool(_ count: Int, kernel: Int, stride: Int, padding: Int, countsPadding: Bool) -> AxisMap {
    AxisMap(from: count, to: (count + 2 * padding - kernel) / stride + 1) { index in
      let start = index * stride - padding
      let inside = max(0, start)..<min(count, start + kernel)
      let weight = 1 / Double(countsPadding ? kernel : inside.count)
      return inside.map { Tap(position: $0, weight: weight) }
    }
  }

  /// Each position `factor` times.
  static func repeating(_ count: Int, factor: Int) -> AxisMap {
    AxisMap(from: count, to: count * factor) { [Tap(position: $0 / factor, weight: 1)] }
  }

  /// Linear interpolation between the centres of pixels; what lies outside of the outermost centres has their values.
  static func bilinear(_ count: Int, to resultCount: Int) -> AxisMap {
    AxisMap(from: count, to: resultCount) { index in
      let place = max(0, (Double(index) + 0.5) * Double(count) / Double(resultCount) - 0.5)
      let low = min(count - 1, Int(place))
      let fraction = place - Double(low)
      if low == count - 1 || fraction == 0 { return [Tap(position: low, weight: 1)] }
      return [Tap(position: low, weight: 1 - fraction), Tap(position: low + 1, weight: fraction)]
    }
  }

  /// Zeros between the numbers, zeros around them (or numbers cut off), convolution, and every `down`-th result.
  static func upFirDown(_ count: Int, taps: [Double], up: Int, down: Int, before: Int, after: Int) -> AxisMap {
    AxisMap(from: count, to: (count * up + before + after - taps.count) / down + 1) { index in
      taps.indices.compactMap { tap in
        let place = index * down + tap - before
        guard place >= 0, place < count * up, place % up == 0 else { return nil }
        return Tap(position: place / up, weight: taps[taps.count - 1 - tap])
      }
    }
  }

  /// `before` and `after` more numbers, mirrored at the outermost ones, which are not repeated.
  static func reflecting(_ count: Int, before: Int, after: Int) -> AxisMap {
    AxisMap(from: count, to: count + before + after) { [Tap(position: reflected($0 - before, count), weight: 1)] }
  }

  /// Convolution with the axis mirrored at its ends.
  static func reflectingBlur(_ count: Int, taps: [Double]) -> AxisMap {
    let before = taps.count / 2
    return AxisMap(from: count, to: count) { index in
      var weights: [Int: Double] = [:]
      for tap in taps.indices { weights[reflected(index + tap - before, count), default: 0] += taps[taps.count - 1 - tap] }
      return weights.sorted { $0.key < $1.key }.map { Tap(position: $0.key, weight: $0.value) }
    }
  }

  private static func reflected(_ place: Int, _ count: Int) -> Int {
    place < 0 ? -place : (place >= count ? 2 * (count - 1) - place : place)
  }
}
