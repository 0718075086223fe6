/// The matrix product of [rows, inner] and [inner, columns], or of as many pairs of matrices as the axes before the last two hold.
///
/// Those axes are stretched by NumPy's rule: [8, 1, 5, 3] by [4, 3, 2] is [8, 4, 5, 2].
///
/// - Returns: Shape [..., rows, columns].
/// - Precondition: Both have at least two axes and one precision, and the inner lengths are equal.
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor {
  matmul(a, transposed: false, b, transposed: false)
}

/// op(a) op(b), where op transposes what is marked (in its last two axes); nothing is moved in memory for it.
package func matmul(_ a: Tensor, transposed transposeA: Bool, _ b: Tensor, transposed transposeB: Bool) -> Tensor {
  require(a.rank >= 2 && b.rank >= 2, "matmul: \(a.shape) x \(b.shape): two matrices are needed")
  let (innerA, innerB) = (a.shape[a.rank - (transposeA ? 2 : 1)], b.shape[b.rank - (transposeB ? 1 : 2)])
  require(innerA == innerB, "matmul: \(a.shape) x \(b.shape): the inner dimensions \(innerA) and \(innerB) differ")
  require(a.dtype == b.dtype, "matmul: one matrix is \(a.dtype) and the other \(b.dtype); convert one with converted(to:)")
  if a.rank > 2 || b.rank > 2 { return matmulBatched(a, transposed: transposeA, b, transposed: transposeB) }
  return Operation.matrixProduct(transposeA, transposeB)(a, b)
}

/// An activation that `affine` applies while the product is still in cache.
package enum FusedActivation: Sendable {
  case none
  case leakyReLU(slope: Double)
  case hyperbolicTangent
  case sigmoid

  var epilogue: Epilogue {
    switch self {
    case .none: .none
    case .leakyReLU(let slope): .leakyReLU(slope: slope)
    case .hyperbolicTangent: .hyperbolicTangent
    case .sigmoid: .sigmoid
    }
  }

  /// `pullback` as a kernel over the gradient and the result; nil where the gradient stays what it is.
  var pullbackKernel: BinaryKernel? {
    switch self {
    case .none: nil
    case .leakyReLU(let slope): .leakyReLUPullback(slope: slope)
    case .hyperbolicTangent: .hyperbolicTangentPullback
    case .sigmoid: .sigmoidPullback
    }
  }

  /// The gradient before the activation, from the one behind it and the activation's result.
  func pullback(_ gradient: Tensor, _ output: Tensor) -> Tensor {
    switch self {
    case .none: gradient
    case .leakyReLU(let slope): Operation.leakyReLUPullback(slope: slope)(gradient, output)
    case .hyperbolicTangent: Operation.hyperbolicTangentPullback(gradient, output)
    case .sigmoid: Operation.sigmoidPullback(gradient, output)
    }
  }
}

extension Operation {
  private static let products = [false, true].map { a in [false, true].map { b in makeMatrixProduct(a, b) } }

  static func matrixProduct(_ transposeA: Bool, _ transposeB: Bool) -> Operation {
    products[transposeA ? 1 : 0][transposeB ? 1 : 0]
  }

  /// For c = a b: the gradient of a is g bᵀ and of b is aᵀ g; a transposed operand gets the transpose of its gradient.
  private static func makeMatrixProduct(_ transposeA: Bool, _ transposeB: Bool) -> Operation {
    Operation(
      "matmul", evaluate: { Kernels.matrixProduct($0[0], transposeA: transposeA, $0[1], transposeB: transposeB) },
      rules: [
        {
          transposeA
            ? matmul($0.y, transposed: transposeB, $0.gradient, transposed: true)
            : matmul($0.gradient, transposed: false, $0.y, transposed: !transposeB)
        },
        {
          transposeB
            ? matmul($0.gradient, transposed: true, $0.x, transposed: transposeA)
            : matmul($0.x, transposed: !transposeA, $0.gradient, transposed: false)
        },
      ])
  }
}
