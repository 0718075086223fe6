import COpenBLAS
import Glibc

/// What a kernel asks of the numbers it works on.
///
/// `Float` has functions that the compiler turns into vector instructions; `Double`, which serves to check them, takes the
/// C library's.
package protocol Scalar: BinaryFloatingPoint, SIMDScalar, Codable {
  static var dtype: DType { get }
  static func exponential(_ x: Self) -> Self
  static func logarithm(_ x: Self) -> Self
  static func hyperbolicTangent(_ x: Self) -> Self
  /// log(1 + exp(x)), exact for large and for small x.
  static func softplus(_ x: Self) -> Self
  /// exp(x) - 1 for x <= 0, exact for small x.
  static func exponentialMinusOne(_ x: Self) -> Self
  /// NaN for a negative x.
  static func root(_ x: Self) -> Self
  /// x Phi(x), Phi the distribution function of the standard normal.
  static func gaussianLinear(_ x: Self) -> Self
  /// Its derivative, Phi(x) + x phi(x). Beyond 40 deviations phi is 0 in either precision, and so must x phi(x) be.
  static func gaussianLinearSlope(_ x: Self) -> Self
  static func sine(_ x: Self) -> Self
  static func cosine(_ x: Self) -> Self
  static func power(_ x: Self, _ exponent: Self) -> Self
  /// c = op(a) op(b), row-major; op transposes where the flag says so.
  static func multiplyMatrices(
    rows: Int, columns: Int, inner: Int,
    _ a: UnsafePointer<Self>, _ aStride: Int, _ transposeA: Bool,
    _ b: UnsafePointer<Self>, _ bStride: Int, _ transposeB: Bool,
    _ c: UnsafeMutablePointer<Self>, _ cStride: Int)
}

extension Scalar {
  /// 1 / (1 + exp(-x)).
  @inline(__always)
  static func sigmoid(_ x: Self) -> Self { 1 / (1 + exponential(-x)) }
}

extension Float: Scalar {
  package static var dtype: DType { .float }
  @inline(__always) package static func exponential(_ x: Float) -> Float { VectorMath.exponential(x) }
  @inline(__always) package static func logarithm(_ x: Float) -> Float { VectorMath.logarithm(x) }
  @inline(__always) package static func hyperbolicTangent(_ x: Float) -> Float { VectorMath.hyperbolicTangent(x) }
  @inline(__always) package static func softplus(_ x: Float) -> Float { VectorMath.softplus(x) }
  @inline(__always) package static func exponentialMinusOne(_ x: Float) -> Float { VectorMath.exponentialMinusOne(x) }
  @inline(__always) package static func root(_ x: Float) -> Float { ganbook_square_root_float(x) }
  @inline(__always) package static func gaussianLinear(_ x: Float) -> Float { VectorMath.gaussianLinear(x) }
  @inline(__always) package static func gaussianLinearSlope(_ x: Float) -> Float { VectorMath.gaussianLinearSlope(x) }
  package static func sine(_ x: Float) -> Float { sinf(x) }
  package static func cosine(_ x: Float) -> Float { cosf(x) }
  package static func power(_ x: Float, _ exponent: Float) -> Float { powf(x, exponent) }

  package static func multiplyMatrices(
    rows: Int, columns: Int, inner: Int,
    _ a: UnsafePointer<Float>, _ aStride: Int, _ transposeA: Bool,
    _ b: UnsafePointer<Float>, _ bStride: Int, _ transposeB: Bool,
    _ c: UnsafeMutablePointer<Float>, _ cStride: Int
  ) {
    cblas_sgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
      blasint(rows), blasint(columns), blasint(inner),
      1, a, blasint(aStride), b, blasint(bStride), 0, c, blasint(cStride))
  }
}

extension Double: Scalar {
  package static var dtype: DType { .double }
  package static func exponential(_ x: Double) -> Double { exp(x) }
  package static func logarithm(_ x: Double) -> Double { log(x) }
  package static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
  package static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
  package static func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }
  @inline(__always) package static func root(_ x: Double) -> Double { ganbook_square_root_double(x) }
  package static func gaussianLinear(_ x: Double) -> Double { x < -40 ? 0 : x * 0.5 * erfc(-x * 0.5.squareRoot()) }
  package static func gaussianLinearSlope(_ x: Double) -> Double {
    let near = max(-40, min(40, x))
    return 0.5 * erfc(-x * 0.5.squareRoot()) + near * exp(-0.5 * near * near) * 0.398_942_280_401_432_7
  }
  package static func sine(_ x: Double) -> Double { sin(x) }
  package static func cosine(_ x: Double) -> Double { cos(x) }
  package static func power(_ x: Double, _ exponent: Double) -> Double { pow(x, exponent) }

  package static func multiplyMatrices(
    rows: Int, columns: Int, inner: Int,
    _ a: UnsafePointer<Double>, _ aStride: Int, _ transposeA: Bool,
    _ b: UnsafePointer<Double>, _ bStride: Int, _ transposeB: Bool,
    _ c: UnsafeMutablePointer<Double>, _ cStride: Int
  ) {
    cblas_dgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
      blasint(rows), blasint(columns), blasint(inner),
      1, a, blasint(aStride), b, blasint(bStride), 0, c, blasint(cStride))
  }
}
