import Adversarial
import Foundation
import Tensors
import Testing

/// Each misuse traps with a message that names what was wrong. The misuse runs in a process of its own.
@Suite("Refused losses, penalties and building blocks")
struct RefusalTests {
  struct Misuse: Sendable {
    let message: String
    let run: @Sendable () -> Void
    init(_ message: String, _ run: @escaping @Sendable () -> Void) { (self.message, self.run) = (message, run) }
  }

  static let misuses: [Misuse] = [
    Misuse("labelSmoothedDiscriminatorLoss: the target 1.2 is no probability; it must be in 0...1") {
      _ = labelSmoothedDiscriminatorLoss(realLogits: Tensor([1]), fakeLogits: Tensor([1]), realTarget: 1.2)
    },
    Misuse("relativistic loss: real logits [2] and fake ones [3] are compared in pairs; the shapes must be the same") {
      _ = relativisticGeneratorLoss(realLogits: Tensor([1, 2, 3]), fakeLogits: Tensor([1, 2]))
    },
    Misuse("cycleConsistencyLoss: the shapes [2, 1] and [2] differ; each number is compared with one other") {
      _ = cycleConsistencyLoss(original: Tensor([[1], [2]]), reconstructed: Tensor([1, 2]))
    },
    Misuse("randomInterpolates: real samples [2, 1] and fake ones [1, 1] are joined in pairs; the shapes must be the same, [batch, ...]") {
      _ = gradientPenalty(real: Tensor([[1], [2]]), fake: Tensor([[1]])) { $0 }
    },
    Misuse("criticGradients: 2 samples need as many scores, and the critic gave the shape []; leave the mean to the penalty") {
      _ = r1Penalty(real: Tensor([[1], [2]])) { $0.mean() }
    },
    Misuse("packed: a batch of 3 cannot be split into packs of 2") { _ = packed(Tensor([[1], [2], [3]]), degree: 2) },
    Misuse("sphericalInterpolation: the latents point in opposite directions; no arc between them is the shortest") {
      _ = sphericalInterpolation(from: Tensor([1, 2]), to: Tensor([-2, -4]), at: [0.5])
    },
    Misuse("ImagePool: images of shape [1] were kept, and these have [2]") {
      var pool = ImagePool()
      _ = pool.exchange(Tensor([[1]]))
      _ = pool.exchange(Tensor([[1, 2]]))
    },
    Misuse("translated: 1 images need as many offsets, and 2 and 1 were given") {
      _ = translated(Tensor(zeros: [1, 2, 2, 1]), down: [0, 0], right: [0])
    },
    Misuse("categoricalMutualInformation: the prior probabilities sum to 0.5, not to 1") {
      _ = categoricalMutualInformation(logits: Tensor([[0, 0]]), codes: [0], prior: [0.25, 0.25])
    },
    Misuse("clipWeights: the limit 0.0 is not positive") {
      var weight = Tensor([1])
      weight.clipWeights(to: 0)
    },
  ]

  @Test("name what was wrong", arguments: misuses.indices)
  func message(index: Int) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [index] in
      engineFailureHandler = { FileHandle.standardError.write(Data("refused: \($0)\n".utf8)) }
      RefusalTests.misuses[index].run()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("refused: \(RefusalTests.misuses[index].message)\n"), "\(text)")
  }
}
