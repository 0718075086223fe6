extension Advice {
  /// What the engine and the runtime say of cells that ran.
  static let engineRows: [Row] = [
    {
      $0.containing(
        "do not broadcast",
        "print both shapes; `.reshaped(to:)` gives an axis of length 1, which stretches, and `.transposed()` turns a matrix over")
    },
    {
      $0.containing(
        "inner dimensions", "the left matrix needs as many columns as the right one has rows: perhaps one of them is to be `.transposed()`")
    },
    {
      $0.containing(
        "two matrices are needed", "make a row of n numbers a matrix with `.reshaped(to: [1, n])`, or sum the products: `(a * b).sum()`")
    },
    { mistake in
      guard mistake.message.contains("layer takes") else { return nil }
      return "the first number of a layer or of `MLP(...)` is the width of its input: change it, or the input"
    },
    {
      $0.matching(#/(Index) out of range/#) { _ in
        "positions count from 0, so the last of n is n - 1: print `.count` or `.shape` before this line"
      }
    },
    {
      $0.matching(#/Unexpectedly found (nil)/#) { _ in
        "`!` met a value that is not there: find out why with `if let`, or give a substitute with `??`"
      }
    },
    {
      $0.matching(#/(Double|Float) value cannot be converted to Int/#) { _ in
        "a number that is infinite or not a number has no whole part: look where it comes from"
      }
    },
    { $0.containing("Division by zero", "a count is 0 here: print it before this line") },
    { $0.containing("arithmetic overflow", "whole numbers end near 9.2 quintillion: take Double for large ones") },
  ]
}
