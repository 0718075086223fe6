/// A training step: both networks updated once.
protocol TrainingStep {
  mutating func step()
}

/// A step that is compared: the engine's side, the peers' scripts, and what its products amount to.
struct Subject: Sendable {
  /// As the command line names it.
  let key: String
  let title: String
  /// The scripts' names without `_torch.py` and `_jax.py`, and what they are given.
  let script: String
  var arguments: [String] = []
  /// Whether PyTorch may choose between two layouts.
  var hasImages = true
  /// Multiplications and additions of the matrix products and convolutions in a step, with no gradient that no one asked for.
  let floatingPointOperations: Double
  let make: @Sendable () -> any TrainingStep

  var peers: [(script: String, variants: [String])] {
    let torch = ["eager", "compiled"] + (hasImages ? ["eager channels last", "compiled channels last"] : [])
    return [("\(script)_torch.py", torch), ("\(script)_jax.py", ["jit", "scan"])]
  }

  static func named(_ key: String) -> Subject {
    guard let subject = all.first(where: { $0.key == key }) else { fatalError("there is no step \(key)") }
    return subject
  }

  static let all =
    [MLPTraining.subject, MLPPenaltyTraining.subject, LargeMLPTraining.subject] + DCGANTraining.subjects
    + [StyleGAN2Training.subject, SAGANTraining.subject, CycleGANTraining.subject]
}
