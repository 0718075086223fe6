import Tensors
import Testing

private func images(_ shape: [Int]) -> Tensor { GradientCheck.numbers(shape) }

/// A tensor from a formula for its numbers at [n, i, j, c].
private func tensor(_ shape: [Int], _ value: (Int, Int, Int, Int) -> Double) -> Tensor {
  var numbers: [Double] = []
  for n in 0..<shape[0] {
    for i in 0..<shape[1] {
      for j in 0..<shape[2] {
        for c in 0..<shape[3] { numbers.append(value(n, i, j, c)) }
      }
    }
  }
  return Tensor(shape: shape, doubles: numbers, dtype: .double)
}

/// Reads x[n, i, j, c], with a value for places outside.
private func reader(_ x: Tensor, outside: Double = 0) -> (Int, Int, Int, Int) -> Double {
  let (numbers, shape) = (x.doubles, x.shape)
  return { n, i, j, c in
    guard (0..<shape[1]).contains(i), (0..<shape[2]).contains(j) else { return outside }
    return numbers[((n * shape[1] + i) * shape[2] + j) * shape[3] + c]
  }
}

@Suite("Resampling and pooling")
struct ResamplingTests {
  static let rules: [Rule] = [
    Rule("averagePool2d 2", [2, 4, 6, 3]) { square(averagePool2d($0, kernel: 2)) },
    Rule("averagePool2d 3, stride 2, padding 1", [1, 5, 7, 2]) { square(averagePool2d($0, kernel: 3, stride: 2, padding: 1)) },
    Rule("averagePool2d, padding not counted", [1, 5, 4, 2]) {
      square(averagePool2d($0, kernel: 3, stride: 1, padding: 1, countsPadding: false))
    },
    Rule("maxPool2d 2", [2, 4, 6, 3]) { square(maxPool2d($0, kernel: 2)) },
    Rule("maxPool2d 3, stride 2, padding 1", [1, 5, 8, 2]) { square(maxPool2d($0, kernel: 3, stride: 2, padding: 1)) },
    Rule("maxPool2d 3, stride 1: overlapping", [2, 5, 4, 1]) { square(maxPool2d($0, kernel: 3, stride: 1)) * 0.5 },
    Rule("global pools", [2, 3, 5, 2]) { globalAveragePool($0 * $0) * globalMaxPool($0) + square(globalSumPool($0)) },
    Rule("upsampleNearest 3", [2, 3, 2, 2]) { square(upsampleNearest($0, by: 3)) },
    Rule("resizeBilinear up", [1, 3, 4, 2]) { square(resizeBilinear($0, height: 7, width: 5)) },
    Rule("resizeBilinear down", [2, 7, 5, 1]) { square(resizeBilinear($0, height: 3, width: 2)) },
    Rule("paddedByReflection", [1, 4, 3, 2]) { square($0.paddedByReflection(2)) },
    Rule("blur, reflected", [1, 4, 5, 2]) { square(blur($0)) },
    Rule("blur of four taps, reflected", [1, 5, 4, 2]) { square(blur($0, taps: [1, 3, 3, 1])) },
    Rule("blur, zeros", [2, 3, 4, 1]) { square(blur($0, taps: [1, 2, 3], edges: .zero)) },
    Rule("upFirDown", [1, 3, 4, 2]) { square(upFirDown($0, taps: [1, -2, 3, 0.5, 4], up: 3, down: 2, padding: (2, 3))) },
    Rule("upFirDown, cut off", [1, 5, 6, 2]) { square(upFirDown($0, taps: [1, 2], padding: (-1, -2))) },
    Rule("upsampleFiltered", [1, 3, 4, 2]) { square(upsampleFiltered($0)) },
    Rule("downsampleFiltered", [2, 4, 6, 1]) { square(downsampleFiltered($0)) },
    Rule("pixelShuffle", [2, 3, 2, 8]) { square(pixelShuffle($0, by: 2)) },
    Rule("pixelUnshuffle", [2, 3, 6, 2]) { square(pixelUnshuffle($0, by: 3)) },
  ]

  @Test("agrees with central differences", arguments: rules)
  func firstOrder(rule: Rule) { #expect(GradientCheck.error(at: rule.point, of: rule.function) < GradientCheck.tolerance) }

  @Test("agrees with central differences of the gradient in the second order", arguments: rules)
  func secondOrder(rule: Rule) { #expect(GradientCheck.secondOrderError(at: rule.point, of: rule.function) < GradientCheck.tolerance) }

  @Test(
    "pools are the mean and the maximum of their windows",
    arguments: [[2, 2, 0], [3, 2, 1], [3, 1, 0], [2, 3, 1], [4, 2, 3], [1, 2, 0]], [[2, 7, 5, 3], [1, 4, 8, 17]])
  func pools(window: [Int], shape: [Int]) {
    let (kernel, stride, padding) = (window[0], window[1], window[2])
    let x = images(shape)
    let lengths = [1, 2].map { (shape[$0] + 2 * padding - kernel) / stride + 1 }
    let result = [shape[0], lengths[0], lengths[1], shape[3]]
    func places(_ i: Int, _ j: Int) -> [(Int, Int)] {
      (0..<kernel * kernel).map { (i * stride - padding + $0 / kernel, j * stride - padding + $0 % kernel) }
    }
    let (zeros, lowest) = (reader(x), reader(x, outside: -.infinity))
    let mean = tensor(result) { n, i, j, c in places(i, j).reduce(0) { $0 + zeros(n, $1.0, $1.1, c) } / Double(kernel * kernel) }
    let inner = tensor(result) { n, i, j, c in
      let inside = places(i, j).map { lowest(n, $0.0, $0.1, c) }.filter(\.isFinite)
      return inside.reduce(0, +) / Double(inside.count)
    }
    let largest = tensor(result) { n, i, j, c in places(i, j).map { lowest(n, $0.0, $0.1, c) }.max()! }
    #expect(averagePool2d(x, kernel: kernel, stride: stride, padding: padding).isClose(to: mean))
    #expect(averagePool2d(x, kernel: kernel, stride: stride, padding: padding, countsPadding: false).isClose(to: inner))
    #expect(maxPool2d(x, kernel: kernel, stride: stride, padding: padding) == largest)
    #expect(maxPool2d(x.converted(to: .float), kernel: kernel, stride: stride, padding: padding).isClose(to: largest, within: 1e-6))
    #expect(averagePool2d(x.converted(to: .float), kernel: kernel, stride: stride, padding: padding).isClose(to: mean, within: 1e-6))
  }

  @Test("the gradient of a maximum goes to the first of equals, and NaN is not hidden")
  func maximumEdges() {
    let x = Tensor(shape: [1, 2, 4, 1], doubles: [1, 1, 0, .nan, 1, 1, 7, 9])
    #expect(maxPool2d(x, kernel: 2).doubles[0] == 1 && maxPool2d(x, kernel: 2).doubles[1].isNaN)
    #expect(gradient(at: x) { maxPool2d($0, kernel: 2).sum() }.doubles == [1, 0, 0, 1, 0, 0, 0, 0])
  }

  @Test(
    "upFirDown is zeros between, zeros around, convolution, and every down-th number",
    arguments: [[1, 1, 0, 0], [2, 1, 2, 1], [1, 2, 1, 1], [3, 2, 2, 4], [2, 1, -1, 2]])
  func upFirDownDefinition(settings: [Int]) {
    let (up, down, before, after) = (settings[0], settings[1], settings[2], settings[3])
    let taps = [0.5, -1, 2, 3]
    let x = images([2, 4, 5, 3])
    let read = reader(x)
    func stuffed(_ n: Int, _ i: Int, _ j: Int, _ c: Int) -> Double {
      i >= 0 && j >= 0 && i % up == 0 && j % up == 0 ? read(n, i / up, j / up, c) : 0
    }
    let lengths = [1, 2].map { (x.shape[$0] * up + before + after - taps.count) / down + 1 }
    let expected = tensor([2, lengths[0], lengths[1], 3]) { n, i, j, c in
      var sum = 0.0
      for a in taps.indices {
        for b in taps.indices { sum += taps[3 - a] * taps[3 - b] * stuffed(n, i * down + a - before, j * down + b - before, c) }
      }
      return sum
    }
    #expect(upFirDown(x, taps: taps, up: up, down: down, padding: (before, after)).isClose(to: expected))
  }

  @Test("bilinear resampling of a row: the values between pixel centres, and the edges' own beyond")
  func bilinearHandValues() {
    let x = Tensor(shape: [1, 1, 2, 1], doubles: [0, 4], dtype: .double)
    #expect(resizeBilinear(x, height: 1, width: 4).doubles == [0, 1, 3, 4])
    let y = Tensor(shape: [1, 1, 5, 1], doubles: [0, 1, 2, 3, 4], dtype: .double)
    #expect(resizeBilinear(y, height: 1, width: 2).isClose(to: Tensor(shape: [1, 1, 2, 1], doubles: [0.75, 3.25], dtype: .double)))
    #expect(resizeBilinear(y, height: 3, width: 5).doubles == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4])
  }

  @Test("reflection mirrors at the outermost pixel and does not repeat it")
  func reflectionHandValues() {
    let x = tensor([1, 3, 3, 1]) { _, i, j, _ in Double(10 * i + j) }
    let row = { (i: Double) in [2, 1, 0, 1, 2, 1, 0].map { 10 * i + $0 } }
    #expect(x.paddedByReflection(2).doubles == [2, 1, 0, 1, 2, 1, 0].flatMap(row))
  }

  @Test(
    "a blur keeps constants, everywhere when edges are reflected and inside when they are zero",
    arguments: [[1, 2, 1], [1, 3, 3, 1], [1], [1, 4, 6, 4, 1]])
  func blurKeepsConstants(taps: [Double]) {
    let x = Tensor(repeating: 3, shape: [2, 6, 7, 3], dtype: .double)
    #expect(blur(x, taps: taps).isClose(to: x))
    let inside = blur(x, taps: taps, edges: .zero).sliced(axis: 1, 2..<4).sliced(axis: 2, 2..<5)
    #expect(inside.isClose(to: Tensor(repeating: 3, shape: [2, 2, 3, 3], dtype: .double)))
    #expect(blur(x, taps: taps, edges: .zero).shape == x.shape)
  }

  @Test("an impulse blurred is the outer product of the taps")
  func impulse() {
    let x = tensor([1, 3, 3, 1]) { _, i, j, _ in i == 1 && j == 1 ? 16 : 0 }
    #expect(blur(x, edges: .zero).doubles == [1, 2, 1, 2, 4, 2, 1, 2, 1])
  }

  @Test("filtered upsampling keeps constants inside, and downsampling behind it gives the size back")
  func filteredUpAndDown() {
    let x = Tensor(ones: [1, 6, 8, 2], dtype: .double)
    let large = upsampleFiltered(x)
    #expect(large.shape == [1, 12, 16, 2])
    #expect(large.sliced(axis: 1, 2..<10).sliced(axis: 2, 2..<14).isClose(to: Tensor(ones: [1, 8, 12, 2], dtype: .double)))
    #expect(downsampleFiltered(large).shape == x.shape)
    // Between two pixels a and b, [1, 3, 3, 1] puts (3a + b) / 4 and (a + 3b) / 4.
    let row = Tensor(shape: [1, 1, 2, 1], doubles: [8, 0], dtype: .double)
    let line = upsampleFiltered(upsampleNearest(row, by: 1), taps: [1, 3, 3, 1])
    #expect(line.sliced(axis: 1, 0..<1).doubles.map { $0 / 0.75 } == [6, 6, 2, 0])
  }

  @Test("average pooling takes nearest upsampling back, and global pools are pools of everything", arguments: [1, 2, 3])
  func identities(factor: Int) {
    let x = images([2, 3, 4, 5])
    let large = upsampleNearest(x, by: factor)
    #expect(averagePool2d(large, kernel: factor).isClose(to: x))
    #expect(maxPool2d(large, kernel: factor) == x)
    let square = images([2, 4, 4, 3])
    #expect(globalAveragePool(square).isClose(to: averagePool2d(square, kernel: 4).reshaped(to: [2, 3])))
    #expect(globalMaxPool(square) == maxPool2d(square, kernel: 4).reshaped(to: [2, 3]))
    #expect(globalSumPool(square).isClose(to: globalAveragePool(square) * 16))
  }

  @Test("pixelShuffle moves channels as its formula says, and pixelUnshuffle moves them back", arguments: [1, 2, 3])
  func shuffle(factor: Int) {
    let x = images([2, 3, 4, factor * factor * 2])
    let read = reader(x)
    let expected = tensor([2, 3 * factor, 4 * factor, 2]) { n, i, j, c in
      read(n, i / factor, j / factor, (i % factor * factor + j % factor) * 2 + c)
    }
    #expect(pixelShuffle(x, by: factor) == expected)
    #expect(pixelUnshuffle(expected, by: factor) == x)
  }

  @Test("one thread and three give the same bits, for images large enough to be cut")
  func threads() async {
    await #expect(processExitsWith: .success) {
      func numbers(_ threads: Int) -> [Tensor] {
        EngineThreads.count = threads
        let x = withSeed(1) { normal(6, 33, 35, 24) }
        let slope = gradient(at: x) { square(maxPool2d($0, kernel: 3, stride: 2, padding: 1)).sum() + square(upsampleFiltered($0)).sum() }
        return [slope, blur(x), averagePool2d(x, kernel: 2), resizeBilinear(x, height: 50, width: 20)]
      }
      let (one, three) = (numbers(1), numbers(3))
      precondition(one == three)
    }
  }
}
