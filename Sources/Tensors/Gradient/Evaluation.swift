/// Whether layers behave as they do when a trained model is used; only `evaluating` changes it.
package internal(set) nonisolated(unsafe) var isEvaluating = false

/// Runs `body` with every layer in evaluation: dropout passes everything, normalisation uses running statistics, spectral
/// norm leaves its vector alone, and no buffer records.
///
///     let samples = evaluating { generator(normal(64, 100)) }
///
/// Outside of it layers train, and behind it they do so again, whatever way `body` ends.
public func evaluating<Result>(_ body: () throws -> Result) rethrows -> Result {
  let outer = isEvaluating
  isEvaluating = true
  defer { isEvaluating = outer }
  return try body()
}
