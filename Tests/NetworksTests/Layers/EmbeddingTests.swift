import Networks
import Tensors
import Testing

@Suite("Embedding")
struct EmbeddingTests {
  let layer = withSeed(1) { Embedding(5, 3) }

  @Test("gives the row of each label, of sequences too, and what one-hot mixtures give")
  func rows() {
    #expect(layer([4, 0, 4]) == concatenate([layer.weight[4..<5], layer.weight[0..<1], layer.weight[4..<5]]))
    let sequences = layer([[1, 2], [0, 3], [2, 2]])
    #expect(sequences.shape == [3, 2, 3] && sequences[1][1] == layer.weight[3])
    let mixture = Tensor(oneHot: [1, 2, 0, 3, 2, 2], classes: 5).reshaped(to: [3, 2, 5])
    #expect(layer(mixture: mixture) == sequences)
    #expect(
      deviation(layer(mixture: Tensor([0.5, 0, 0, 0.5, 0]).reshaped(to: [1, 5]))[0], (layer.weight[0] + layer.weight[3]) * 0.5) < 1e-6)
  }

  @Test("a row's gradient is the sum over the places where its label stands, and other rows get none")
  func gradients() {
    let slope = gradient(at: layer) { $0([4, 0, 4]).sum() }
    #expect(slope.weight == Tensor([[1, 1, 1], [0, 0, 0], [0, 0, 0], [0, 0, 0], [2, 2, 2]]))
    ModelGradientCheck.expectRight(layer, at: ModelGradientCheck.numbers([2, 5])) { square($0([3, 3, 1])).sum() * square($0(mixture: $1)) }
  }
}
