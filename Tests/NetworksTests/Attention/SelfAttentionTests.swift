import Foundation
import Networks
import Tensors
import Testing

@Suite("Self-attention")
struct SelfAttentionTests {
  private func layer(_ channels: Int, pools: Bool, gain: Double = 0.75) -> SelfAttention {
    var layer = withSeed(1) { SelfAttention(channels, keyChannels: 2, valueChannels: 3, pools: pools, hasSpectralNorm: false) }
    layer.gain = Tensor(gain)
    return ModelGradientCheck.doubled(layer)
  }

  @Test("is the identity at the start", arguments: [true, false], [true, false])
  func identity(pools: Bool, hasSpectralNorm: Bool) {
    withSeed(2) {
      let x = normal(2, 4, 6, 16)
      #expect(SelfAttention(16, pools: pools, hasSpectralNorm: hasSpectralNorm)(x) == x)
    }
  }

  @Test("has the channels of the released code: an eighth for query and key, half for the value, no biases")
  func sizes() {
    let layer = withSeed(3) { SelfAttention(32, hasSpectralNorm: false) }
    #expect(layer.parameters.map(\.shape) == [[1, 1, 32, 4], [1, 1, 32, 4], [1, 1, 32, 16], [1, 1, 16, 32], []])
    #expect(withSeed(3) { SelfAttention(4, hasSpectralNorm: false) }.parameters[0].shape == [1, 1, 4, 1])
  }

  @Test("agrees with its formula, place by place", arguments: [true, false])
  func definition(pools: Bool) {
    let layer = layer(4, pools: pools)
    let x = ModelGradientCheck.numbers([2, 4, 5, 4])
    let (places, channels) = (20, 4)
    func mapped(_ convolution: OptionalSpectralNorm<Conv2d>, _ input: [Double]) -> [Double] {
      let filter = convolution.plain!.filter
      let (inputs, outputs) = (filter.shape[2], filter.shape[3])
      return (0..<outputs).map { o in (0..<inputs).reduce(0) { $0 + input[$1] * filter.doubles[$1 * outputs + o] } }
    }
    var expected: [Double] = []
    for sample in 0..<2 {
      let rows = (0..<places).map { Array(x.doubles[(sample * places + $0) * channels..<(sample * places + $0 + 1) * channels]) }
      // The largest of each window, channel by channel.
      func pooled(_ numbers: [[Double]]) -> [[Double]] {
        if !pools { return numbers }
        return (0..<4).map { window in
          let corner = window / 2 * 2 * 5 + window % 2 * 2
          return numbers[0].indices.map { c in [corner, corner + 1, corner + 5, corner + 6].map { numbers[$0][c] }.max()! }
        }
      }
      let keys = pooled(rows.map { mapped(layer.key, $0) }), values = pooled(rows.map { mapped(layer.value, $0) })
      for row in rows {
        let query = mapped(layer.query, row)
        let weights = keys.map { key in exp(zip(query, key).reduce(0) { $0 + $1.0 * $1.1 }) }
        let found = (0..<3).map { c in zip(weights, values).reduce(0) { $0 + $1.0 * $1.1[c] } / weights.reduce(0, +) }
        expected += zip(row, mapped(layer.output, found)).map { $0 + 0.75 * $1 }
      }
    }
    #expect(deviation(layer(x), Tensor(shape: x.shape, doubles: expected, dtype: .double)) < 1e-10)
    #expect(deviation(layer.attention(x).sum(axis: 2), Tensor(ones: [2, 20], dtype: .double)) < 1e-12)
  }

  @Test("without pooling a permutation of the places goes through it")
  func equivariance() {
    let layer = layer(4, pools: false)
    let x = ModelGradientCheck.numbers([1, 3, 4, 4])
    let order = withSeed(4) { permutation(12) }
    func permuted(_ x: Tensor) -> Tensor { x.reshaped(to: [12, 4]).gathered(rows: order).reshaped(to: [1, 3, 4, 4]) }
    #expect(deviation(layer(permuted(x)), permuted(layer(x))) < 1e-10)
    #expect(deviation(layer(x), x) > 0.01)
  }

  @Test("gradients by weights, gain and image are right in both orders", arguments: [true, false])
  func gradients(pools: Bool) {
    ModelGradientCheck.expectRight(layer(2, pools: pools), at: ModelGradientCheck.numbers([1, 2, 4, 2])) { $0($1) }
  }

  @Test("gradients with spectral norm are right in both orders while its vectors stand still")
  func normalizedGradients() {
    var layer = withSeed(5) { SelfAttention(2, keyChannels: 2, valueChannels: 2, hasSpectralNorm: true) }
    layer.gain = Tensor(0.5)
    evaluating { ModelGradientCheck.expectRight(layer, at: ModelGradientCheck.numbers([1, 2, 2, 2])) { $0($1) } }
  }

  @Test("at the start the gain alone gets a gradient among the weights")
  func gradientAtTheStart() {
    let (layer, x) = withSeed(6) { (SelfAttention(8, hasSpectralNorm: false), normal(2, 4, 4, 8)) }
    let slope = gradient(at: layer) { square($0(x)).sum() }
    #expect(abs(slope.gain.scalar) > 1e-3 && slope.parameters.dropLast().allSatisfy { abs($0).max().scalar == 0 })
  }
}
