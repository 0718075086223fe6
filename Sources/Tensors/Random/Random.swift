/// The generator that `normal`, `uniform` and the others draw from.
///
/// It is part of a notebook's state: undoing a cell takes it back too.
nonisolated(unsafe) public var randomGenerator = RandomGenerator(seed: 0)

/// Begins the stream of random numbers that belongs to `seed`.
public func setSeed(_ seed: UInt64) { randomGenerator = RandomGenerator(seed: seed) }

/// Runs `body` on the stream of `seed`, and goes on with the stream that was there before.
public func withSeed<Result>(_ seed: UInt64, _ body: () throws -> Result) rethrows -> Result {
  let outer = randomGenerator
  defer { randomGenerator = outer }
  setSeed(seed)
  return try body()
}

/// Independent numbers from N(0, 1), shape `lengths`.
public func normal(_ lengths: Int...) -> Tensor { normal(shape: lengths) }

/// Independent numbers from N(mean, deviation²).
///
/// By the method of Box and Muller (1958): sqrt(-2 log u) times the sine and the cosine of 2 pi v, with u in (0, 1].
public func normal(shape: [Int], mean: Double = 0, deviation: Double = 1) -> Tensor {
  filled(shape, NormalNumbers(mean: Float(mean), deviation: Float(deviation)))
}

/// Independent numbers, equally likely everywhere in `range` (its upper end excluded but for rounding), shape `lengths`.
public func uniform(_ lengths: Int..., in range: ClosedRange<Double> = 0...1) -> Tensor { uniform(shape: lengths, in: range) }

/// Independent numbers, equally likely everywhere in `range`.
public func uniform(shape: [Int], in range: ClosedRange<Double> = 0...1) -> Tensor {
  filled(shape, UniformNumbers(low: Float(range.lowerBound), width: Float(range.upperBound - range.lowerBound)))
}

/// `count` whole numbers in 0..<bound, each equally likely, drawn with replacement.
public func randomIndices(_ count: Int, below bound: Int) -> [Int] {
  require(bound > 0, "randomIndices: nothing lies below \(bound)")
  return (0..<count).map { _ in randomGenerator.next(below: bound) }
}

/// The numbers 0..<count in random order.
public func permutation(_ count: Int) -> [Int] { Array(0..<count).shuffled(using: &randomGenerator) }

/// Two numbers from two random words. Types instead of closures: a closure stayed a call for each pair, and two threads that called it waited for
/// each other's counts of its references.
private protocol NumberPairs {
  func pair(_ first: UInt32, _ second: UInt32) -> (Float, Float)
}

private struct NormalNumbers: NumberPairs {
  let mean: Float
  let deviation: Float

  @inline(__always)
  func pair(_ first: UInt32, _ second: UInt32) -> (Float, Float) {
    let radius = Float.root(-2 * VectorMath.logarithm(1 - Philox.unit(first)))
    let (sine, cosine) = VectorMath.sineAndCosine(ofTurns: Philox.unit(second))
    return (mean + deviation * (radius * cosine), mean + deviation * (radius * sine))
  }
}

private struct UniformNumbers: NumberPairs {
  let low: Float
  let width: Float

  @inline(__always)
  func pair(_ first: UInt32, _ second: UInt32) -> (Float, Float) { (low + width * Philox.unit(first), low + width * Philox.unit(second)) }
}

/// Fills a tensor from blocks of four random words, number k of all quarters from block k, and moves the generator on.
///
/// The words are written first, sixteen blocks at a time, and then turned into numbers where they lie: two plain loops, which the compiler can
/// turn into vector instructions.
///
private func filled<Pairs: NumberPairs>(_ shape: [Int], _ pairs: Pairs) -> Tensor {
  require(shape.allSatisfy { $0 >= 0 }, "random: the shape \(shape) has a negative length")
  let blocks = (shape.product + 3) / 4
  let quarter = (blocks + 15) / 16 * 16
  let padded = Storage(count: max(1, quarter * 4), dtype: .float)
  let numbers = padded.pointer(to: Float.self)
  let words = padded.bytes.assumingMemoryBound(to: UInt32.self)
  let (start, key) = (randomGenerator.counter, randomGenerator.seed)
  inParallel(count: quarter, grain: elementGrain / 16) { part in
    for block in stride(from: part.lowerBound, to: part.upperBound, by: 16) {
      Philox.sixteenBlocks(start &+ UInt64(block), key: key, to: words + block, apart: quarter)
    }
    for pair in 0..<2 {
      let first = numbers + 2 * pair * quarter + part.lowerBound
      let second = first + quarter
      for i in 0..<part.count {
        let (x, y) = pairs.pair(first[i].bitPattern, second[i].bitPattern)
        first[i] = x
        second[i] = y
      }
    }
  }
  randomGenerator.counter &+= UInt64(blocks)
  let result = Tensor(uninitialized: shape)
  let target = result.storage.pointer(to: Float.self)
  for number in 0..<4 {
    let count = min(blocks, result.count - number * blocks)
    if count > 0 { (target + number * blocks).update(from: numbers + number * quarter, count: count) }
  }
  return result
}
