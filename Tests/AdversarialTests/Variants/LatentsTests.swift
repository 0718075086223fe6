import Adversarial
import Foundation
import Tensors
import Testing

@Suite("Latents: truncation, interpolation, codes, Gumbel-softmax")
struct LatentsTests {
  @Test("psi = 0 gives one style, psi = 1 all of them, psi = 1/2 half of the way; later layers may keep theirs")
  func truncation() {
    let (styles, mean) = (Tensor([[1, 2], [5, -4]]), Tensor([1, 0]))
    #expect(truncated(styles: styles, toward: mean, psi: 0) == Tensor([[1, 0], [1, 0]]))
    #expect(truncated(styles: styles, toward: mean, psi: 1) == styles)
    #expect(truncated(styles: styles, toward: mean, psi: 0.5) == Tensor([[1, 1], [3, -2]]))
    let layered = Tensor(shape: [1, 2, 2], values: [1, 2, 5, -4])
    #expect(truncated(styles: layered, toward: mean, psi: 0, layers: 1) == Tensor(shape: [1, 2, 2], values: [1, 0, 5, -4]))
  }

  @Test("truncated normals stay within the threshold and have the truncated normal's variance", arguments: [0.5, 1.0, 2])
  func truncatedNormals(threshold: Double) {
    let x = withSeed(8) { truncatedNormal(shape: [100, 200], threshold: threshold) }
    #expect(x.shape == [100, 200] && x.doubles.allSatisfy { abs($0) <= threshold })
    let density = exp(-threshold * threshold / 2) / (2 * Double.pi).squareRoot()
    let variance = 1 - 2 * threshold * density / erf(threshold / 2.0.squareRoot())
    #expect(abs(x.variance().scalar / variance - 1) < 0.04 && abs(x.mean().scalar) < 0.03)
  }

  @Test("both interpolations begin and end at the latents, and the line's middle is their mean")
  func ends() {
    let (a, b) = (Tensor([3, 0, 0], dtype: .double), Tensor([0, 2, 1], dtype: .double))
    for path in [linearInterpolation(from: a, to: b, at: [0, 0.5, 1]), sphericalInterpolation(from: a, to: b, at: [0, 0.5, 1])] {
      #expect(path.shape == [3, 3] && path[0].agrees(with: a) && path[2].agrees(with: b))
    }
    #expect(linearInterpolation(from: a, to: b, at: [0.5])[0].agrees(with: Tensor([1.5, 1, 0.5], dtype: .double)))
  }

  @Test("on the unit sphere the arc keeps length 1 and goes through equal angles")
  func arc() {
    let angle = 2.2
    let (a, b) = (Tensor([1, 0], dtype: .double), Tensor([cos(angle), sin(angle)], dtype: .double))
    let path = sphericalInterpolation(from: a, to: b, at: (0...10).map { Double($0) / 10 })
    for step in 0...10 {
      #expect(path[step].agrees(with: Tensor([cos(angle * Double(step) / 10), sin(angle * Double(step) / 10)], dtype: .double)))
    }
  }

  @Test("nearly parallel latents are joined by their line, and nearly opposite ones are finite")
  func degenerate() {
    let a = Tensor([1, 1e-3], dtype: .double)
    let path = sphericalInterpolation(from: a, to: a * (1 + 1e-12), at: [0.3])
    #expect(path[0].agrees(with: a, within: 1e-9))
    #expect(sphericalInterpolation(from: a, to: a + Tensor([0, 1e-9], dtype: .double), at: [0.5])[0].agrees(with: a, within: 1e-8))
    #expect(sphericalInterpolation(from: a, to: Tensor([-1, 0], dtype: .double), at: [0.5]).isFinite)
  }

  @Test("the middle of two normal draws is shorter on the line than on the arc, by sqrt 2 in many dimensions")
  func lengths() {
    withSeed(9) {
      let (a, b) = (normal(4_000), normal(4_000))
      func length(_ x: Tensor) -> Double { square(x).sum().scalar.squareRoot() / 4_000.0.squareRoot() }
      #expect(abs(length(linearInterpolation(from: a, to: b, at: [0.5])) - 0.5.squareRoot()) < 0.05)
      #expect(abs(length(sphericalInterpolation(from: a, to: b, at: [0.5])) - 1) < 0.05)
    }
  }

  @Test("structured latents are noise, a one-hot category and codes in -1...1, in that order")
  func structured() {
    withSeed(10) {
      let latents = StructuredLatents(batch: 600, noise: 4, classes: 3, codes: 2)
      #expect(latents.input.shape == [600, 9] && latents.codes.shape == [600, 2])
      #expect(latents.input.sliced(axis: 1, 4..<7).argmax(axis: 1) == latents.categories)
      #expect(latents.input.sliced(axis: 1, 4..<7) == Tensor(oneHot: latents.categories, classes: 3))
      #expect(latents.input.sliced(axis: 1, 7..<9) == latents.codes)
      #expect(abs(latents.codes.variance().scalar - 1.0 / 3) < 0.03)
      #expect(classHistogram(latents.categories, classes: 3).allSatisfy { abs($0 - 1.0 / 3) < 0.07 })
      #expect(StructuredLatents(batch: 2, noise: 1, classes: 4).input.shape == [2, 5])
    }
  }

  @Test("Gumbel numbers have mean 0.5772 and variance pi²/6, and are finite")
  func gumbels() {
    let x = withSeed(11) { gumbel(shape: [200_000]) }
    #expect(x.isFinite && abs(x.mean().scalar - 0.57722) < 0.01 && abs(x.variance().scalar - Double.pi * Double.pi / 6) < 0.03)
  }

  @Test("hard draws are one-hot with the probabilities of the softmax, at any temperature", arguments: [0.1, 1.0, 5])
  func gumbelProbabilities(temperature: Double) {
    let row = [0.5, -1, 1.5]
    let draws = withSeed(12) { gumbelSoftmax(logits: Tensor(Array(repeating: row, count: 20_000)), temperature: temperature, isHard: true) }
    #expect(draws.values.allSatisfy { $0 == 0 || $0 == 1 } && draws.sum(axis: 1) == Tensor(ones: [20_000]))
    let expected = softmax(Tensor(row), axis: 0).doubles
    #expect(zip(draws.mean(axis: 0).doubles, expected).allSatisfy { abs($0 - $1) < 0.015 })
  }

  @Test("soft draws are nearly one-hot at a low temperature and nearly equal at a high one; rows sum to 1")
  func gumbelTemperature() {
    withSeed(13) {
      let logits = normal(500, 2, 4)
      let (cold, hot) = (gumbelSoftmax(logits: logits, temperature: 0.01), gumbelSoftmax(logits: logits, temperature: 100))
      #expect(cold.max(axis: 2).mean().scalar > 0.97 && hot.max(axis: 2).mean().scalar < 0.27)
      #expect(
        cold.sum(axis: 2).agrees(with: Tensor(ones: [500, 2]), within: 1e-3)
          && hot.sum(axis: 2).agrees(with: Tensor(ones: [500, 2]), within: 1e-5))
    }
  }

  @Test("the soft draw's gradient is that of central differences, the hard one's is the soft one's, and logits of 1e5 are finite")
  func gumbelGradients() {
    let logits = GradientAgreement.numbers([2, 3])
    let weights = Tensor([[1.0, 2, -1], [0.5, 0, 3]], dtype: .double)
    let soft = { (logits: Tensor) -> Tensor in withSeed(14) { (gumbelSoftmax(logits: logits, temperature: 0.7) * weights).sum() } }
    #expect(GradientAgreement.firstOrder(at: logits, of: soft) < GradientAgreement.tolerance)
    #expect(GradientAgreement.secondOrder(at: logits, of: soft) < GradientAgreement.tolerance)
    let hard = gradient(at: logits) { logits in
      withSeed(14) { (gumbelSoftmax(logits: logits, temperature: 0.7, isHard: true) * weights).sum() }
    }
    #expect(hard.agrees(with: gradient(at: logits, of: soft)))
    let (value, slope) = valueAndGradient(at: Tensor([[1e5, -1e5, 0]])) { gumbelSoftmax(logits: $0, temperature: 0.1).max() }
    #expect(value.scalar == 1 && slope.isFinite)
  }
}
