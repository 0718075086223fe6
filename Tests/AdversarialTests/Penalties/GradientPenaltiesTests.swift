import Adversarial
import Foundation
import Tensors
import Testing

@Suite("Gradient penalties")
struct GradientPenaltiesTests {
  let w = Tensor([[3.0], [4.0]], dtype: .double)
  let samples = Tensor([[1, 2], [0, 1], [-1, 5]], dtype: .double)

  @Test("for a linear critic it is weight (norm w - 1)², with the gradient 2 weight (norm w - 1) w / norm w, wherever the samples are")
  func linearCritic() {
    let (penalty, slope) = valueAndGradient(at: w) { w in
      gradientPenalty(real: samples, fake: -samples) { matmul($0, w) }
    }
    #expect(abs(penalty.scalar - 160) < 1e-9)
    #expect(slope.agrees(with: w * (2.0 * 10 * 4 / 5)))
  }

  @Test("one-sided it leaves slopes below 1 alone, and two-sided it does not")
  func sides() {
    let flat = w * 0.1
    func penalty(_ w: Tensor, _ sides: PenaltySides) -> Double {
      gradientPenalty(real: samples, fake: samples * 2, penaltyWeight: 1, sides: sides) { matmul($0, w) }.scalar
    }
    #expect(abs(penalty(flat, .both) - 0.25) < 1e-12 && penalty(flat, .above) == 0)
    #expect(abs(penalty(w, .both) - 16) < 1e-12 && abs(penalty(w, .above) - 16) < 1e-12)
    #expect(gradient(at: flat) { w in gradientPenalty(at: samples, sides: .above) { matmul($0, w) } }.agrees(with: w * 0))
  }

  @Test("R1 and R2 of a linear discriminator are weight / 2 norm(w)², with the gradient weight w")
  func zeroCentred() {
    for penalty in [
      { r1Penalty(real: $0, penaltyWeight: 6, discriminator: $1) }, { r2Penalty(fake: $0, penaltyWeight: 6, discriminator: $1) },
    ]
      as [(Tensor, (Tensor) -> Tensor) -> Tensor]
    {
      let (value, slope) = valueAndGradient(at: w) { w in penalty(samples) { matmul($0, w) } }
      #expect(abs(value.scalar - 75) < 1e-12)
      #expect(slope.agrees(with: w * 6))
    }
    #expect(abs(zeroCenteredGradientPenalty(real: samples, fake: -samples, penaltyWeight: 2) { matmul($0, w) }.scalar - 50) < 1e-12)
    #expect(abs(draganPenalty(real: samples) { matmul($0, w) }.scalar - 160) < 1e-9)
  }

  @Test("logits and R1 from one pass are those of two, with the same gradients by the parameters")
  func logitsAndPenalty() {
    let critic = TestCritic(inputs: 2)
    func loss(_ logits: Tensor, _ penalty: Tensor) -> Tensor { softplus(-logits).mean() + penalty }
    let one = valueAndGradient(at: critic.parameters) { p in
      let (logits, penalty) = logitsAndR1Penalty(real: samples, penaltyWeight: 3) { critic.score($0, p) }
      return loss(logits, penalty)
    }
    let two = valueAndGradient(at: critic.parameters) { p in
      loss(critic.score(samples, p), r1Penalty(real: samples, penaltyWeight: 3) { critic.score($0, p) })
    }
    #expect(abs(one.value.scalar - two.value.scalar) < 1e-12)
    #expect(one.gradient.agrees(with: two.gradient))
    let outside = logitsAndR1Penalty(real: samples) { critic.score($0, critic.parameters) }
    #expect(outside.logits.agrees(with: critic.score(samples, critic.parameters)))
    #expect(outside.penalty.agrees(with: r1Penalty(real: samples) { critic.score($0, critic.parameters) }))
  }

  @Test("of a quadratic discriminator norm(x)²/2, R1 is half the weighted mean of norm(x)²")
  func quadratic() {
    let penalty = r1Penalty(real: samples, penaltyWeight: 3) { square($0).sum(axis: 1) * 0.5 }
    #expect(abs(penalty.scalar - 1.5 * (5 + 1 + 26) / 3) < 1e-12)
  }

  @Test(
    "the gradients that are penalised are those of the score, sample by sample, for vectors and images",
    arguments: [[3, 2], [2, 3, 2, 1], [1, 2, 2, 3]])
  func innerGradients(shape: [Int]) {
    let critic = TestCritic(inputs: shape.dropFirst().reduce(1, *))
    let x = GradientAgreement.numbers(shape)
    let slopes = criticGradients(at: x) { critic.score($0, critic.parameters) }
    let differences = centralDifferences(at: x) { critic.score($0, critic.parameters).sum() }
    #expect(GradientAgreement.deviation(of: slopes, from: differences) < GradientAgreement.tolerance)
    let norms = criticGradientNorms(at: x) { critic.score($0, critic.parameters) }
    let size = critic.inputs
    for sample in 0..<shape[0] {
      let squares = differences[sample * size..<(sample + 1) * size].reduce(0) { $0 + $1 * $1 }
      #expect(abs(norms.doubles[sample] - squares.squareRoot()) < 1e-8)
    }
  }

  @Test(
    "every penalty's gradient by the critic's weights, the mixed second order, is that of central differences, and so is the next order",
    arguments: [[3, 2], [2, 3, 2, 1]])
  func weightGradients(shape: [Int]) {
    let critic = TestCritic(inputs: shape.dropFirst().reduce(1, *))
    let (real, fake) = (GradientAgreement.numbers(shape), GradientAgreement.numbers(shape, scale: -0.6) + 0.3)
    let penalties: [(String, (@escaping (Tensor) -> Tensor) -> Tensor)] = [
      ("two-sided", { gradientPenalty(real: real, fake: fake, critic: $0) }),
      ("one-sided", { gradientPenalty(real: real, fake: fake, sides: .above, critic: $0) }),
      ("zero-centred", { zeroCenteredGradientPenalty(real: real, fake: fake, discriminator: $0) }),
      ("R1", { r1Penalty(real: real, discriminator: $0) }),
      ("R2", { r2Penalty(fake: fake, discriminator: $0) }),
      ("DRAGAN", { draganPenalty(real: real, discriminator: $0) }),
    ]
    for (name, penalty) in penalties {
      let function = { (parameters: Tensor) -> Tensor in withSeed(3) { penalty { critic.score($0, parameters) } } }
      let exact = gradient(at: critic.parameters, of: function)
      let differences = centralDifferences(at: critic.parameters, of: function)
      #expect(GradientAgreement.deviation(of: exact, from: differences) < GradientAgreement.tolerance, "\(name)")
      #expect(GradientAgreement.deviation(of: exact * 1.001, from: differences) > GradientAgreement.tolerance, "\(name)")
      #expect(GradientAgreement.secondOrder(at: critic.parameters, of: function) < GradientAgreement.tolerance * 10, "\(name)")
    }
  }

  @Test("a critic that is flat has a finite penalty of 1 and no gradient, and almost flat ones have finite gradients")
  func flatCritic() {
    let zero = Tensor(zeros: [2, 1])
    let (penalty, slope) = valueAndGradient(at: zero) { w in
      gradientPenalty(at: samples.converted(to: .float), penaltyWeight: 1) { matmul($0, w) }
    }
    #expect(penalty.scalar == 1 && slope == zero)
    for size in [1e-30, 1e-20, 1e-10] {
      let (penalty, slope) = valueAndGradient(at: zero + size) { w in gradientPenalty(at: samples.converted(to: .float)) { matmul($0, w) } }
      #expect(penalty.isFinite && slope.isFinite)
    }
  }

  @Test("scores of a hundred thousand have finite penalties and gradients")
  func steepCritic() {
    let (x, steep) = (samples.converted(to: .float), Tensor([[1e5], [-1e5]]))
    for penalty in [{ gradientPenalty(at: $0, critic: $1) }, { r1Penalty(real: $0, discriminator: $1) }]
      as [(Tensor, (Tensor) -> Tensor) -> Tensor]
    {
      let (value, slope) = valueAndGradient(at: steep) { w in penalty(x) { matmul($0, w) } }
      #expect(value.isFinite && slope.isFinite && value.scalar > 1e10)
    }
  }

  @Test("interpolates lie on the line between their pair, at a place of their own, uniformly")
  func interpolates() {
    withSeed(11) {
      let (real, fake) = (normal(2_000, 2, 3), normal(2_000, 2, 3))
      let places = (randomInterpolates(real: real, fake: fake) - fake) / (real - fake)
      let own = places.reshaped(to: [2_000, 6])
      #expect((own - own.mean(axis: 1, keepingAxis: true)).doubles.allSatisfy { abs($0) < 1e-2 })
      let epsilon = own.mean(axis: 1)
      #expect(abs(epsilon.mean().scalar - 0.5) < 0.02 && abs(epsilon.variance().scalar - 1.0 / 12) < 0.005)
      #expect(epsilon.min().scalar > -1e-3 && epsilon.max().scalar < 1.001)
    }
  }

  @Test("DRAGAN's noise has half the deviation of the data, or the one that is given")
  func perturbation() {
    withSeed(12) {
      let real = normal(4_000, 2) * 3 + 1
      #expect(abs((perturbedSamples(real: real) - real).variance().scalar.squareRoot() - 1.5) < 0.05)
      #expect(abs((perturbedSamples(real: real, deviation: 0.2) - real).variance().scalar.squareRoot() - 0.2) < 0.01)
    }
  }

  @Test("outside a differentiation a penalty is a plain number, and inside the generator's step it reaches the generator")
  func generatorSees() {
    // Fakes made inside the differentiation: d/dtheta of R2 of norm(x)²/2 at theta is weight theta.
    let theta = Tensor([[1.0, -2]], dtype: .double)
    let slope = gradient(at: theta) { theta in r2Penalty(fake: theta, penaltyWeight: 4) { square($0).sum(axis: 1) * 0.5 } }
    #expect(slope.agrees(with: theta * 4))
  }
}
