import Foundation
import Networks
import Tensors
import Testing

@Suite("Messages of misused normalisation")
struct NormalizationFailureTests {
  struct Misuse: Sendable {
    let message: String
    let run: @Sendable () -> Void
  }

  static let misuses: [Misuse] = [
    Misuse(message: "BatchNorm: the input has shape [4, 3], and the layer takes [batch, ..., 2]") {
      _ = BatchNorm(2)(Tensor(zeros: [4, 3]))
    },
    Misuse(
      message: "BatchNorm: input [1, 2] has one number for each channel, whose variance is always 0; use a larger batch, or evaluating { }"
    ) {
      _ = BatchNorm(2)(Tensor(zeros: [1, 2]))
    },
    Misuse(message: "BatchNorm: the momentum 1.5 is outside 0...1") { _ = BatchNorm(2, momentum: 1.5) },
    Misuse(message: "BatchNorm: epsilon is 0.0; it must be positive") { _ = BatchNorm(2, epsilon: 0) },
    Misuse(message: "BatchNorm: the input is double, the gain float and the bias float; convert with converted(to:)") {
      _ = BatchNorm(2)(Tensor(zeros: [4, 2], dtype: .double))
    },
    Misuse(message: "ConditionalBatchNorm: 3 labels for an input of shape [4, 2]") {
      _ = ConditionalBatchNorm(2, classes: 3)(Tensor(zeros: [4, 2]), labels: [0, 1, 2])
    },
    Misuse(message: "ConditionalBatchNorm: label 3 is outside 0..<3") {
      _ = ConditionalBatchNorm(2, classes: 3)(Tensor(zeros: [2, 2]), labels: [0, 3])
    },
    Misuse(message: "InstanceNorm: input [4, 2] has one position for each sample, whose variance is always 0; use LayerNorm") {
      _ = InstanceNorm(2)(Tensor(zeros: [4, 2]))
    },
    Misuse(message: "GroupNorm: 6 channels cannot be cut into 4 groups") { _ = GroupNorm(6, groups: 4) },
    Misuse(message: "AdaIN: 2 samples and 1 styles; one for each sample is needed") {
      _ = AdaIN(3, styleDimension: 4)(Tensor(zeros: [2, 5, 3]), style: Tensor(zeros: [1, 4]))
    },
    Misuse(message: "SpectralNorm: weights of shape [3]; at least two axes are needed") {
      var layer = Dense(3, 3)
      layer.weight = Tensor([1, 2, 3])
      _ = SpectralNorm(layer)
    },
    Misuse(message: "Dropout: the probability 1.0 is outside 0..<1") { _ = Dropout(1) },
  ]

  @Test("names the layer, the shapes and the rule", arguments: misuses.indices)
  func message(index: Int) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [index] in
      engineFailureHandler = { FileHandle.standardError.write(Data("refused: \($0)\n".utf8)) }
      NormalizationFailureTests.misuses[index].run()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("refused: \(NormalizationFailureTests.misuses[index].message)\n"), "\(text)")
  }
}
