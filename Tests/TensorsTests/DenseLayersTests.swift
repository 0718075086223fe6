import Tensors
import Testing

@Suite("Dense layers")
struct DenseLayersTests {
  /// Layers of these widths, with other activations in turn.
  static func layers(_ widths: [Int], _ dtype: DType = .float) -> [AffineLayer] {
    let activations: [FusedActivation] = [.leakyReLU(slope: 0.2), .none, .hyperbolicTangent, .sigmoid]
    return widths.indices.dropLast().map { index in
      AffineLayer(
        weight: GradientCheck.numbers([widths[index], widths[index + 1]], from: -1).converted(to: dtype),
        bias: GradientCheck.numbers([widths[index + 1]], from: -0.5).converted(to: dtype), activation: activations[index % 4])
    }
  }

  /// The layers as operations of their own.
  static func oneByOne(_ x: Tensor, _ layers: [AffineLayer]) -> Tensor {
    layers.reduce(x) { Operation.affine($1.activation)($0, $1.weight, $1.bias) }
  }

  /// x, weights and biases as one list.
  static func flat(_ x: Tensor, _ layers: [AffineLayer]) -> [Tensor] { [x] + layers.flatMap { [$0.weight, $0.bias] } }

  static func layers(_ parameters: [Tensor], like layers: [AffineLayer]) -> [AffineLayer] {
    layers.indices.map {
      AffineLayer(weight: parameters[2 * $0 + 1], bias: parameters[2 * $0 + 2], activation: layers[$0].activation)
    }
  }

  @Test(
    "layers computed together give the bits of layers one by one, forward and back, for whole tiles, parts of tiles and empty batches",
    arguments: [
      (256, [2, 128, 128, 1]), (512, [64, 256, 128, 3]), (100, [7, 33, 50]), (1, [5, 4]), (37, [128, 64, 2, 40, 1]),
      (700, [3, 100, 100, 100, 2]),
      (0, [3, 8, 2]), (600, [64, 96]),
    ])
  func sameBits(rows: Int, widths: [Int]) {
    let layers = Self.layers(widths)
    let x = GradientCheck.numbers([rows, widths[0]], from: -1).converted(to: .float)
    let slope = GradientCheck.numbers([rows, widths.last ?? 0], from: -1).converted(to: .float)
    let parameters = Self.flat(x, layers)
    let together = valueAndGradient(at: parameters) { (affine($0[0], Self.layers($0, like: layers)) * slope).sum() }
    let apart = valueAndGradient(at: parameters) { (Self.oneByOne($0[0], Self.layers($0, like: layers)) * slope).sum() }
    #expect(affine(x, layers).values == Self.oneByOne(x, layers).values)
    #expect(together.value.values == apart.value.values)
    for (one, other) in zip(together.gradient, apart.gradient) { #expect(one.values == other.values) }
  }

  @Test("any choice of inputs, weights and biases gets its gradients", arguments: 1..<32)
  func wanted(choice: Int) {
    let layers = Self.layers([3, 40, 2], .double)
    let all = Self.flat(GradientCheck.numbers([70, 3]), layers)
    let chosen = all.indices.filter { choice >> $0 & 1 == 1 }
    func loss(_ part: [Tensor], _ network: (Tensor, [AffineLayer]) -> Tensor) -> Tensor {
      var inputs = all
      for (place, tensor) in zip(chosen, part) { inputs[place] = tensor }
      return square(network(inputs[0], Self.layers(inputs, like: layers))).sum()
    }
    let together = gradient(at: chosen.map { all[$0] }) { loss($0) { affine($0, $1) } }
    let apart = gradient(at: chosen.map { all[$0] }) { loss($0, Self.oneByOne) }
    for (one, other) in zip(together, apart) { #expect(one.values == other.values) }
  }

  @Test("one thread and two give the same bits")
  func threads() {
    let layers = Self.layers([2, 128, 128, 1])
    let x = GradientCheck.numbers([300, 2], from: -1).converted(to: .float)
    func gradients(_ threads: Int) -> [[Float]] {
      let before = EngineThreads.count
      EngineThreads.count = threads
      defer { EngineThreads.count = before }
      let parameters = Self.flat(x, layers)
      return gradient(at: parameters) { square(affine($0[0], Self.layers($0, like: layers))).sum() }.map(\.values)
    }
    #expect(gradients(1) == gradients(2))
  }

  @Test("a gradient that only an enclosing differentiation sees goes back through layers that it does not see")
  func enclosedGradient() {
    // d/ds of |d/dx (s network(x))|² is 2 s |d/dx network(x)|².
    let layers = Self.layers([3, 20, 1], .double)
    let x = GradientCheck.numbers([5, 3], from: -1)
    let scale = Tensor(shape: [1], doubles: [1.7], dtype: .double)
    let slope = gradient(at: x) { affine($0, layers).sum() }
    let result = gradient(at: scale) { scale in square(gradient(at: x) { (affine($0, layers) * scale).sum() }).sum() }
    #expect(result.isClose(to: square(slope).sum().reshaped(to: [1]) * 3.4))
  }

  @Test("rules of the first and second order agree with differences, for the input and for all parameters")
  func rules() {
    let layers = Self.layers([3, 6, 2], .double).map { AffineLayer(weight: $0.weight, bias: $0.bias, activation: .hyperbolicTangent) }
    let parts = Self.flat(GradientCheck.numbers([4, 3], from: -1), layers)
    func network(_ numbers: Tensor) -> Tensor {
      var start = 0
      let inputs = parts.map { part in
        defer { start += part.count }
        return numbers[start..<start + part.count].reshaped(to: part.shape)
      }
      return affine(inputs[0], Self.layers(inputs, like: layers))
    }
    let point = concatenate(parts.map { $0.reshaped(to: [-1]) })
    #expect(GradientCheck.error(at: point, of: network) < GradientCheck.tolerance)
    #expect(GradientCheck.secondOrderError(at: point, of: network) < GradientCheck.tolerance)
  }
}
