extension Kernels {
  /// The places along an axis in the order of their numbers, for each line, as the result's numbers run. Equal numbers keep their order, and NaN comes last.
  static func sortedPlaces(_ x: Tensor, axis: Int, descending: Bool) -> [Int] {
    let layout = AxisLayout(x.shape, axes: axis..<axis + 1)
    return [Int](unsafeUninitializedCapacity: x.count) { places, count in
      count = x.count
      guard let places = places.baseAddress, count > 0 else { return }
      nonisolated(unsafe) let target = places
      let lines = layout.outer * layout.inner
      inParallel(count: lines, grain: max(1, elementGrain / (16 * layout.length))) { part in
        for line in part {
          let start = line / layout.inner * layout.length * layout.inner + line % layout.inner
          switch x.dtype {
          case .float: sortFloats(x.storage.pointer(to: Float.self) + start, target + start, layout.length, layout.inner, descending)
          case .double: sortDoubles(x.storage.pointer(to: Double.self) + start, target + start, layout.length, layout.inner, descending)
          }
        }
      }
    }
  }

  /// A number's bits as an integer in the same order lie in the upper half, its place in the lower: sorting plain integers sorts both, stably.
  private static func sortFloats(
    _ x: UnsafeMutablePointer<Float>, _ places: UnsafeMutablePointer<Int>, _ n: Int, _ stride: Int, _ descending: Bool
  ) {
    withScratchBuffer(of: UInt64.self, capacity: n) { buffer in
      var keys = buffer
      for i in 0..<n {
        let value = x[i &* stride]
        // Adding 0 makes -0 and 0 the same.
        let bits = (value + 0).bitPattern
        var order = bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
        if descending { order = ~order }
        if value.isNaN { order = .max }
        keys.initializeElement(at: i, to: UInt64(order) << 32 | UInt64(UInt32(i)))
      }
      keys.sort()
      for i in 0..<n { places[i &* stride] = Int(keys[i] & 0xffff_ffff) }
    }
  }

  private static func sortDoubles(
    _ x: UnsafeMutablePointer<Double>, _ places: UnsafeMutablePointer<Int>, _ n: Int, _ stride: Int, _ descending: Bool
  ) {
    func comesFirst(_ a: Int, _ b: Int) -> Bool {
      let (left, right) = (x[a &* stride], x[b &* stride])
      if left.isNaN || right.isNaN { return !left.isNaN || (right.isNaN && a < b) }
      return left == right ? a < b : (left < right) != descending
    }
    let order = (0..<n).sorted(by: comesFirst)
    for i in 0..<n { places[i &* stride] = order[i] }
  }
}
