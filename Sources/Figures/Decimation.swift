/// Which points of a line are needed to draw it on `columns` pixel columns.
///
/// Of every run of points that fall into one column only the lowest and the highest are kept, in their order: the line
/// covers the same pixels with at most two points a column. The first and the last point stay.
///
/// - Parameters:
///   - positions: Where each point lies along the axis, as a share of its length: 0 is the left end and 1 the right.
///   - heights: As many values, all finite.
///   - columns: Pixels from end to end.
/// - Returns: Indices, rising.
public func decimatedIndices(positions: [Double], heights: [Double], columns: Int) -> [Int] {
  let count = min(positions.count, heights.count)
  guard columns > 0, count > 2 * columns else { return Array(0..<count) }
  let column = { (index: Int) in (positions[index] * Double(columns)).rounded(.down) }
  var kept: [Int] = []
  var start = 0
  while start < count {
    var (lowest, highest, end) = (start, start, start + 1)
    while end < count, column(end) == column(start) {
      if heights[end] < heights[lowest] { lowest = end }
      if heights[end] > heights[highest] { highest = end }
      end += 1
    }
    for index in start == 0 ? [0, min(lowest, highest), max(lowest, highest)] : [min(lowest, highest), max(lowest, highest)]
    where kept.last != index {
      kept.append(index)
    }
    start = end
  }
  if kept.last != count - 1 { kept.append(count - 1) }
  return kept
}

/// Indices of at most `limit` of `count` points, evenly spread over their order.
public func thinnedIndices(count: Int, limit: Int) -> [Int] {
  guard limit > 0, count > limit else { return Array(0..<max(0, count)) }
  return (0..<limit).map { $0 * count / limit }
}
