import Adversarial
import Tensors
import Testing

/// The numbers are PyTorch 2.15's in float64; `Tests/Interop/pytorch_losses.py` prints them.
@Suite("Losses and penalties against PyTorch")
struct PyTorchTests {
  static let expected: [String: (value: Double, gradient: [Double])] = [
    "minimax": (1.5800689107255468, [0.1258468895993818, 0.29359902599262744, 0.01580862439252226]),
    "label smoothing": (2.280068910725547, [-0.1741531104006182, -0.006400974007372569, -0.28419137560747776]),
    "least squares": (3.010416666666667, [0.16666666666666666, 1.0, -0.6666666666666666]),
    "hinge": (2.0833333333333335, [0.3333333333333333, 0.3333333333333333, 0.0]),
    "relativistic": (0.7213600575080109, [0.0397343073407059, 0.28398426732277016, 0.0397343073407059]),
    "relativistic average": (1.274337509859583, [0.22499416183582224, 0.4020379955503901, 0.1304960240089964]),
    "feature matching": (3.4625, [1.75, -0.6, -0.20000000000000007, 1.75, -0.6, -0.20000000000000007]),
    "domain classification": (
      2.484631451196606, [-0.13447071068499755, 0.05960146101105877, -0.1887703343990727, 0.4762870634112167, 0.25, -0.13447071068499755]
    ),
    "semi-supervised": (
      3.247213055370315,
      [0.24701151033858007, 0.012297978952876218, 0.14982005432227297, 0.404887995761826, 0.020158186326321433, 0.054795631585531156]
    ),
    "Gaussian information": (-12.987932516254348, [-1.2, 2.0, 3.4000000000000004, -5.8, 0.4, -2.6]),
    "gradient penalty": (
      0.7187634873085942,
      [
        -1.5308234551462827, 4.9586361044874, -1.37749553977694, -0.004745835489602113, -0.4286685933381622, -1.5893052930561913,
        -1.5590374256004873, 1.4024408943114908, -1.8184350871343362,
      ]
    ),
    "one-sided gradient penalty": (
      21.91135797739021,
      [
        54.14891951695399, -64.99169518265542, 4.037976812477884, 17.81191194152838, -40.01897623114579, 7.315870931980378,
        73.31146266591725, -13.985683454682295, 3.4017012695684565,
      ]
    ),
    "R1": (
      2.889803603371772,
      [
        3.467757028490723, -7.095343874159458, 1.4375392695275655, 0.5458837461853451, -1.3360073835617214, 1.6823429757524841,
        4.109063760237476, -1.7456313745560195, 2.021262312775216,
      ]
    ),
    "orthogonal": (
      2.9979999999999998,
      [
        -0.06800000000000062, -4.42, 0.45999999999999985, 0.5000000000000003, -0.1479999999999997, -2.0840000000000005, 3.1999999999999993,
        -3.596, 3.452,
      ]
    ),
    "unrolled": (0.6774557993827081, [0.11135622825448035, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
  ]

  let real = Tensor([1.5, 0.25, -1], dtype: .double)
  let rows = Tensor([[0.4, -1, 2.2], [0.1, 0.2, -0.3]], dtype: .double)
  let samples = Tensor([[1, 2], [0.3, -0.7], [-1, 0.5]], dtype: .double)
  let fake = Tensor([-0.5, 2, -3], dtype: .double)
  let logits = Tensor([[1, -2, 0.5], [3, 0, 1]], dtype: .double)
  let parameters = Tensor([0.5, -0.3, 0.8, 1.1, 0.2, -0.9, 0.7, -1.2, 0.4], dtype: .double)
  let critic = TestCritic(inputs: 2)

  private func check(_ name: String, at point: Tensor, _ function: (Tensor) -> Tensor) {
    let (value, slope) = valueAndGradient(at: point) { function($0) }
    guard let expected = PyTorchTests.expected[name] else {
      Issue.record("PyTorch has no case \(name)")
      return
    }
    #expect(abs(value.scalar - expected.value) < 1e-10, "\(name)")
    #expect(slope.reshaped(to: [slope.count]).agrees(with: Tensor(expected.gradient, dtype: .double), within: 1e-10), "\(name)")
  }

  @Test("losses of scores and logits agree in value and gradient")
  func scores() {
    check("minimax", at: fake) { minimaxDiscriminatorLoss(realLogits: real, fakeLogits: $0) }
    check("label smoothing", at: fake) { labelSmoothedDiscriminatorLoss(realLogits: $0, fakeLogits: real) }
    check("least squares", at: fake) { leastSquaresDiscriminatorLoss(realScores: real, fakeScores: $0, fakeTarget: -1) }
    check("hinge", at: fake) { hingeDiscriminatorLoss(realScores: real, fakeScores: $0) }
    check("relativistic", at: fake) { relativisticDiscriminatorLoss(realLogits: real, fakeLogits: $0) }
    check("relativistic average", at: fake) { relativisticAverageDiscriminatorLoss(realLogits: real, fakeLogits: $0) }
  }

  @Test("losses of features, classes and codes agree in value and gradient")
  func classes() {
    check("feature matching", at: logits) { featureMatchingLoss(realFeatures: rows, fakeFeatures: $0) }
    check("domain classification", at: logits) {
      domainClassificationLoss(logits: $0, attributes: Tensor([[1.0, 0, 1], [0, 0, 1]], dtype: .double))
    }
    check("semi-supervised", at: logits) {
      semiSupervisedDiscriminatorLoss(labelledLogits: rows, labels: [2, 0], unlabelledLogits: rows, fakeLogits: $0)
    }
    check("Gaussian information", at: logits) { means in
      gaussianMutualInformation(means: means, logDeviations: log(Tensor([0.5], dtype: .double)), codes: rows)
    }
  }

  @Test("penalties agree in value and in the mixed second order")
  func penalties() {
    check("gradient penalty", at: parameters) { p in gradientPenalty(at: samples) { critic.score($0, p) } }
    check("one-sided gradient penalty", at: parameters) { p in gradientPenalty(at: samples, sides: .above) { critic.score($0, p * 2) } }
    check("R1", at: parameters) { p in r1Penalty(real: samples) { critic.score($0, p) } }
    check("orthogonal", at: parameters) { orthogonalPenalty(weight: $0.reshaped(to: [3, 3]), penaltyWeight: 1) }
  }

  @Test("an unrolled discriminator agrees in the generator's gradient")
  func unrolling() {
    check("unrolled", at: parameters) { p in
      let fake = samples * p[0]
      let answered = unrolled(parameters, unrollSteps: 2, learningRate: 0.5) { answer in
        minimaxDiscriminatorLoss(realLogits: critic.score(samples, answer), fakeLogits: critic.score(fake, answer))
      }
      return nonSaturatingGeneratorLoss(fakeLogits: critic.score(fake, answered))
    }
  }
}
