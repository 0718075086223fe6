/// SHA-256, to tell a damaged dataset from the published one.
///
/// - Source: FIPS 180-4, sections 4.1.2, 5.1.1 and 6.2.
package enum SHA256 {
  /// The digest in 64 hexadecimal digits.
  package static func hexadecimal(of bytes: [UInt8]) -> String {
    digest(of: bytes).map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private static func digest(of bytes: [UInt8]) -> [UInt32] {
    var state = initialState
    var schedule = [UInt32](repeating: 0, count: 64)
    let message = padded(bytes)
    for start in stride(from: 0, to: message.count, by: 64) {
      expand(message[start..<(start + 64)], into: &schedule)
      compress(schedule, into: &state)
    }
    return state
  }

  /// A one bit, zeros, and the length in bits as 64-bit big-endian number, to a multiple of 64 bytes.
  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    let zeros = (119 - bytes.count % 64) % 64
    let length = UInt64(bytes.count) * 8
    return bytes + [0x80] + [UInt8](repeating: 0, count: zeros)
      + (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * UInt64($0))) }
  }

  private static func expand(_ block: ArraySlice<UInt8>, into schedule: inout [UInt32]) {
    for index in 0..<16 {
      let start = block.startIndex + 4 * index
      schedule[index] = block[start..<(start + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<64 {
      let (a, b) = (schedule[index - 15], schedule[index - 2])
      let small = rotated(a, 7) ^ rotated(a, 18) ^ (a >> 3)
      let large = rotated(b, 17) ^ rotated(b, 19) ^ (b >> 10)
      schedule[index] = schedule[index - 16] &+ small &+ schedule[index - 7] &+ large
    }
  }

  private static func compress(_ schedule: [UInt32], into state: inout [UInt32]) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for round in 0..<64 {
      let choice = (e & f) ^ (~e & g)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      let first = h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ choice &+ constants[round] &+ schedule[round]
      let second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ majority
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

  /// The first 32 bits of the fractional parts of the square roots of the first eight primes.
  private static let initialState: [UInt32] = primes.prefix(8).map { fraction(ofRoot: { $0.squareRoot() }, of: $0) }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = primes.map { prime in
    // Newton's step on x³ = p; from a start this near it reaches the last bit of a Double in a few rounds.
    fraction(ofRoot: { value in (0..<60).reduce(value) { root, _ in root - (root * root * root - value) / (3 * root * root) } }, of: prime)
  }

  private static func fraction(ofRoot root: (Double) -> Double, of prime: Int) -> UInt32 {
    let value = root(Double(prime))
    return UInt32((value - value.rounded(.down)) * 0x1p32)
  }

  private static let primes: [Int] = Array(
    (2...).lazy.filter { candidate in !(2..<candidate).contains { candidate % $0 == 0 } }.prefix(64))
}
