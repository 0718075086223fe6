/// Elementary functions of `Float` without branches or calls, so that a loop over them becomes vector instructions.
///
/// Goals, in this order: no NaN where the function has a limit, relative error of a few units in the last place, speed.
/// Each is a reduction of the argument to a small interval and a polynomial there, whose coefficients are those of the
/// Cephes library's single-precision functions (S. Moshier 1992), checked in the tests against the C library.
enum VectorMath {
  /// Adding and subtracting 1.5 * 2^23 rounds to the nearest integer and leaves it in the low bits.
  private static let roundingBias: Float = 12_582_912

  @inline(__always)
  static func select(_ condition: Bool, _ first: Float, _ second: Float) -> Float { condition ? first : second }

  /// exp(x) = 2^n exp(r), n the integer nearest to x / log 2 and r the rest, |r| <= log(2) / 2.
  ///
  /// For n > 0 the power of two is applied as 2^(n-1) * 2, since 2^128 itself is no `Float`.
  @inline(__always)
  static func exponential(_ x: Float) -> Float {
    let clamped = select(x > 88.722_84, 88.722_84, select(x < -87.336_5, -87.336_5, x))
    let shifted = Float(roundingBias).addingProduct(clamped, 1.442_695_041)
    let n = shifted - roundingBias
    let r = clamped.addingProduct(n, -0.693_359_375).addingProduct(n, 2.121_944_4e-4)
    var p: Float = 1.987_569_15e-4
    p = Float(1.398_199_950_7e-3).addingProduct(p, r)
    p = Float(8.333_451_907_3e-3).addingProduct(p, r)
    p = Float(4.166_579_589_4e-2).addingProduct(p, r)
    p = Float(1.666_666_545_9e-1).addingProduct(p, r)
    p = Float(5.000_000_120_1e-1).addingProduct(p, r)
    p = (1 + r).addingProduct(p, r * r)
    let isLarge = n > 0
    let exponent = (shifted - select(isLarge, 1, 0)).bitPattern &- roundingBias.bitPattern &+ 127
    let result = p * Float(bitPattern: exponent &<< 23) * select(isLarge, 2, 1)
    return select(x > 88.722_84, .infinity, select(x < -87.336_5, 0, result))
  }

  /// exp(x) - 1 for x <= 0, as 2^n (exp(r) - 1) + (2^n - 1): near 0 there is nothing to cancel, n being 0.
  @inline(__always)
  static func exponentialMinusOne(_ x: Float) -> Float {
    let clamped = select(x > 0, 0, select(x < -87.336_5, -87.336_5, x))
    let shifted = Float(roundingBias).addingProduct(clamped, 1.442_695_041)
    let n = shifted - roundingBias
    let r = clamped.addingProduct(n, -0.693_359_375).addingProduct(n, 2.121_944_4e-4)
    var p: Float = 1.987_569_15e-4
    p = Float(1.398_199_950_7e-3).addingProduct(p, r)
    p = Float(8.333_451_907_3e-3).addingProduct(p, r)
    p = Float(4.166_579_589_4e-2).addingProduct(p, r)
    p = Float(1.666_666_545_9e-1).addingProduct(p, r)
    p = Float(5.000_000_120_1e-1).addingProduct(p, r)
    let rest = r.addingProduct(p, r * r)
    let power = Float(bitPattern: (shifted.bitPattern &- roundingBias.bitPattern &+ 127) &<< 23)
    return select(x != x, x, (power - 1).addingProduct(power, rest))
  }

  /// The normal distribution function as half of erfc(-x / sqrt 2).
  ///
  /// erfc(z) = t exp(-z² + p(t)) with t = 1 / (1 + z / 2) for z >= 0, p a polynomial fitted by Chebyshev's; its relative error is below 1.2e-7.
  /// Source: Press et al. 1992, Numerical Recipes, second edition, section 6.2.
  @inline(__always)
  static func normalDistribution(_ x: Float) -> Float {
    let z = select(x < 0, -x, x) * 0.707_106_781_2
    let t = 1 / (1 + 0.5 * z)
    var p: Float = 0.170_872_77
    p = Float(-0.822_152_23).addingProduct(p, t)
    p = Float(1.488_515_87).addingProduct(p, t)
    p = Float(-1.135_203_98).addingProduct(p, t)
    p = Float(0.278_868_07).addingProduct(p, t)
    p = Float(-0.186_288_06).addingProduct(p, t)
    p = Float(0.096_784_18).addingProduct(p, t)
    p = Float(0.374_091_96).addingProduct(p, t)
    p = Float(1.000_023_68).addingProduct(p, t)
    p = Float(-1.265_512_23).addingProduct(p, t)
    let tail = 0.5 * t * exponential(p.addingProduct(-z, z))
    return select(x < 0, tail, 1 - tail)
  }

  /// x Phi(x); towards -infinity it is 0, not infinity times 0.
  @inline(__always)
  static func gaussianLinear(_ x: Float) -> Float { select(x < -40, 0, x * normalDistribution(x)) }

  @inline(__always)
  static func gaussianLinearSlope(_ x: Float) -> Float {
    let near = select(x > 40, 40, select(x < -40, -40, x))
    return normalDistribution(x) + near * exponential(-0.5 * near * near) * 0.398_942_280_4
  }

  /// log(x) = e log 2 + log(m) with m in [sqrt(1/2), sqrt(2)).
  @inline(__always)
  static func logarithm(_ x: Float) -> Float {
    let isSubnormal = x < .leastNormalMagnitude
    let scaled = select(isSubnormal, x * 8_388_608, x)
    let bits = scaled.bitPattern
    var e = Float(bitPattern: ((bits &>> 23) & 0xff) | 0x4b00_0000) - 8_388_608 - 126 - select(isSubnormal, 23, 0)
    var m = Float(bitPattern: (bits & 0x007f_ffff) | 0x3f00_0000)
    let isLow = m < 0.707_106_78
    e = e - select(isLow, 1, 0)
    m = m + select(isLow, m, 0) - 1
    let z = m * m
    var p: Float = 7.037_683_629_2e-2
    p = Float(-1.151_461_031e-1).addingProduct(p, m)
    p = Float(1.167_699_874e-1).addingProduct(p, m)
    p = Float(-1.242_014_084_6e-1).addingProduct(p, m)
    p = Float(1.424_932_278_7e-1).addingProduct(p, m)
    p = Float(-1.666_805_766_5e-1).addingProduct(p, m)
    p = Float(2.000_071_476_5e-1).addingProduct(p, m)
    p = Float(-2.499_999_399_3e-1).addingProduct(p, m)
    p = Float(3.333_333_117_4e-1).addingProduct(p, m)
    var y = p * m * z
    y = y.addingProduct(e, -2.121_944_4e-4).addingProduct(z, -0.5)
    let result = (m + y).addingProduct(e, 0.693_359_375)
    return select(x > 0, select(x == .infinity, .infinity, result), select(x == 0, -.infinity, .nan))
  }

  /// A polynomial below 0.625, 1 - 2 / (exp(2|x|) + 1) with the sign of x above.
  @inline(__always)
  static func hyperbolicTangent(_ x: Float) -> Float {
    let size = select(x < 0, -x, x)
    let z = x * x
    var p: Float = -5.704_988_727_45e-3
    p = Float(2.063_908_879_54e-2).addingProduct(p, z)
    p = Float(-5.373_971_495_31e-2).addingProduct(p, z)
    p = Float(1.333_144_224_18e-1).addingProduct(p, z)
    p = Float(-3.333_328_194_22e-1).addingProduct(p, z)
    let small = x.addingProduct(p * z, x)
    let large = 1 - 2 / (exponential(2 * size) + 1)
    return select(size < 0.625, small, select(x < 0, -large, large))
  }

  /// max(x, 0) + log(1 + u) with u = exp(-|x|). The second term is log(w) - ((w - 1) - u) / w with w = 1 + u as rounded,
  /// which takes back the rounding of 1 + u.
  @inline(__always)
  static func softplus(_ x: Float) -> Float {
    let u = exponential(select(x < 0, x, -x))
    let w = 1 + u
    let rest = logarithm(w) - ((w - 1) - u) / w
    return select(x > 0, x, 0) + rest + select(x != x, x, 0)
  }

  /// sin and cos of 2 pi t for t in [0, 1), by reduction to an eighth of the circle.
  @inline(__always)
  static func sineAndCosine(ofTurns t: Float) -> (sine: Float, cosine: Float) {
    let shifted = roundingBias + 4 * t
    let quarter = shifted.bitPattern
    let angle = (4 * t - (shifted - roundingBias)) * 1.570_796_327
    let z = angle * angle
    var s: Float = -1.951_529_589_1e-4
    s = Float(8.332_160_873_6e-3).addingProduct(s, z)
    s = Float(-1.666_665_461_1e-1).addingProduct(s, z)
    s = angle.addingProduct(s * z, angle)
    var c: Float = 2.443_315_711_809_948e-5
    c = Float(-1.388_731_625_493_765e-3).addingProduct(c, z)
    c = Float(4.166_664_568_298_827e-2).addingProduct(c, z)
    c = (1 - 0.5 * z).addingProduct(c, z * z)
    // Odd quarters exchange the two; the sine is negative in quarters 2 and 3, the cosine in 1 and 2.
    let isOdd = quarter & 1 != 0
    let sine = select(isOdd, c, s).bitPattern ^ (quarter & 2) &<< 30
    let cosine = select(isOdd, s, c).bitPattern ^ ((quarter &+ 1) & 2) &<< 30
    return (Float(bitPattern: sine), Float(bitPattern: cosine))
  }
}
