import Tensors

/// Where a model must treat the samples of a batch apart, as a critic under a gradient penalty must: the penalty wants the gradient of each
/// sample's score by that sample alone.
///
/// What mixes samples there is not refused, since one may want to see what it does (the bug museum has it), but the reader is told once.
public enum SampleIndependence {
  nonisolated(unsafe) private static var isRequired = false
  nonisolated(unsafe) private static var hasBeenTold = false

  /// Calls a model whose samples are to be independent.
  public static func required<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = isRequired
    isRequired = true
    defer { isRequired = before }
    return try body()
  }

  /// Called by what makes a sample's output depend on the others of its batch.
  static func note(mixing layer: String) {
    guard isRequired, !hasBeenTold else { return }
    hasBeenTold = true
    engineAdviceHandler(
      """
      \(layer) stands in a critic under a gradient penalty: it makes each score depend on the whole batch, and the penalty then holds something else down. \
      Use LayerNorm there, or no normalisation.
      """)
  }
}
