/// The chain rule's products. A gradient of exactly 0 says that what is chained does not matter: it stays 0 even where the local slope is
/// infinite or not a number. So nothing leaks from the branch that a `select` did not take.
extension Operation {
  /// g * slope, and 0 where g is 0.
  static let chained: Operation = Operation(
    "chained", evaluate: { BinaryKernel.chained($0[0], $0[1], named: "chained") },
    rules: [
      { chained($0.gradient, $0.y).summed(to: $0.x.shape) },
      { chained($0.gradient, $0.x).summed(to: $0.y.shape) },
    ])

  /// g / divisor, and 0 where g is 0.
  static let chainedQuotient: Operation = Operation(
    "chainedQuotient", evaluate: { BinaryKernel.chainedQuotient($0[0], $0[1], named: "chainedQuotient") },
    rules: [
      { chainedQuotient($0.gradient, $0.y).summed(to: $0.x.shape) },
      { -chainedQuotient(chained($0.gradient, $0.output), $0.y).summed(to: $0.y.shape) },
    ])
}
