import Adversarial
import Tensors

/// Losses and penalties by the names of their cases.
let lossSubjects: [String: Subject] = [
  "minimaxDiscriminatorLoss": { minimaxDiscriminatorLoss(realLogits: $1[0], fakeLogits: $1[1]) },
  "minimaxGeneratorLoss": { minimaxGeneratorLoss(fakeLogits: $1[0]) },
  "nonSaturatingGeneratorLoss": { nonSaturatingGeneratorLoss(fakeLogits: $1[0]) },
  "leastSquaresDiscriminatorLoss": { leastSquaresDiscriminatorLoss(realScores: $1[0], fakeScores: $1[1]) },
  "leastSquaresGeneratorLoss": { leastSquaresGeneratorLoss(fakeScores: $1[0]) },
  "hingeDiscriminatorLoss": { hingeDiscriminatorLoss(realScores: $1[0], fakeScores: $1[1]) },
  "hingeGeneratorLoss": { hingeGeneratorLoss(fakeScores: $1[0]) },
  "softmaxCrossEntropy": { softmaxCrossEntropy(logits: $1[0], labels: $0.list("labels")) },
  "meanAbsoluteError": { meanAbsoluteError($1[0], $1[1]) },
  "meanSquaredError": { meanSquaredError($1[0], $1[1]) },
  "gradientPenalty": { gradientPenalty(at: $1[0], penaltyWeight: 10, critic: critic($1)) },
  "r1Penalty": { r1Penalty(real: $1[0], penaltyWeight: 10, discriminator: critic($1)) },
]

/// A critic with one hidden layer, from the parameters behind the data.
private func critic(_ inputs: [Tensor]) -> (Tensor) -> Tensor {
  { matmul(tanh(matmul($0, inputs[1]) + inputs[2]), inputs[3]) }
}
