import Foundation
import Tensors
import Testing

/// A normalisation with everything that it depends on.
private struct Case: Sendable, CustomTestStringConvertible {
  let name: String
  let shape: [Int]
  let extent: NormalizationExtent
  let parameterShape: [Int]
  var slope: Double?
  var testDescription: String { "\(name) at \(shape), gain \(parameterShape), slope \(slope.map { "\($0)" } ?? "none")" }

  var x: Tensor { GradientCheck.numbers(shape) }
  var gain: Tensor { GradientCheck.numbers(parameterShape, from: 0.4, to: 1.7) }
  var bias: Tensor { GradientCheck.numbers(parameterShape, from: -0.6, to: 0.7) }

  func apply(_ x: Tensor, _ gain: Tensor, _ bias: Tensor) -> Tensor {
    normalized(x, over: extent, gain: gain, bias: bias, epsilon: 1e-3, slope: slope, named: name).output
  }

  /// The definition, from operations that are checked elsewhere.
  func definition(_ x: Tensor, _ gain: Tensor, _ bias: Tensor) -> Tensor {
    let channels = shape.last!
    let batch = shape[0]
    let width: Int
    var axes: [Int]
    switch extent {
    case .batch: (width, axes) = (1, [0, 1])
    case .sample(let channelsPerGroup): (width, axes) = (channelsPerGroup, [1, 3])
    case .position: (width, axes) = (channels, [3])
    }
    if case .batch = extent { axes = [0, 1] }
    let open = x.reshaped(to: [batch, -1, channels / width, width])
    let centered = open - open.mean(axes: axes, keepingAxes: true)
    let unit = centered / sqrt(square(centered).mean(axes: axes, keepingAxes: true) + 1e-3)
    let flat = unit.reshaped(to: [batch, -1, channels])
    let parameters = gain.rank == 1 ? [1, 1, channels] : [batch, 1, channels]
    let result = flat * gain.reshaped(to: parameters) + bias.reshaped(to: parameters)
    return (slope.map { leakyReLU(result, $0) } ?? result).reshaped(to: shape)
  }
}

@Suite("Normalisation")
struct NormalizationTests {
  fileprivate static let cases: [Case] = [
    Case(name: "batch", shape: [7, 5], extent: .batch, parameterShape: [5]),
    Case(name: "batch", shape: [3, 2, 3, 4], extent: .batch, parameterShape: [4], slope: 0.2),
    Case(name: "batch", shape: [2, 5, 3], extent: .batch, parameterShape: [3], slope: 0),
    Case(name: "batch", shape: [6, 1], extent: .batch, parameterShape: [1]),
    Case(name: "conditional batch", shape: [3, 2, 2, 3], extent: .batch, parameterShape: [3, 3], slope: 0.1),
    Case(name: "conditional batch", shape: [5, 4], extent: .batch, parameterShape: [5, 4]),
    Case(name: "instance", shape: [2, 3, 2, 3], extent: .sample(channelsPerGroup: 1), parameterShape: [3], slope: 0.2),
    Case(name: "adaptive instance", shape: [3, 5, 2], extent: .sample(channelsPerGroup: 1), parameterShape: [3, 2]),
    Case(name: "group", shape: [2, 2, 2, 6], extent: .sample(channelsPerGroup: 3), parameterShape: [6], slope: 0.2),
    Case(name: "group", shape: [2, 3, 4], extent: .sample(channelsPerGroup: 2), parameterShape: [2, 4]),
    Case(name: "layer", shape: [4, 6], extent: .sample(channelsPerGroup: 6), parameterShape: [6]),
    Case(name: "adaptive layer", shape: [4, 6], extent: .sample(channelsPerGroup: 6), parameterShape: [4, 6]),
    Case(name: "layer of positions", shape: [2, 3, 5], extent: .position, parameterShape: [5], slope: 0.2),
    Case(name: "layer of positions", shape: [2, 2, 19], extent: .position, parameterShape: [19]),
  ]

  @Test("is what its definition says", arguments: cases)
  fileprivate func value(example: Case) {
    #expect(
      example.apply(example.x, example.gain, example.bias).isClose(
        to: example.definition(example.x, example.gain, example.bias), within: 1e-12))
  }

  @Test("its gradients agree with central differences", arguments: cases)
  fileprivate func firstOrder(example: Case) {
    let (x, gain, bias) = (example.x, example.gain, example.bias)
    #expect(GradientCheck.error(at: x) { example.apply($0, gain, bias) } < GradientCheck.tolerance)
    #expect(GradientCheck.error(at: gain) { example.apply(x, $0, bias) } < GradientCheck.tolerance)
    #expect(GradientCheck.error(at: bias) { square(example.apply(x, gain, $0)) } < GradientCheck.tolerance)
  }

  @Test("its second order agrees with central differences of the gradient", arguments: cases)
  fileprivate func secondOrder(example: Case) {
    let (x, gain, bias) = (example.x, example.gain, example.bias)
    #expect(GradientCheck.secondOrderError(at: x) { example.apply($0, gain, bias) } < GradientCheck.tolerance)
    #expect(GradientCheck.secondOrderError(at: gain) { square(example.apply(x, $0, bias)) } < GradientCheck.tolerance)
    #expect(GradientCheck.secondOrderError(at: bias) { square(example.apply(x, gain, $0)) } < GradientCheck.tolerance)
  }

  @Test("the mixed second order, of the input and then the gain, agrees with central differences", arguments: cases)
  fileprivate func mixedOrder(example: Case) {
    let (x, gain, bias) = (example.x, example.gain, example.bias)
    let error = GradientCheck.error(at: gain) { gain in gradient(at: x) { square(example.apply($0, gain, bias)).sum() } }
    #expect(error < GradientCheck.tolerance)
  }

  @Test("the fused gradient and the composed one give the same numbers", arguments: cases)
  fileprivate func fusedAndComposed(example: Case) {
    let inputs = [example.x, example.gain, example.bias]
    func slope(_ inputs: [Tensor]) -> [Tensor] { gradient(at: inputs) { pow(example.apply($0[0], $0[1], $0[2]), 3).sum() } }
    let fused = slope(inputs)
    var composed: [Tensor] = []
    // The enclosing differentiation sees the inputs, so that the inner rule is composed of operations.
    _ = gradient(at: inputs) { inputs in
      composed = slope(inputs)
      return composed[0].sum()
    }
    for (left, right) in zip(fused, composed) { #expect(left.isClose(to: right, within: 1e-10)) }
    #expect(fused[0].count == example.x.count && abs(fused[2]).max().scalar > 1e-3)
  }

  @Test(
    "single precision agrees with double on many rows and odd widths",
    arguments: [[1_500, 37], [9, 13, 11, 16], [3, 1_100, 3], [2_500, 1]])
  func singlePrecision(shape: [Int]) {
    let x = withSeed(3) { normal(shape: shape) * 2 + 1 }
    let channels = shape.last!
    let gain = withSeed(4) { normal(channels) }, bias = withSeed(5) { normal(channels) }
    func slopes(_ inputs: [Tensor]) -> [Tensor] {
      gradient(at: inputs) { inputs in
        let y = normalized(inputs[0], over: .batch, gain: inputs[1], bias: inputs[2], epsilon: 1e-5, slope: 0.2, named: "test").output
        return (y * square(inputs[0])).mean() * 100
      }
    }
    let single = slopes([x, gain, bias])
    let double = slopes([x, gain, bias].map { $0.converted(to: .double) })
    for (left, right) in zip(single, double) {
      let scale = max(abs(right).max().scalar, 1e-6)
      #expect(abs(left.converted(to: .double) - right).max().scalar / scale < 2e-5)
    }
  }

  @Test("a mean ten thousand times the deviation leaves the variance right", arguments: [[4_096, 3], [600, 64], [5, 7, 9, 33]])
  func largeMean(shape: [Int]) throws {
    let noise = withSeed(8) { normal(shape: shape) }
    let x = noise + 10_000
    let channels = shape.last!
    let result = normalized(x, over: .batch, gain: Tensor(ones: [channels]), bias: Tensor(zeros: [channels]), epsilon: 1e-5, named: "test")
    // What single precision holds of x, taken in double precision.
    let exact = x.converted(to: .double).reshaped(to: [-1, channels])
    let variance = exact.variance(axis: 0)
    let moments = try #require(result.moments)
    #expect((moments.variance.converted(to: .double) / variance - 1).isClose(to: Tensor(zeros: [channels], dtype: .double), within: 1e-4))
    #expect(abs(moments.mean.converted(to: .double) - exact.mean(axis: 0)).max().scalar < 1e-3)
    #expect(abs(result.output.reshaped(to: [-1, channels]).variance(axis: 0) - 1).max().scalar < 1e-3)
  }

  @Test("rows with a mean ten thousand times their deviation are normalised right", arguments: [7, 64, 1_000])
  func largeMeanOfRows(length: Int) {
    let x = withSeed(8) { normal(50, length) } + 10_000
    let y = normalized(
      x, over: .position, gain: Tensor(ones: [length]), bias: Tensor(zeros: [length]), epsilon: 1e-5, named: "test"
    ).output.converted(to: .double)
    let exact = x.converted(to: .double)
    let expected = (exact - exact.mean(axis: 1, keepingAxis: true)) / sqrt(exact.variance(axis: 1, keepingAxis: true) + 1e-5)
    #expect(abs(y - expected).max().scalar < 2e-3)
  }

  @Test("gradients of many rows in single precision agree with double", arguments: [[900, 37], [3, 7, 7, 64], [70, 1_030]])
  func singlePrecisionRows(shape: [Int]) {
    let channels = shape.last!
    let inputs = withSeed(4) { [normal(shape: shape) * 2 + 1, normal(channels), normal(channels)] }
    func slopes(_ inputs: [Tensor]) -> [Tensor] {
      gradient(at: inputs) { inputs in
        let y = normalized(inputs[0], over: .position, gain: inputs[1], bias: inputs[2], epsilon: 1e-5, slope: 0.2, named: "test").output
        return (y * square(inputs[0])).mean() * 100
      }
    }
    for (left, right) in zip(slopes(inputs), slopes(inputs.map { $0.converted(to: .double) })) {
      #expect(abs(left.converted(to: .double) - right).max().scalar / max(abs(right).max().scalar, 1e-6) < 2e-5)
    }
  }

  @Test("a constant channel gives its bias, and finite gradients of both orders")
  func constantChannel() {
    let x = Tensor(repeating: 3, shape: [6, 2], dtype: .double)
    let (gain, bias) = (Tensor([2, 5], dtype: .double), Tensor([0.5, -1], dtype: .double))
    func apply(_ x: Tensor) -> Tensor { normalized(x, over: .batch, gain: gain, bias: bias, epsilon: 1e-5, named: "test").output }
    #expect(apply(x) == bias.broadcast(to: [6, 2]))
    let slope = { (x: Tensor) -> Tensor in gradient(at: x) { (square(apply($0)) * $0).sum() } }
    #expect(slope(x).isFinite && gradient(at: x) { square(slope($0)).sum() }.isFinite)
  }

  @Test("one thread and four give the same bits")
  func sameBits() async {
    await #expect(processExitsWith: .success) {
      func numbers(threads: Int) -> [Tensor] {
        EngineThreads.count = threads
        return withSeed(5) {
          [NormalizationExtent.batch, .sample(channelsPerGroup: 1), .sample(channelsPerGroup: 24), .position].flatMap { extent in
            let inputs = [normal(64, 9, 9, 48), normal(48), normal(48)]
            return gradient(at: inputs) {
              square(normalized($0[0], over: extent, gain: $0[1], bias: $0[2], epsilon: 1e-5, slope: 0.2, named: "test").output).mean()
            }
          }
        }
      }
      let one = numbers(threads: 1)
      exit(one == numbers(threads: 2) && one == numbers(threads: 4) ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }
}
