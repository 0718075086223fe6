import Adversarial
import Tensors
import Testing

@Suite("Improved precision and recall")
struct PrecisionAndRecallTests {
  @Test("balls on a line are worked out by hand")
  func handValues() {
    // Real points 0, 1, 3 with radii 1, 1, 2 for k = 1; generated points 5, 5.5, 9 with radii 0.5, 0.5, 3.5.
    let (real, generated) = (Tensor([[0], [1], [3]]), Tensor([[5], [5.5], [9]]))
    let scores = PrecisionAndRecall(real: real, generated: generated, neighbours: 1)
    #expect(scores.precision == 1.0 / 3)
    #expect(scores.recall == 0)
    #expect(PrecisionAndRecall(real: generated, generated: real, neighbours: 1).recall == 1.0 / 3)
    // For k = 2 the radii are 3, 2, 3 and 4, 3.5, 4: the real 3 is at 2 from 5, the real 1 at 4 from 5.
    let wider = PrecisionAndRecall(real: real, generated: generated, neighbours: 2)
    #expect(wider.precision == 2.0 / 3 && wider.recall == 2.0 / 3)
  }

  @Test("a set has precision and recall 1 against itself, and 0 against one that is far away")
  func ends() {
    let x = withSeed(1) { normal(200, 8) }
    let same = PrecisionAndRecall(real: x, generated: x)
    #expect(same.precision == 1 && same.recall == 1)
    let far = PrecisionAndRecall(real: x, generated: x + 100)
    #expect(far.precision == 0 && far.recall == 0)
  }

  @Test("a generator of one class of two is precise and has half of the recall; one of two classes and noise the other way round")
  func droppedMode() {
    let (left, right, noise) = withSeed(2) { (normal(600, 2), normal(300, 2) + 50, uniform(300, 2, in: 100...200)) }
    let real = concatenate([left[0..<300], right])
    let dropped = PrecisionAndRecall(real: real, generated: left[300..<600])
    #expect(dropped.precision > 0.9 && abs(dropped.recall - 0.5) < 0.05)
    let noisy = PrecisionAndRecall(real: left[0..<300], generated: concatenate([left[300..<600], noise]))
    #expect(abs(noisy.precision - 0.5) < 0.05 && noisy.recall > 0.9)
  }

  @Test("neither rotation, shift, scale nor the order of samples matters")
  func invariances() {
    let (real, generated) = withSeed(3) { (normal(150, 2), normal(120, 2) * 1.3) }
    let scores = PrecisionAndRecall(real: real, generated: generated)
    func moved(_ x: Tensor) -> Tensor { matmul(x, Tensor([[0.6, 0.8], [-0.8, 0.6]])) * 4 + 7 }
    #expect(PrecisionAndRecall(real: moved(real), generated: moved(generated)) == scores)
    let order = withSeed(4) { permutation(150) }
    #expect(PrecisionAndRecall(real: real.gathered(rows: order), generated: generated) == scores)
  }

  @Test("one outlier among the real lends precision to all around it, and no density")
  func outlier() {
    let (real, generated) = withSeed(5) { (normal(300, 2), normal(300, 2) + 100) }
    let spoilt = concatenate([real, Tensor([[100, 100]])])
    #expect(PrecisionAndRecall(real: real, generated: generated).precision == 0)
    #expect(PrecisionAndRecall(real: spoilt, generated: generated).precision == 1)
    #expect(DensityAndCoverage(real: spoilt, generated: generated).density == 0.2)
  }
}
