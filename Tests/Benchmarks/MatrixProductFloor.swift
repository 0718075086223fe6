import GANs

/// How fast this machine multiplies matrices, which no step can beat by these means.
enum MatrixProductFloor {
  /// Billions of floating-point operations a second in a product of 512x512x512 on all threads.
  static func rate() -> Double {
    let size = 512
    let (a, b) = (normal(size, size), normal(size, size))
    _ = matmul(a, b)
    let milliseconds = millisecondsPerRun(repetitions: 20) { _ = matmul(a, b) }
    return 2 * Double(size * size * size) / milliseconds / 1e6
  }
}
