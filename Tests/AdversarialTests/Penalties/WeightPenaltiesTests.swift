import Adversarial
import Foundation
import Networks
import Tensors
import Testing

@Suite("Clipping and orthogonal penalties")
struct WeightPenaltiesTests {
  @Test("clipping moves what is outside to the limit and leaves the rest alone, in every parameter")
  func clipping() {
    var model = withSeed(1) { MLP(3, 8, 1) }
    let before = model.parameters
    model.clipWeights(to: 0.2)
    for (old, new) in zip(before, model.parameters) {
      #expect(zip(old.values, new.values).allSatisfy { $1 == max(-0.2, min(0.2, $0)) })
    }
    let clipped = before.flatMap(\.values).count { abs($0) >= 0.2 }
    #expect(clipped > 0 && abs(model.shareOfWeights(at: 0.2) - Double(clipped) / Double(parameterCount(of: model))) < 1e-12)
  }

  @Test("it is 0 for orthonormal filters, and off the diagonal for orthogonal ones of any length")
  func orthogonal() {
    let rotation = Tensor([[cos(0.3), -sin(0.3)], [sin(0.3), cos(0.3)]], dtype: .double)
    for form in [OrthogonalForm.absolute, .squared, .offDiagonal] {
      #expect(abs(orthogonalPenalty(weight: rotation, form: form).scalar) < 1e-15)
    }
    let stretched = rotation * Tensor([2.0, 5], dtype: .double)
    #expect(abs(orthogonalPenalty(weight: stretched, penaltyWeight: 1, form: .offDiagonal).scalar) < 1e-12)
    #expect(abs(orthogonalPenalty(weight: stretched, penaltyWeight: 1, form: .squared).scalar - (9 + 24 * 24)) < 1e-9)
    #expect(abs(orthogonalPenalty(weight: stretched, penaltyWeight: 1, form: .absolute).scalar - (3 + 24)) < 1e-12)
  }

  @Test("two filters are worked out by hand, dense and convolutional")
  func handValues() {
    let weight = Tensor([[1.0, 2], [3, 0], [0, 1]], dtype: .double)  // filters (1, 3, 0) and (2, 0, 1): products 10, 2, 5
    #expect(abs(orthogonalPenalty(weight: weight, penaltyWeight: 1).scalar - 8) < 1e-12)
    #expect(abs(orthogonalPenalty(weight: weight, penaltyWeight: 1, form: .squared).scalar - (81 + 16 + 8)) < 1e-12)
    #expect(abs(orthogonalPenalty(weight: weight, penaltyWeight: 1, form: .absolute).scalar - (9 + 4 + 4)) < 1e-12)
    #expect(abs(orthogonalPenalty(weight: weight.reshaped(to: [1, 3, 1, 2]), penaltyWeight: 1).scalar - 8) < 1e-12)
  }

  @Test("the gradient of BigGAN's form is 4 weight W (WᵀW off the diagonal), and all forms agree with central differences in two orders")
  func gradients() {
    let weight = GradientAgreement.numbers([4, 3])
    let closed =
      matmul(weight, matmul(weight.transposed(), weight) * (1 - Tensor(oneHot: [0, 1, 2], classes: 3).converted(to: .double))) * 4
    #expect(gradient(at: weight) { orthogonalPenalty(weight: $0, penaltyWeight: 1) }.agrees(with: closed))
    for form in [OrthogonalForm.absolute, .squared, .offDiagonal] {
      for shape in [[4, 3], [2, 1, 2, 3]] {
        let point = GradientAgreement.numbers(shape)
        #expect(
          GradientAgreement.firstOrder(at: point) { orthogonalPenalty(weight: $0, penaltyWeight: 1, form: form) }
            < GradientAgreement.tolerance)
        #expect(
          GradientAgreement.secondOrder(at: point) { orthogonalPenalty(weight: $0, penaltyWeight: 1, form: form) }
            < GradientAgreement.tolerance)
      }
    }
  }

  @Test("of a model it is the sum over its weights, biases left out, and descending it makes filters orthogonal")
  func models() {
    var model = withSeed(2) { MLP(6, 4, 2) }
    let sum =
      orthogonalPenalty(weight: model.layers[0].weight, penaltyWeight: 1).scalar
      + orthogonalPenalty(weight: model.layers[1].weight, penaltyWeight: 1).scalar
    #expect(abs(orthogonalPenalty(of: model, penaltyWeight: 1).scalar - sum) < 1e-6)
    let only = orthogonalPenalty(of: model, penaltyWeight: 1) { $0 == "layers.1.weight" }.scalar
    #expect(abs(only - orthogonalPenalty(weight: model.layers[1].weight, penaltyWeight: 1).scalar) < 1e-6)
    var optimizer = Adam(for: model, learningRate: 0.01)
    for _ in 0..<300 {
      let slope = gradient(at: model) { orthogonalPenalty(of: $0, penaltyWeight: 1) }
      #expect(slope.layers[0].bias == Tensor(zeros: [4]))
      optimizer.update(&model, along: slope)
    }
    #expect(sum > 0.1 && orthogonalPenalty(of: model, penaltyWeight: 1).scalar < 1e-4)
  }
}
