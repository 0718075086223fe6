import Networks
import Tensors
import Testing

@Suite("Stochastic gradient descent")
struct SGDTests {
  private let slopes = [1.0, -2, 0.5, 3]

  private func path(_ make: (Tensor) -> SGD) -> [Double] {
    var x = Tensor([1], dtype: .double)
    var sgd = make(x)
    return slopes.map { slope in
      sgd.update(&x, along: Tensor([slope], dtype: .double))
      return x[0].scalar
    }
  }

  @Test("a plain step is the rate times the gradient")
  func plain() {
    #expect(largest(path { SGD(for: $0, learningRate: 0.1) }, [0.9, 1.1, 1.05, 0.75]) < 1e-15)
  }

  @Test("with momentum the velocity is gathered from zero")
  func momentum() {
    // Velocities 1, -1.1, -0.49, 2.559.
    #expect(largest(path { SGD(for: $0, learningRate: 0.1, momentum: 0.9) }, [0.9, 1.01, 1.059, 0.8031]) < 1e-15)
  }

  @Test("Nesterov's step looks one velocity ahead")
  func nesterov() {
    // g + 0.9 velocity: 1.9, -2.99, 0.059, 5.3031.
    #expect(largest(path { SGD(for: $0, learningRate: 0.1, momentum: 0.9, isNesterov: true) }, [0.81, 1.109, 1.1031, 0.57279]) < 1e-14)
  }

  @Test("without momentum, decay by the gradient and past it are the same")
  func decays() {
    let (l2, decoupled) = (
      path { SGD(for: $0, learningRate: 0.1, weightDecay: .l2(0.5)) },
      path { SGD(for: $0, learningRate: 0.1, weightDecay: .decoupled(0.5)) }
    )
    #expect(largest(l2, decoupled) < 1e-15)
    #expect(abs(l2[0] - (1 - 0.1 * (1 + 0.5))) < 1e-15)
  }

  @Test("on a parabola momentum follows the closed form of its recurrence")
  func parabola() {
    // x(n+1) = (1 - rate + momentum) x(n) - momentum x(n-1); with rate 0.25 and momentum 0.25 the double root is 1/2: x(n) = (1 + n) / 2^n.
    var x = Tensor([1], dtype: .double)
    var sgd = SGD(for: x, learningRate: 0.25, momentum: 0.25)
    for n in 1...20 {
      sgd.update(&x, along: gradient(at: x) { square($0).sum() / 2 })
      #expect(abs(x[0].scalar - (1 + Double(n) / 2) / Double(1 << n)) < 1e-15)
    }
  }

  @Test("a schedule steers the rate")
  func schedule() {
    var x = Tensor([0], dtype: .double)
    var sgd = SGD(for: x, learningRate: 1)
    let schedule = LearningRateSchedule.linearDecay(1, from: 1, to: 3)
    for step in 0..<5 {
      sgd.learningRate = schedule(step)
      sgd.update(&x, along: Tensor([-1], dtype: .double))
    }
    #expect(x[0].scalar == 1 + 1 + 0.5)
  }
}

func largest(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).map { abs($0 - $1) }.max() ?? .infinity }
