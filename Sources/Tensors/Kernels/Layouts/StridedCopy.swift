import Glibc

/// A copy between two regular patterns of places: permuting, stretching, slicing, turning round and embedding are each one of these.
///
/// Number (i, j, ...) of the pattern goes from `sourceOffset + i source[0] + j source[1] + ...` to the like sum of the target's strides. A stride of
/// 0 repeats, a negative one runs backwards. Axes that lie one behind the other on both sides are merged first, so that the loops are as long as
/// the pattern allows; where source and target run along different axes the copy goes through squares that stay in the nearest cache.
struct StridedCopy {
  struct Axis {
    var length: Int
    var source: Int
    var target: Int
  }

  private let axes: [Axis]
  private let sourceOffset: Int
  private let targetOffset: Int

  init(shape: [Int], source: [Int], target: [Int], sourceOffset: Int = 0, targetOffset: Int = 0) {
    var merged: [Axis] = []
    for axis in shape.indices where shape[axis] != 1 {
      let next = Axis(length: shape[axis], source: source[axis], target: target[axis])
      if let last = merged.last, last.source == next.source * next.length, last.target == next.target * next.length {
        merged[merged.count - 1] = Axis(length: last.length * next.length, source: next.source, target: next.target)
      } else {
        merged.append(next)
      }
    }
    axes = StridedCopy.innermostLast(merged.isEmpty ? [Axis(length: 1, source: 1, target: 1)] : merged)
    self.sourceOffset = sourceOffset
    self.targetOffset = targetOffset
  }

  /// Puts an axis along which the source runs right before the last, where the last is one along which only the target runs.
  private static func innermostLast(_ axes: [Axis]) -> [Axis] {
    guard let last = axes.last, last.target == 1, last.source != 1, last.source != 0 else { return axes }
    guard let run = axes.firstIndex(where: { $0.source == 1 }) else { return axes }
    var result = axes
    result.insert(result.remove(at: run), at: axes.count - 2)
    return result
  }

  func run(from x: Tensor, to y: Tensor) {
    guard axes.allSatisfy({ $0.length > 0 }) else { return }
    Kernels.dispatch(x.dtype) {
      run(x.storage.pointer(to: Float.self) + sourceOffset, y.storage.pointer() + targetOffset)
    } double: {
      run(x.storage.pointer(to: Double.self) + sourceOffset, y.storage.pointer() + targetOffset)
    }
  }

  /// The axis that is cut among the threads, and how much of it makes a part.
  ///
  /// The outermost that is long enough: parts are then far apart in memory. A pair of axes that is transposed is cut along the second, in whole squares.
  private var cut: (axis: Int, grain: Int) {
    let last = axes.count - 1
    let axis = axes[..<last].firstIndex { $0.length >= 8 && $0.source != 1 } ?? last
    let others = axes.reduce(1) { $0 * $1.length } / axes[axis].length
    let grain = max(1, elementGrain / max(1, others))
    return (axis, axis == last ? (grain + 15) / 16 * 16 : grain)
  }

  private func run<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>) {
    let (cut, grain) = cut
    inParallel(count: axes[cut].length, grain: grain) { part in
      withScratchBuffer(of: Axis.self, capacity: axes.count) { own in
        _ = own.initialize(fromContentsOf: axes)
        own[cut].length = part.count
        let start = part.lowerBound
        StridedCopy.walk(UnsafeBufferPointer(own), 0, x + start * axes[cut].source, y + start * axes[cut].target)
      }
    }
  }

  private static func walk<T: Scalar>(
    _ axes: UnsafeBufferPointer<Axis>, _ level: Int, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>
  ) {
    let axis = axes[level]
    if level == axes.count - 1 { return line(axis, x, y) }
    if level == axes.count - 2 {
      let inner = axes[level + 1]
      if axis.source == 1 && inner.target == 1 && inner.source != 1 && inner.source != 0 { return transpose(axis, inner, x, y) }
      if axis.source == 0 && inner.source == 1 && inner.target == 1 && axis.target == inner.length {
        return repeatLine(inner.length, times: axis.length, x, y)
      }
    }
    for i in 0..<axis.length { walk(axes, level + 1, x + i &* axis.source, y + i &* axis.target) }
  }

  @inline(__always)
  private static func line<T: Scalar>(_ axis: Axis, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>) {
    let n = axis.length
    switch (axis.source, axis.target) {
    case (1, 1): for i in 0..<n { y[i] = x[i] }
    case (0, 1): let value = x[0]; for i in 0..<n { y[i] = value }
    case (-1, 1): for i in 0..<n { y[i] = x[-i] }
    default: for i in 0..<n { y[i &* axis.target] = x[i &* axis.source] }
    }
  }

  /// y[j, i] = x[i, j] in squares of 16, so that each cache line of either side is used up while it is near; within them in squares of 4, whose
  /// numbers change places in registers.
  private static func transpose<T: Scalar>(_ columns: Axis, _ rows: Axis, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>) {
    let side = 16
    for firstRow in stride(from: 0, to: rows.length, by: side) {
      let rowEnd = min(rows.length, firstRow &+ side)
      for firstColumn in stride(from: 0, to: columns.length, by: side) {
        let columnEnd = min(columns.length, firstColumn &+ side)
        var j = firstColumn
        while j &+ 4 <= columnEnd {
          var i = firstRow
          while i &+ 4 <= rowEnd {
            transposeFour(x + i &* rows.source + j, rows.source, y + j &* columns.target + i, columns.target)
            i &+= 4
          }
          while i < rowEnd {
            for k in j..<j &+ 4 { y[k &* columns.target &+ i] = x[i &* rows.source &+ k] }
            i &+= 1
          }
          j &+= 4
        }
        while j < columnEnd {
          for i in firstRow..<rowEnd { y[j &* columns.target &+ i] = x[i &* rows.source &+ j] }
          j &+= 1
        }
      }
    }
  }

  @inline(__always)
  private static func transposeFour<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ xStride: Int, _ y: UnsafeMutablePointer<T>, _ yStride: Int) {
    func row(_ i: Int) -> SIMD4<T> { UnsafeRawPointer(x + i &* xStride).loadUnaligned(as: SIMD4<T>.self) }
    func write(_ j: Int, _ column: SIMD4<T>) { UnsafeMutableRawPointer(y + j &* yStride).storeBytes(of: column, as: SIMD4<T>.self) }
    let (a, b, c, d) = (row(0), row(1), row(2), row(3))
    write(0, SIMD4(a[0], b[0], c[0], d[0]))
    write(1, SIMD4(a[1], b[1], c[1], d[1]))
    write(2, SIMD4(a[2], b[2], c[2], d[2]))
    write(3, SIMD4(a[3], b[3], c[3], d[3]))
  }

  /// The same line again and again; what has been written is copied, so that short lines cost no loop of their own.
  private static func repeatLine<T: Scalar>(_ n: Int, times: Int, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>) {
    for i in 0..<n { y[i] = x[i] }
    var (done, total) = (n, n * times)
    while done < total {
      // Pieces of at most a quarter of the nearest cache, so that what is read is still there.
      let piece = min(done, total - done, max(n, 2_048 / n * n))
      (y + done).update(from: y, count: piece)
      done += piece
    }
  }
}
