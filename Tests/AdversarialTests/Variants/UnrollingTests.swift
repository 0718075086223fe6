import Adversarial
import Networks
import Tensors
import Testing

@Suite("Unrolled discriminators")
struct UnrollingTests {
  let theta = Tensor([[1.5]], dtype: .double)
  let psi = Tensor([[0.4]], dtype: .double)
  let zero = Tensor([[0.0]], dtype: .double)
  private let rate = 0.3

  /// The Wasserstein game of one number each, against a critic that has answered: -theta (psi - K rate theta).
  private func generatorLoss(_ theta: Tensor, steps: Int, answersTo fake: Tensor) -> Tensor {
    let answered = unrolled(psi, unrollSteps: steps, learningRate: rate) { psi in
      wassersteinCriticLoss(realScores: matmul(zero, psi), fakeScores: matmul(fake, psi))
    }
    return wassersteinGeneratorLoss(fakeScores: matmul(theta, answered))
  }

  @Test("the generator's gradient goes through the steps: -psi + 2 K rate theta", arguments: [0, 1, 4])
  func closedForm(steps: Int) {
    let (value, slope) = valueAndGradient(at: theta) { theta in generatorLoss(theta, steps: steps, answersTo: theta) }
    #expect(abs(value.scalar + 1.5 * (0.4 - Double(steps) * rate * 1.5)) < 1e-12)
    #expect(abs(slope.scalar - (-0.4 + 2 * Double(steps) * rate * 1.5)) < 1e-12)
  }

  @Test("bug museum: an unrolled GAN that does not differentiate through the steps has the value, and half of the second term")
  func withoutTheSteps() {
    let (value, slope) = valueAndGradient(at: theta) { generatorLoss($0, steps: 4, answersTo: theta) }
    #expect(abs(value.scalar + 1.5 * (0.4 - 4 * rate * 1.5)) < 1e-12)
    #expect(abs(slope.scalar - (-0.4 + 4 * rate * 1.5)) < 1e-12)
  }

  @Test("its steps are gradient descent's, its gradient that of central differences in two orders, and the discriminator stays as it was")
  func curvedDiscriminator() {
    let real = GradientAgreement.numbers([3, 2])
    let critic = TestCritic(inputs: 2)
    let loss = { (fake: Tensor) -> Tensor in
      let answered = unrolled(critic.parameters, unrollSteps: 3, learningRate: 0.2) { parameters in
        minimaxDiscriminatorLoss(realLogits: critic.score(real, parameters), fakeLogits: critic.score(fake, parameters))
      }
      return nonSaturatingGeneratorLoss(fakeLogits: critic.score(fake, answered))
    }
    let fake = GradientAgreement.numbers([4, 2], scale: 0.5)
    #expect(GradientAgreement.firstOrder(at: fake, of: loss) < GradientAgreement.tolerance)
    #expect(GradientAgreement.secondOrder(at: fake, of: loss) < GradientAgreement.tolerance * 10)
    var stepped = critic.parameters
    for _ in 0..<3 {
      stepped -=
        gradient(at: stepped) { minimaxDiscriminatorLoss(realLogits: critic.score(real, $0), fakeLogits: critic.score(fake, $0)) } * 0.2
    }
    #expect(loss(fake).agrees(with: nonSaturatingGeneratorLoss(fakeLogits: critic.score(fake, stepped))))
  }

  @Test("a model is unrolled parameter by parameter, and the original keeps its weights")
  func models() {
    withSeed(3) {
      let model = MLP(2, 5, 1)
      let (x, before) = (normal(8, 2), model.parameters)
      let answered = unrolled(model, unrollSteps: 1, learningRate: 0.1) { $0(x).mean() }
      let slopes = gradient(at: model) { $0(x).mean() }.parameters
      for (index, parameter) in answered.parameters.enumerated() { #expect(parameter == before[index] - slopes[index] * 0.1) }
      #expect(model.parameters == before && answered.parameters != before)
    }
  }
}
