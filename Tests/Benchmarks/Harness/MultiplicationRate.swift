import COpenBLAS
import GANs

/// How fast this machine multiplies matrices, which no step that is made of products can beat by these means.
enum MultiplicationRate {
  /// Prints billions of floating-point operations a second, of OpenBLAS's own sgemm and of the engine's product, each at its best size.
  static func printMeasured(_ options: Options) {
    EngineThreads.count = options.threads[0]
    let sizes = [512, 1024]
    let engine = sizes.map { size in
      let (a, b) = (normal(size, size), normal(size, size))
      return rate(size, options) { _ = matmul(a, b) }
    }
    EngineThreads.join()
    openblas_set_num_threads(Int32(options.threads[0]))
    let library = sizes.map { size in
      let numbers = normal(size, size).values
      var result = numbers
      let n = Int32(size)
      return rate(size, options) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, numbers, n, numbers, n, 0, &result, n)
      }
    }
    print("OpenBLAS\t\(library.max()!)\nGanbook\t\(engine.max()!)")
  }

  private static func rate(_ size: Int, _ options: Options, _ product: () -> Void) -> Double {
    2 * Double(size * size * size) / millisecondsPerCall(options, product) / 1e6
  }
}
