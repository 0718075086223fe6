/// Reproducible random numbers: Philox4x32-10.
///
/// The state is a key and a counter; block i of the stream is a function of both and of nothing before it. A generator is
/// therefore a value that is saved and restored with two numbers, and any part of its stream can be made by any thread.
///
/// - Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405.
public struct RandomGenerator: Sendable, Equatable, Codable, RandomNumberGenerator {
  /// What the stream is chosen by.
  public let seed: UInt64
  /// Blocks of four 32-bit numbers that have been used.
  package var counter: UInt64 = 0

  public init(seed: UInt64) { self.seed = seed }

  /// 64 random bits, so that the standard library's `random(in:using:)` and `shuffled(using:)` can draw from it too.
  public mutating func next() -> UInt64 {
    let (a, b, _, _) = Philox.block(counter, key: seed)
    counter += 1
    return UInt64(a) << 32 | UInt64(b)
  }

  /// A whole number in 0..<bound, all equally likely.
  mutating func next(below bound: Int) -> Int { Int(next(upperBound: UInt64(bound))) }
}

package enum Philox {
  /// Four random 32-bit numbers: ten rounds of two multiplications on the counter, the key moved on between them.
  @inline(__always)
  package static func block(_ counter: UInt64, key: UInt64) -> (UInt32, UInt32, UInt32, UInt32) {
    var (x0, x1, x2, x3) = (UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32), UInt32(0), UInt32(0))
    var (k0, k1) = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
    for _ in 0..<10 {
      let p0 = UInt64(x0) &* 0xD251_1F53
      let p1 = UInt64(x2) &* 0xCD9E_8D57
      (x0, x1, x2, x3) = (
        UInt32(truncatingIfNeeded: p1 >> 32) ^ x1 ^ k0, UInt32(truncatingIfNeeded: p1),
        UInt32(truncatingIfNeeded: p0 >> 32) ^ x3 ^ k1, UInt32(truncatingIfNeeded: p0)
      )
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (x0, x1, x2, x3)
  }

  /// The blocks of sixteen counters that follow each other, side by side in vectors; word w of block i is written to `target[w * apart + i]`.
  @inline(__always)
  static func sixteenBlocks(_ counter: UInt64, key: UInt64, to target: UnsafeMutablePointer<UInt32>, apart: Int) {
    typealias Words = SIMD16<UInt32>
    var x0 = Words(repeating: 0), x1 = Words(repeating: 0), x2 = Words(repeating: 0), x3 = Words(repeating: 0)
    for i in 0..<16 {
      let number = counter &+ UInt64(i)
      x0[i] = UInt32(truncatingIfNeeded: number)
      x1[i] = UInt32(truncatingIfNeeded: number >> 32)
    }
    var (k0, k1) = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
    for _ in 0..<10 {
      let p0 = SIMD16<UInt64>(truncatingIfNeeded: x0) &* 0xD251_1F53
      let p1 = SIMD16<UInt64>(truncatingIfNeeded: x2) &* 0xCD9E_8D57
      (x0, x1, x2, x3) = (
        Words(truncatingIfNeeded: p1 &>> 32) ^ x1 ^ k0, Words(truncatingIfNeeded: p1),
        Words(truncatingIfNeeded: p0 &>> 32) ^ x3 ^ k1, Words(truncatingIfNeeded: p0)
      )
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    func write(_ words: Words, _ number: Int) { UnsafeMutableRawPointer(target + number &* apart).storeBytes(of: words, as: Words.self) }
    write(x0, 0)
    write(x1, 1)
    write(x2, 2)
    write(x3, 3)
  }

  /// A number in [0, 1) with 24 bits.
  @inline(__always)
  package static func unit(_ bits: UInt32) -> Float { Float(Int32(truncatingIfNeeded: bits >> 8)) * 0x1p-24 }
}
