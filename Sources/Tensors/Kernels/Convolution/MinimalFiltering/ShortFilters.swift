/// Two neighbouring results of a short filter with fewer multiplications than taps.
///
/// The correlation y_i = sum over k of d_(i+k) g_k has two results for each tile. It is computed as
///
///     y = Aᵀ ((G g) ⊙ (Bᵀ d))
///
/// with matrices of 0, 1, -1 and 1/2, and as many multiplications as d has numbers. Three taps:
///
///     m0 = (d0 - d2) g0              y0 = m0 + m1 + m2 = d0 g0 + d1 g1 + d2 g2
///     m1 = (d1 + d2) (g0 + g1 + g2) / 2
///     m2 = (d2 - d1) (g0 - g1 + g2) / 2
///     m3 = (d1 - d3) g2              y1 = m1 - m2 - m3 = d1 g0 + d2 g1 + d3 g2
///
/// and two taps:
///
///     m0 = (d0 - d1) g0              y0 = m0 + m1 = d0 g0 + d1 g1
///     m1 = d1 (g0 + g1)
///     m2 = (d2 - d1) g1              y1 = m1 + m2 = d1 g0 + d2 g1
///
/// A number of d enters only the results that it belongs to: d0 only m0, the last only the last m. Each function below is one of the matrices or its
/// transpose, applied to numbers or to rows of them.
///
/// - Source: Winograd 1980, Arithmetic Complexity of Computations (the algorithms); Lavin and Gray 2016, arXiv:1509.09308 (for
///   convolutional layers).
enum ThreeTaps {
  /// Bᵀ d.
  @inline(__always)
  static func input<V: Summand>(_ d: Quad<V>) -> Quad<V> { Quad(d.a - d.c, d.b + d.c, d.c - d.b, d.b - d.d) }

  /// B v, which takes a gradient back to the numbers.
  @inline(__always)
  static func inputTransposed<V: Summand>(_ v: Quad<V>) -> Quad<V> { Quad(v.a, v.b - v.c + v.d, v.b + v.c - v.a, -v.d) }

  /// G g.
  @inline(__always)
  static func filter<V: Summand>(_ g: Triple<V>) -> Quad<V> {
    let ends = g.a + g.c
    return Quad(g.a, (ends + g.b).halved, (ends - g.b).halved, g.c)
  }

  /// Gᵀ s.
  @inline(__always)
  static func filterTransposed<V: Summand>(_ s: Quad<V>) -> Triple<V> {
    let sum = (s.b + s.c).halved
    return Triple(s.a + sum, (s.b - s.c).halved, sum + s.d)
  }

  /// Aᵀ m.
  @inline(__always)
  static func output<V: Summand>(_ m: Quad<V>) -> Pair<V> { Pair(m.a + m.b + m.c, m.b - m.c - m.d) }

  /// A y.
  @inline(__always)
  static func outputTransposed<V: Summand>(_ y: Pair<V>) -> Quad<V> { Quad(y.a, y.a + y.b, y.a - y.b, -y.b) }
}

/// The same with two taps.
enum TwoTaps {
  /// Bᵀ d.
  @inline(__always)
  static func input<V: Summand>(_ d: Triple<V>) -> Triple<V> { Triple(d.a - d.b, d.b, d.c - d.b) }

  /// B v.
  @inline(__always)
  static func inputTransposed<V: Summand>(_ v: Triple<V>) -> Triple<V> { Triple(v.a, v.b - v.a - v.c, v.c) }

  /// G g.
  @inline(__always)
  static func filter<V: Summand>(_ g: Pair<V>) -> Triple<V> { Triple(g.a, g.a + g.b, g.b) }

  /// Gᵀ s.
  @inline(__always)
  static func filterTransposed<V: Summand>(_ s: Triple<V>) -> Pair<V> { Pair(s.a + s.b, s.b + s.c) }

  /// Aᵀ m.
  @inline(__always)
  static func output<V: Summand>(_ m: Triple<V>) -> Pair<V> { Pair(m.a + m.b, m.b + m.c) }

  /// A y.
  @inline(__always)
  static func outputTransposed<V: Summand>(_ y: Pair<V>) -> Triple<V> { Triple(y.a, y.a + y.b, y.b) }
}
