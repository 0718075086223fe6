import Foundation
import Networks
import Tensors
import Testing

@Suite("GRU")
struct GRUTests {
  @Test("three steps agree with the formulas unrolled by hand, number by number")
  func unrolled() {
    let layer = ModelGradientCheck.doubled(withSeed(1) { GRU(2, units: 3) })
    let x = ModelGradientCheck.numbers([2, 3, 2])
    let (w, u, v, b) = (layer.inputWeight.doubles, layer.gateWeight.doubles, layer.candidateWeight.doubles, layer.bias.doubles)
    var expected: [Double] = []
    for sample in 0..<2 {
      var h = [0.0, 0, 0]
      for step in 0..<3 {
        let input = (0..<2).map { x.doubles[(sample * 3 + step) * 2 + $0] }
        func projected(_ column: Int) -> Double { b[column] + (0..<2).reduce(0) { $0 + input[$1] * w[$1 * 9 + column] } }
        func gate(_ column: Int) -> Double { 1 / (1 + exp(-projected(column) - (0..<3).reduce(0) { $0 + h[$1] * u[$1 * 6 + column] })) }
        let (r, z) = ((0..<3).map { gate($0) }, (3..<6).map { gate($0) })
        let candidate = (0..<3).map { unit in tanh(projected(6 + unit) + (0..<3).reduce(0) { $0 + r[$1] * h[$1] * v[$1 * 3 + unit] }) }
        h = (0..<3).map { z[$0] * h[$0] + (1 - z[$0]) * candidate[$0] }
        expected += h
      }
    }
    let states = layer(x)
    #expect(deviation(states, Tensor(shape: [2, 3, 3], doubles: expected, dtype: .double)) < 1e-12)
    // Step by step it is the same, and a state given at the start is gone on from.
    let first = layer.step(x.sliced(axis: 1, 0..<1).reshaped(to: [2, 2]), state: Tensor(zeros: [2, 3], dtype: .double))
    #expect(deviation(first, states.sliced(axis: 1, 0..<1).reshaped(to: [2, 3])) < 1e-12)
    #expect(deviation(layer(x.sliced(axis: 1, 1..<3), state: first), states.sliced(axis: 1, 1..<3)) < 1e-12)
  }

  @Test("an update gate that is one keeps the state, and one that is zero forgets it")
  func gates() {
    var layer = withSeed(2) { GRU(2, units: 3) }
    let (x, state) = withSeed(3) { (normal(4, 2), normal(4, 3)) }
    layer.bias = Tensor([0, 0, 0, 1e3, 1e3, 1e3, 0, 0, 0])
    #expect(deviation(layer.step(x, state: state), state) < 1e-6)
    layer.bias = Tensor([-1e3, -1e3, -1e3, -1e3, -1e3, -1e3, 0, 0, 0])
    #expect(deviation(layer.step(x, state: state), layer.step(x, state: state * 0)) < 1e-6)
  }

  @Test("gradients through time are right in both orders")
  func gradients() {
    ModelGradientCheck.expectRight(withSeed(4) { GRU(2, units: 2) }, at: ModelGradientCheck.numbers([2, 3, 2])) { $0($1) }
  }
}
