import Networks
import Tensors
import Testing

private struct TwoLayers: Module {
  var hidden = Dense(3, 5, activation: .tanh)
  var output = Dense(5, 1)
  func callAsFunction(_ x: Tensor) -> Tensor { output(hidden(x)) }
}

@Suite("Layers")
struct LayerTests {
  @Test(
    "a dense layer is the matrix product plus the bias, and then its activation",
    arguments: [Activation.identity, .relu, .leakyReLU(0.2), .tanh, .sigmoid, .softplus])
  func dense(activation: Activation) {
    let layer = withSeed(1) { Dense(4, 6, activation: activation) }
    let x = withSeed(2) { normal(9, 4) }
    let expected = activation(matmul(x, layer.weight) + layer.bias)
    #expect(largestDifference(layer(x), expected) < 1e-6)
  }

  @Test("the fused layer's gradients are those of its parts", arguments: [Activation.relu, .leakyReLU(0.2), .tanh, .sigmoid, .softplus])
  func fusedGradients(activation: Activation) {
    let layer = withSeed(1) { Dense(4, 6, activation: activation) }
    let x = withSeed(2) { normal(9, 4) }
    let fused = gradient(at: layer) { square($0(x)).sum() }
    let parts = gradient(at: layer) { square(activation(matmul(x, $0.weight) + $0.bias)).sum() }
    #expect(largestDifference(fused.weight, parts.weight) < 1e-4)
    #expect(largestDifference(fused.bias, parts.bias) < 1e-4)
  }

  @Test("a new layer's weights and biases fill the interval of plus and minus one over the root of its inputs")
  func initialNumbers() {
    let layer = withSeed(3) { Dense(100, 400) }
    for numbers in [layer.weight, layer.bias] {
      #expect(abs(numbers).max().scalar <= 0.1)
      #expect(abs(numbers).max().scalar > 0.099)
      #expect(abs(numbers.variance().scalar * 300 - 1) < 0.15)
    }
  }

  @Test("a perceptron has its widths, and no activation behind the last layer")
  func perceptron() {
    let model = withSeed(1) { MLP(2, 8, 3, activation: .relu) }
    #expect(model.layers.map(\.weight.shape) == [[2, 8], [8, 3]])
    #expect(parameterCount(of: model) == 2 * 8 + 8 + 8 * 3 + 3)
    #expect(model(withSeed(2) { normal(500, 2) }).min().scalar < 0)
  }

  @Test("a reader's own struct is a model")
  func ownModel() {
    let (model, x) = withSeed(4) { (TwoLayers(), normal(7, 3)) }
    let slope = gradient(at: model) { $0(x).sum() }
    #expect(slope.output.bias.scalar == 7)
    #expect(model.namedParameters.map(\.name) == ["hidden.weight", "hidden.bias", "output.weight", "output.bias"])
  }
}

func largestDifference(_ a: Tensor, _ b: Tensor) -> Double { abs(a - b).max().scalar }
