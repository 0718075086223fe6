/// How a function along neighbouring axes sees a tensor: [outer, length, inner].
struct AxisLayout {
  let outer: Int
  let length: Int
  let inner: Int

  init(_ shape: [Int], axes: Range<Int>) {
    outer = shape[..<axes.lowerBound].reduce(1, *)
    length = shape[axes].reduce(1, *)
    inner = shape[axes.upperBound...].reduce(1, *)
  }

  /// Calls `body` with blocks of [length, inner] where lines run across, or with single lines where they run along the last axis; parts are shared
  /// among the threads.
  ///
  /// - Parameter body: Takes the block, its columns, and how the columns lie.
  @inline(__always)
  func forEachPart(_ body: (_ block: Int, _ columns: Range<Int>) -> Void) {
    // Columns are cut only where there are too few blocks to keep the threads busy.
    let columnGrain = outer == 1 && length * inner >= 2 * elementGrain ? Swift.max(16, inner / 8) : inner
    let pieces = inner == 0 ? 0 : (inner + columnGrain - 1) / columnGrain
    let grain = Swift.max(1, elementGrain / Swift.max(1, length * columnGrain))
    inParallel(count: outer * pieces, grain: grain) { part in
      for number in part {
        let (block, piece) = (number / pieces, number % pieces)
        body(block, piece * columnGrain..<Swift.min(inner, (piece + 1) * columnGrain))
      }
    }
  }
}
