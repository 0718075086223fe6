import Networks
import Tensors
import Testing

/// The numbers are PyTorch 2.15's in float64; `Tests/Interop/pytorch_optimizers.py` prints them.
@Suite("Optimisers beside PyTorch's")
struct PyTorchTests {
  struct Case: Sendable {
    let name: String
    let end: [Double]
    let make: @Sendable (Tensor) -> any Optimizer
  }

  static let cases = [
    Case(name: "SGD", end: [1.34, -0.27]) { SGD(for: $0, learningRate: 0.1) },
    Case(name: "SGD, momentum", end: [0.73016, -0.280269]) { SGD(for: $0, learningRate: 0.1, momentum: 0.9) },
    Case(name: "SGD, Nesterov, L2", end: [0.3358101815942879, -0.22696045174082394]) {
      SGD(for: $0, learningRate: 0.1, momentum: 0.9, isNesterov: true, weightDecay: .l2(0.2))
    },
    Case(name: "RMSprop", end: [0.9815599594900225, 1.10940886259831]) { RMSProp(for: $0, learningRate: 0.1) },
    Case(name: "RMSprop, centred, momentum, L2", end: [0.7383560188833744, 0.6577272763737313]) {
      RMSProp(for: $0, learningRate: 0.1, smoothing: 0.9, epsilon: 1e-2, momentum: 0.8, isCentered: true, weightDecay: .l2(0.2))
    },
    Case(name: "Adam", end: [1.4144845687947818, -0.07816146445798844]) { Adam(for: $0, learningRate: 0.1, beta1: 0.5, beta2: 0.9) },
    Case(name: "Adam, L2", end: [1.3715578786217557, -0.07159614298364124]) {
      Adam(for: $0, learningRate: 0.1, beta1: 0.5, beta2: 0.9, epsilon: 1e-3, weightDecay: .l2(0.2))
    },
    Case(name: "Adam, AMSGrad", end: [1.4149286389299838, -0.08289980521601391]) {
      Adam(for: $0, learningRate: 0.1, beta1: 0.5, beta2: 0.9, epsilon: 1e-3, isAMSGrad: true)
    },
    Case(name: "AdamW, AMSGrad", end: [1.2775359919301825, -0.07290445898753058]) {
      Adam(for: $0, learningRate: 0.1, beta1: 0.5, beta2: 0.9, epsilon: 1e-3, weightDecay: .decoupled(0.2), isAMSGrad: true)
    },
  ]

  @Test("each ends where PyTorch's does after five steps", arguments: cases.indices)
  func ends(index: Int) {
    let example = PyTorchTests.cases[index]
    var x = Tensor([1.5, -0.25], dtype: .double)
    var optimizer = example.make(x)
    for slope in [[4.0, -0.1], [-3.0, -0.2], [0.5, 0.0], [0.2, 1.0], [-0.1, -0.5]] {
      optimizer.update(&x, along: Tensor(slope, dtype: .double))
    }
    #expect(zip(x.doubles, example.end).allSatisfy { abs($0 - $1) < 1e-13 }, "\(example.name): \(x.doubles)")
  }
}
