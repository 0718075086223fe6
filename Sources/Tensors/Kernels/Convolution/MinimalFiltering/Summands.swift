/// What the transforms of short filters work on: vectors of channels, and rows of such vectors.
protocol Summand {
  static func + (x: Self, y: Self) -> Self
  static func - (x: Self, y: Self) -> Self
  static prefix func - (x: Self) -> Self
  var halved: Self { get }
}

extension SIMD16: Summand where Scalar: BinaryFloatingPoint {
  @inline(__always)
  var halved: Self { self * 0.5 }
}

/// Two numbers, or two rows of them.
struct Pair<V> {
  var a, b: V

  @inline(__always)
  init(_ a: V, _ b: V) { (self.a, self.b) = (a, b) }

  @inline(__always)
  func map<Result>(_ function: (V) -> Result) -> Pair<Result> { Pair<Result>(function(a), function(b)) }
}

/// Three numbers, or three rows of them.
struct Triple<V> {
  var a, b, c: V

  @inline(__always)
  init(_ a: V, _ b: V, _ c: V) { (self.a, self.b, self.c) = (a, b, c) }

  @inline(__always)
  func map<Result>(_ function: (V) -> Result) -> Triple<Result> { Triple<Result>(function(a), function(b), function(c)) }
}

/// Four numbers, or four rows of them.
struct Quad<V> {
  var a, b, c, d: V

  @inline(__always)
  init(_ a: V, _ b: V, _ c: V, _ d: V) { (self.a, self.b, self.c, self.d) = (a, b, c, d) }

  @inline(__always)
  func map<Result>(_ function: (V) -> Result) -> Quad<Result> { Quad<Result>(function(a), function(b), function(c), function(d)) }
}

extension Pair: Summand where V: Summand {
  @inline(__always)
  static func + (x: Self, y: Self) -> Self { Pair(x.a + y.a, x.b + y.b) }
  @inline(__always)
  static func - (x: Self, y: Self) -> Self { Pair(x.a - y.a, x.b - y.b) }
  @inline(__always)
  static prefix func - (x: Self) -> Self { Pair(-x.a, -x.b) }
  @inline(__always)
  var halved: Self { Pair(a.halved, b.halved) }
}

extension Triple: Summand where V: Summand {
  @inline(__always)
  static func + (x: Self, y: Self) -> Self { Triple(x.a + y.a, x.b + y.b, x.c + y.c) }
  @inline(__always)
  static func - (x: Self, y: Self) -> Self { Triple(x.a - y.a, x.b - y.b, x.c - y.c) }
  @inline(__always)
  static prefix func - (x: Self) -> Self { Triple(-x.a, -x.b, -x.c) }
  @inline(__always)
  var halved: Self { Triple(a.halved, b.halved, c.halved) }
}

extension Quad: Summand where V: Summand {
  @inline(__always)
  static func + (x: Self, y: Self) -> Self { Quad(x.a + y.a, x.b + y.b, x.c + y.c, x.d + y.d) }
  @inline(__always)
  static func - (x: Self, y: Self) -> Self { Quad(x.a - y.a, x.b - y.b, x.c - y.c, x.d - y.d) }
  @inline(__always)
  static prefix func - (x: Self) -> Self { Quad(-x.a, -x.b, -x.c, -x.d) }
  @inline(__always)
  var halved: Self { Quad(a.halved, b.halved, c.halved, d.halved) }
}
