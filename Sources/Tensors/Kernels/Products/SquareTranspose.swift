/// The transpose of a square of 16 by 16 numbers, made in registers.
///
/// Lines 2i and 2i + 1, laid end to end, are dealt out by twos: the numbers in even places become line i, those in odd places line i + 8. Each time
/// the bits of a number's position (line, column) turn by one; after four times line and column have changed places.
enum SquareTranspose {
  static func run<T: Scalar>(
    _ source: UnsafePointer<T>, apart sourceStride: Int, _ target: UnsafeMutablePointer<T>, apart targetStride: Int
  ) {
    var lines = InlineArray<16, SIMD16<T>>(repeating: .zero)
    for i in 0..<16 { lines[unchecked: i] = ProductTile.load(source + i &* sourceStride) }
    lines = dealt(dealt(dealt(dealt(lines))))
    for i in 0..<16 { ProductTile.store(lines[unchecked: i], target + i &* targetStride) }
  }

  @inline(__always)
  private static func dealt<T: Scalar>(_ lines: InlineArray<16, SIMD16<T>>) -> InlineArray<16, SIMD16<T>> {
    var result = InlineArray<16, SIMD16<T>>(repeating: .zero)
    for i in 0..<8 {
      let pair = SIMD32<T>(lowHalf: lines[unchecked: 2 &* i], highHalf: lines[unchecked: 2 &* i &+ 1])
      result[unchecked: i] = pair.evenHalf
      result[unchecked: i &+ 8] = pair.oddHalf
    }
    return result
  }
}
