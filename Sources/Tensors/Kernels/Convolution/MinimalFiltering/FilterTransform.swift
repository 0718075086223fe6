/// U = G w Gᵀ of a whole filter, and its transpose.
extension MinimalFiltering {
  /// The places of the taps of one phase: from the filter's first number to tap (i, j), in the line of one input.
  @inline(__always)
  private func tap(_ i: Int, _ j: Int, phase: Int, input: Int) -> Int {
    let (u, v) = (phases &* i &+ phase / phases, phases &* j &+ phase % phases)
    return ((u &* geometry.horizontal.kernel &+ v) &* inputs &+ input) &* outputs
  }

  /// U with its planes one behind the other: [planes, phases * inputs, outputs].
  func transformedFilter<T: Scalar>(_ filter: UnsafePointer<T>) -> Storage {
    let result = Storage(count: planes * inner * outputs, dtype: T.dtype)
    let target = result.pointer(to: T.self)
    inParallel(count: inner, grain: max(1, elementGrain / (planes * outputs))) { lines in
      for line in lines { transformLine(filter, phase: line / inputs, input: line % inputs, target + line * outputs) }
    }
    return result
  }

  private func transformLine<T: Scalar>(_ filter: UnsafePointer<T>, phase: Int, input: Int, _ target: UnsafeMutablePointer<T>) {
    let apart = inner * outputs
    for at in stride(from: 0, to: outputs, by: ProductTile.lanes) {
      @inline(__always)
      func load(_ i: Int, _ j: Int) -> SIMD16<T> { ProductTile.load(filter + (tap(i, j, phase: phase, input: input) &+ at)) }
      if taps == 3 {
        @inline(__always)
        func row(_ i: Int) -> Quad<SIMD16<T>> { ThreeTaps.filter(Triple(load(i, 0), load(i, 1), load(i, 2))) }
        store(ThreeTaps.filter(Triple(row(0), row(1), row(2))), target + at, apart: apart)
      } else {
        @inline(__always)
        func row(_ i: Int) -> Triple<SIMD16<T>> { TwoTaps.filter(Pair(load(i, 0), load(i, 1))) }
        store(TwoTaps.filter(Pair(row(0), row(1))), target + at, apart: apart)
      }
    }
  }

  /// The filter's gradient, Gᵀ s G, from sums that lie as U does. Several of them, `size` numbers apart, are first added in order.
  func takeBackFilter<T: Scalar>(_ sums: UnsafeMutablePointer<T>, count: Int, size: Int, to filter: UnsafeMutablePointer<T>) {
    inParallel(count: inner, grain: max(1, elementGrain / (planes * outputs * count))) { lines in
      for line in lines {
        for plane in 0..<planes {
          let sum = sums + (plane * inner + line) * outputs
          for number in 1..<max(1, count) {
            let more = sum + number * size
            for i in 0..<outputs { sum[i] += more[i] }
          }
        }
        takeBackLine(sums + line * outputs, phase: line / inputs, input: line % inputs, filter)
      }
    }
  }

  private func takeBackLine<T: Scalar>(_ sums: UnsafePointer<T>, phase: Int, input: Int, _ filter: UnsafeMutablePointer<T>) {
    let apart = inner * outputs
    for at in stride(from: 0, to: outputs, by: ProductTile.lanes) {
      @inline(__always)
      func put(_ vector: SIMD16<T>, _ i: Int, _ j: Int) {
        ProductTile.store(vector, filter + (tap(i, j, phase: phase, input: input) &+ at))
      }
      if taps == 3 {
        let rows = ThreeTaps.filterTransposed(quads(sums + at, apart: apart)).map { ThreeTaps.filterTransposed($0) }
        @inline(__always)
        func putRow(_ row: Triple<SIMD16<T>>, _ i: Int) {
          put(row.a, i, 0)
          put(row.b, i, 1)
          put(row.c, i, 2)
        }
        putRow(rows.a, 0)
        putRow(rows.b, 1)
        putRow(rows.c, 2)
      } else {
        let rows = TwoTaps.filterTransposed(triples(sums + at, apart: apart)).map { TwoTaps.filterTransposed($0) }
        put(rows.a.a, 0, 0)
        put(rows.a.b, 0, 1)
        put(rows.b.a, 1, 0)
        put(rows.b.b, 1, 1)
      }
    }
  }
}
