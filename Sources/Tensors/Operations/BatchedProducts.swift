extension Operation {
  private static let batchedProducts = [false, true].map { a in [false, true].map { b in makeBatchedProduct(a, b) } }

  /// Products of the matrices in the last two axes; the axes before them are stretched by NumPy's rule.
  static func batchedProduct(_ transposeA: Bool, _ transposeB: Bool) -> Operation {
    batchedProducts[transposeA ? 1 : 0][transposeB ? 1 : 0]
  }

  /// The rules of `matmul`, matrix by matrix; an operand that was stretched gets the sum over what it was stretched to.
  private static func makeBatchedProduct(_ transposeA: Bool, _ transposeB: Bool) -> Operation {
    Operation(
      "matmul", evaluate: { Kernels.batchedProduct($0[0], transposeA: transposeA, $0[1], transposeB: transposeB) },
      rules: [
        {
          (transposeA
            ? matmul($0.y, transposed: transposeB, $0.gradient, transposed: true)
            : matmul($0.gradient, transposed: false, $0.y, transposed: !transposeB)).summed(to: $0.x.shape)
        },
        {
          (transposeB
            ? matmul($0.gradient, transposed: true, $0.x, transposed: transposeA)
            : matmul($0.x, transposed: !transposeA, $0.gradient, transposed: false)).summed(to: $0.y.shape)
        },
      ])
  }
}

/// The product of many matrices. Where the right one is the same for all, the left ones are one tall matrix.
func matmulBatched(_ a: Tensor, transposed transposeA: Bool, _ b: Tensor, transposed transposeB: Bool) -> Tensor {
  if b.rank == 2 && !transposeA {
    let rows = a.shape.dropLast()
    let product = matmul(a.reshaped(to: [Array(rows).product, a.shape[a.rank - 1]]), transposed: false, b, transposed: transposeB)
    return product.reshaped(to: rows + [product.shape[1]])
  }
  return Operation.batchedProduct(transposeA, transposeB)(a, b)
}
