import Tensors
import Testing

@Suite("Functions along axes")
struct ReductionTests {
  /// Shapes and axes that take each way through the sums: rows, columns, narrow columns, many runs, parts for several threads.
  static let cases: [([Int], [Int])] = [
    ([7], [0]), ([3, 5], [0]), ([3, 5], [1]), ([3, 5], [0, 1]), ([4, 3, 5], [1]), ([4, 3, 5], [0, 2]), ([4, 3, 5, 2], [0, 2]),
    ([4, 3, 5, 2], [1, 3]),
    ([70_001], [0]), ([90_000, 3], [0]), ([90_000, 3], [1]), ([3_000, 40], [0]), ([30, 50, 70], [0, 2]), ([30, 50, 70], [1]),
    ([20, 10, 30, 17], [1, 2]),
    ([1, 5, 1], [0]), ([2, 0, 3], [1]), ([0, 3], [0]), ([5, 1], [1]),
  ]

  @Test("sums, largest and smallest numbers are those that index arithmetic gives", arguments: cases)
  func againstDefinition(shape: [Int], axes: [Int]) {
    let x = GradientCheck.numbers(shape)
    let kept = shape.enumerated().map { axes.contains($0.offset) ? 1 : $0.element }
    var sums = [Double](repeating: 0, count: kept.reduce(1, *))
    var largest = sums.map { _ in -Double.infinity }, smallest = sums.map { _ in Double.infinity }
    for (flat, value) in x.doubles.enumerated() {
      var (rest, place, stride) = (flat, 0, 1)
      for axis in shape.indices.reversed() {
        if kept[axis] == shape[axis] { place += rest % shape[axis] * stride }
        stride *= kept[axis]
        rest /= shape[axis]
      }
      sums[place] += value
      largest[place] = max(largest[place], value)
      smallest[place] = min(smallest[place], value)
    }
    let sum = x.sum(axes: axes, keepingAxes: true)
    #expect(sum.shape == kept && sum.isClose(to: Tensor(shape: kept, doubles: sums, dtype: .double)))
    #expect(
      x.converted(to: .float).sum(axes: axes, keepingAxes: true).isClose(
        to: Tensor(shape: kept, doubles: sums, dtype: .double), within: 1e-2))
    #expect(x.sum(axes: axes).shape == shape.indices.filter { !axes.contains($0) }.map { shape[$0] })
    guard x.count > 0 else { return }
    #expect(x.max(axes: axes, keepingAxes: true).doubles == largest && x.min(axes: axes, keepingAxes: true).doubles == smallest)
  }

  @Test("argmax and argmin give the first of equal numbers, and NaN counts as found")
  func places() {
    let x = Tensor([[1, 7, 7], [9, 2, 3]])
    #expect(x.argmax() == 3 && x.argmin() == 0 && x.argmin(axis: 1) == [0, 1] && x.argmax(axes: [0, 1]) == [3])
    #expect(Tensor(shape: [2, 1, 2], doubles: [1, 5, 7, 2]).argmax(axes: [0, 2]) == [2])
    #expect(Tensor([1, .nan, 3, .nan]).argmax() == 1 && Tensor([1, .nan, 3]).argmin() == 1 && Tensor([1, .nan, 3]).max().scalar.isNaN)
    var long = [Double](repeating: 2, count: 50)
    long[37] = 1
    long[41] = 1
    #expect(Tensor(long).argmin() == 37 && Tensor(long).argmax() == 0)
    long[48] = .nan
    #expect(Tensor(long).max().scalar.isNaN && Tensor(long).argmax() == 48)
  }

  @Test("the gradient of the largest number goes to the first of equals, over one axis and over several")
  func gradientOfEquals() {
    #expect(gradient(at: Tensor([[2, 2], [1, 2]])) { $0.max() } == Tensor([[1, 0], [0, 0]]))
    #expect(gradient(at: Tensor([[2, 2], [1, 2]])) { $0.max(axis: 0).sum() } == Tensor([[1, 1], [0, 0]]))
    #expect(gradient(at: Tensor([1, 0, 0])) { $0.min() } == Tensor([0, 1, 0]))
  }

  @Test("variance and deviation over axes are those of the numbers there")
  func moments() {
    let x = Tensor([[1, 3], [5, 7]], dtype: .double)
    #expect(x.variance().scalar == 5 && x.variance(axis: 0).doubles == [4, 4] && x.variance(axes: [1], keepingAxes: true).shape == [2, 1])
    #expect(x.standardDeviation(axis: 1).doubles == [1, 1] && abs(x.standardDeviation(epsilon: 4).scalar - 3) < 1e-12)
  }

  @Test("short lines, sixteen at a time, give what each gives alone, with their infinities", arguments: [1, 3, 16, 40, 64, 65])
  func shortLines(length: Int) {
    var numbers = withSeed(3) { normal(37, length) }.doubles
    numbers[0] = .infinity
    numbers[2 * length] = -.infinity
    numbers[37 * length - 1] = 80
    let x = Tensor(shape: [37, length], doubles: numbers)
    for line in [0, 1, 2, 15, 16, 35, 36] {
      let alone = x[line].converted(to: .double)
      #expect(softmax(x, axis: 1)[line].isClose(to: softmax(alone, axis: 0).converted(to: .float), within: 1e-6))
      #expect(
        line == 0 || line == 2 || logSumExp(x, axis: 1)[line].isClose(to: logSumExp(alone, axis: 0).converted(to: .float), within: 1e-6))
      #expect(
        line == 0 || line == 2 || logSoftmax(x, axis: 1)[line].isClose(to: logSoftmax(alone, axis: 0).converted(to: .float), within: 1e-5))
    }
    #expect(logSumExp(x, axis: 1)[0].scalar == .infinity)
  }

  @Test("softmax, its logarithm and logSumExp have the values written by hand, over any axes")
  func softmaxValues() {
    let x = Tensor([[0, 1], [2, 3]], dtype: .double)
    // exp(0) + exp(1) + exp(2) + exp(3) = 31.192874...
    #expect(abs(logSumExp(x, axes: [0, 1]).scalar - 3.440_189_698_561_195) < 1e-12)
    let row = [0.268_941_421_369_995, 0.731_058_578_630_005]
    #expect(softmax(x, axis: 1).isClose(to: Tensor([row, row], dtype: .double)))
    #expect(softmax(x, axes: [0, 1]).sum().scalar.isEqual(to: 1, within: 1e-12))
    #expect(exp(logSoftmax(x, axis: 0)).isClose(to: softmax(x, axis: 0)))
    #expect(softmax(x, axes: [0, 1]).reshaped(to: [4]).isClose(to: softmax(x.reshaped(to: [4]), axis: 0)))
    let wide = GradientCheck.numbers([3, 4, 5]), narrow = wide.converted(to: .float)
    for axes in [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]] {
      #expect(softmax(narrow, axes: axes).isClose(to: softmax(wide, axes: axes), within: 1e-6))
      #expect(softmax(wide, axes: axes).isClose(to: exp(wide) / exp(wide).sum(axes: axes, keepingAxes: true)))
      #expect(logSumExp(wide, axes: axes).isClose(to: log(exp(wide).sum(axes: axes))))
    }
  }

  @Test("products of many matrices are the products of each, their leading axes stretched")
  func batchedProducts() {
    let a = GradientCheck.numbers([3, 1, 5, 4]), b = GradientCheck.numbers([2, 4, 6], from: -1)
    let product = matmul(a, b)
    #expect(product.shape == [3, 2, 5, 6])
    for i in 0..<3 { for j in 0..<2 { #expect(product[i, j].isClose(to: matmul(a[i, 0], b[j]))) } }
    #expect(matmul(a.transposed(-1, -2), transposed: true, b.transposed(-1, -2), transposed: true).isClose(to: product))
    #expect(matmul(a, b[0]).isClose(to: product[0..., 0..<1]) && matmul(a[0, 0], b).isClose(to: product[0]))
    #expect(matmul(a.converted(to: .float), b.converted(to: .float)).isClose(to: product, within: 1e-5))
  }
}

extension Double {
  fileprivate func isEqual(to other: Double, within tolerance: Double) -> Bool { abs(self - other) < tolerance }
}
