/// The larger or the smaller of two numbers; NaN wins, so that it is seen.
protocol ExtremeRule {
  static func isBetter<T: Scalar>(_ candidate: T, _ best: T) -> Bool
}

enum LargestRule: ExtremeRule {
  @inline(__always) static func isBetter<T: Scalar>(_ candidate: T, _ best: T) -> Bool { candidate > best || candidate != candidate }
}

enum SmallestRule: ExtremeRule {
  @inline(__always) static func isBetter<T: Scalar>(_ candidate: T, _ best: T) -> Bool { candidate < best || candidate != candidate }
}

extension Kernels {
  /// The largest or smallest number along neighbouring axes of at least one number; `shape` keeps them at length 1.
  static func extreme(_ x: Tensor, axes: Range<Int>, shape: [Int], isLargest: Bool) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    let layout = AxisLayout(x.shape, axes: axes)
    func run<T: Scalar>(_: T.Type) {
      let (x, y) = (x.storage.pointer(to: T.self), result.storage.pointer(to: T.self))
      if isLargest { extremes(layout, x, y, LargestRule.self) } else { extremes(layout, x, y, SmallestRule.self) }
    }
    dispatch(x.dtype) {
      run(Float.self)
    } double: {
      run(Double.self)
    }
    return result
  }

  @inline(__always)
  private static func extremes<T: Scalar, Rule: ExtremeRule>(
    _ layout: AxisLayout, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ rule: Rule.Type
  ) {
    let (length, inner) = (layout.length, layout.inner)
    layout.forEachPart { block, columns in
      let source = x + block &* length &* inner + columns.lowerBound
      if inner == 1 { return y[block] = extreme(source, length, rule) }
      let (target, n) = (y + block &* inner + columns.lowerBound, columns.count)
      for i in 0..<n { target[i] = source[i] }
      for row in 1..<Swift.max(1, length) {
        let line = source + row &* inner
        for i in 0..<n { target[i] = Rule.isBetter(line[i], target[i]) ? line[i] : target[i] }
      }
    }
  }

  /// Sixteen candidates side by side.
  @inline(__always)
  static func extreme<T: Scalar, Rule: ExtremeRule>(_ x: UnsafeMutablePointer<T>, _ n: Int, _ rule: Rule.Type) -> T {
    if n < 16 {
      var best = x[0]
      for index in 1..<Swift.max(1, n) where Rule.isBetter(x[index], best) { best = x[index] }
      return best
    }
    return longExtreme(x, n, rule)
  }

  @inline(__always)
  private static func longExtreme<T: Scalar, Rule: ExtremeRule>(_ x: UnsafeMutablePointer<T>, _ n: Int, _ rule: Rule.Type) -> T {
    withScratchBuffer(of: T.self, capacity: 16) { buffer in
      let best = buffer.baseAddress!
      best.initialize(repeating: x[0], count: 16)
      let whole = n & ~15
      for start in stride(from: 0, to: whole, by: 16) {
        for lane in 0..<16 { best[lane] = Rule.isBetter(x[start &+ lane], best[lane]) ? x[start &+ lane] : best[lane] }
      }
      for index in whole..<n where Rule.isBetter(x[index], best[0]) { best[0] = x[index] }
      for lane in 1..<16 where Rule.isBetter(best[lane], best[0]) { best[0] = best[lane] }
      return best[0]
    }
  }

  /// Where along neighbouring axes the extreme `y` stands first.
  static func firstPlaces(of y: Tensor, in x: Tensor, axes: Range<Int>) -> [Int] {
    let layout = AxisLayout(x.shape, axes: axes)
    return [Int](unsafeUninitializedCapacity: y.count) { places, count in
      nonisolated(unsafe) let places = places
      dispatch(x.dtype) {
        firstPlaces(layout, x.storage.pointer(to: Float.self), y.storage.pointer(), places.baseAddress)
      } double: {
        firstPlaces(layout, x.storage.pointer(to: Double.self), y.storage.pointer(), places.baseAddress)
      }
      count = y.count
    }
  }

  private static func firstPlaces<T: Scalar>(
    _ layout: AxisLayout, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ places: UnsafeMutablePointer<Int>?
  ) {
    guard let places else { return }
    let (length, inner) = (layout.length, layout.inner)
    layout.forEachPart { block, columns in
      for column in columns {
        let line = x + block &* length &* inner + column
        let best = y[block &* inner + column]
        var index = 0
        while index < length - 1 && !(line[index &* inner] == best || (best.isNaN && line[index &* inner].isNaN)) { index &+= 1 }
        places[block &* inner + column] = index
      }
    }
  }

  /// 1 where the extreme `y` along neighbouring axes stands first, or the number of `values` that belongs to it; 0 elsewhere.
  static func atFirstPlaces(of y: Tensor, in x: Tensor, axes: Range<Int>, values: Tensor? = nil) -> Tensor {
    let result = Tensor(zeros: x.shape, dtype: x.dtype)
    let layout = AxisLayout(x.shape, axes: axes)
    let places = firstPlaces(of: y, in: x, axes: axes)
    func run<T: Scalar>(_: T.Type) {
      let (target, values) = (result.storage.pointer(to: T.self), values?.storage.pointer(to: T.self))
      places.withUnsafeBufferPointer { places in
        nonisolated(unsafe) let places = places
        inParallel(count: places.count, grain: elementGrain) { part in
          for index in part {
            let (block, column) = (index / layout.inner, index % layout.inner)
            target[(block &* layout.length &+ places[index]) &* layout.inner &+ column] = values?[index] ?? 1
          }
        }
      }
    }
    dispatch(x.dtype) {
      run(Float.self)
    } double: {
      run(Double.self)
    }
    return result
  }
}
