import Tensors
import Testing

/// One setting of a convolution, and its definition written out as sums.
struct ConvolutionCase: Sendable, CustomTestStringConvertible {
  var image = [2, 5, 6, 2]
  var kernel = [3, 3]
  var outputs = 3
  var stride = 1
  var padding = 0
  var dilation = 1
  var groups = 1
  var testDescription: String {
    "image \(image) kernel \(kernel) outputs \(outputs) stride \(stride) padding \(padding) dilation \(dilation) groups \(groups)"
  }

  var filterShape: [Int] { kernel + [image[3] / groups, outputs] }
  var x: Tensor { GradientCheck.numbers(image) }
  var filter: Tensor { GradientCheck.numbers(filterShape, from: -1.1, to: 1.3) }
  var bias: Tensor { GradientCheck.numbers([outputs]) }

  func convolve(_ x: Tensor, _ filter: Tensor, bias: Tensor? = nil) -> Tensor {
    conv2d(x, filter, bias: bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
  }

  /// The sum of the docstring, number by number.
  func definition(_ x: Tensor, _ filter: Tensor) -> Tensor {
    let (height, width, channels) = (image[1], image[2], image[3])
    let rows = (height + 2 * padding - dilation * (kernel[0] - 1) - 1) / stride + 1
    let columns = (width + 2 * padding - dilation * (kernel[1] - 1) - 1) / stride + 1
    let (a, w) = (x.doubles, filter.doubles)
    let (inGroup, outGroup) = (channels / groups, outputs / groups)
    var result: [Double] = []
    for n in 0..<image[0] {
      for i in 0..<rows {
        for j in 0..<columns {
          for o in 0..<outputs {
            var sum = 0.0
            for u in 0..<kernel[0] {
              for v in 0..<kernel[1] {
                for c in 0..<inGroup {
                  let (y, z) = (i * stride + u * dilation - padding, j * stride + v * dilation - padding)
                  guard (0..<height).contains(y) && (0..<width).contains(z) else { continue }
                  let channel = o / outGroup * inGroup + c
                  sum += a[((n * height + y) * width + z) * channels + channel] * w[((u * kernel[1] + v) * inGroup + c) * outputs + o]
                }
              }
            }
            result.append(sum)
          }
        }
      }
    }
    return Tensor(shape: [image[0], rows, columns, outputs], doubles: result, dtype: .double)
  }
}

@Suite("Convolutions")
struct ConvolutionTests {
  static let cases: [ConvolutionCase] = [
    ConvolutionCase(),
    ConvolutionCase(padding: 1),
    ConvolutionCase(kernel: [1, 1], outputs: 5),
    ConvolutionCase(kernel: [1, 1], stride: 2),
    ConvolutionCase(image: [1, 7, 7, 1], kernel: [4, 4], outputs: 2, stride: 2, padding: 1),
    ConvolutionCase(image: [2, 6, 4, 3], kernel: [4, 4], outputs: 2, stride: 2, padding: 1),
    ConvolutionCase(kernel: [2, 3], stride: 2, padding: 1),
    ConvolutionCase(kernel: [3, 2], stride: 3, padding: 2),
    ConvolutionCase(kernel: [2, 2], padding: 1, dilation: 2),
    ConvolutionCase(kernel: [3, 3], stride: 2, padding: 2, dilation: 2),
    ConvolutionCase(image: [1, 9, 8, 2], kernel: [2, 2], stride: 2, padding: 1, dilation: 3),
    ConvolutionCase(image: [2, 4, 5, 4], outputs: 6, padding: 1, groups: 2),
    ConvolutionCase(image: [1, 4, 4, 3], outputs: 3, padding: 1, groups: 3),
    ConvolutionCase(image: [2, 5, 6, 4], kernel: [3, 2], outputs: 4, stride: 2, padding: 1, dilation: 2, groups: 4),
    ConvolutionCase(image: [2, 5, 4, 3], kernel: [2, 2], outputs: 6, stride: 2, groups: 3),
    ConvolutionCase(image: [1, 1, 1, 1], kernel: [1, 1], outputs: 1),
    ConvolutionCase(image: [1, 3, 3, 1], kernel: [5, 5], outputs: 1, padding: 1),
    ConvolutionCase(image: [2, 6, 7, 3], kernel: [4, 3], outputs: 2, stride: 2, padding: 3),
    ConvolutionCase(image: [2, 4, 4, 20], kernel: [2, 2], outputs: 3, stride: 2, padding: 1),
    ConvolutionCase(image: [3, 1, 9, 2], kernel: [1, 3], padding: 0),
  ]
  /// Sizes at which tiles, panels, blocks and shares have edges.
  static let large: [ConvolutionCase] = [
    ConvolutionCase(image: [9, 14, 13, 33], kernel: [3, 3], outputs: 40, padding: 1),
    ConvolutionCase(image: [5, 28, 28, 1], kernel: [4, 4], outputs: 32, stride: 2, padding: 1),
    ConvolutionCase(image: [4, 14, 14, 32], kernel: [4, 4], outputs: 64, stride: 2, padding: 1),
    ConvolutionCase(image: [2, 8, 8, 70], kernel: [5, 5], outputs: 17, padding: 2),
    ConvolutionCase(image: [3, 16, 16, 24], kernel: [1, 1], outputs: 3),
    ConvolutionCase(image: [3, 16, 16, 40], kernel: [3, 3], outputs: 40, padding: 1, groups: 40),
  ]

  @Test("a convolution is the sum that its definition says", arguments: cases)
  func definition(setting: ConvolutionCase) {
    #expect(setting.convolve(setting.x, setting.filter).isClose(to: setting.definition(setting.x, setting.filter)))
    let biased = setting.convolve(setting.x, setting.filter, bias: setting.bias)
    #expect(biased.isClose(to: setting.definition(setting.x, setting.filter) + setting.bias))
  }

  @Test("in single precision and in sizes of real layers it is the same sum, and so are both gradients", arguments: large)
  func largeSizes(setting: ConvolutionCase) {
    let (x, filter) = (normal(shape: setting.image), normal(shape: setting.filterShape))
    let (exactX, exactFilter) = (x.converted(to: .double), filter.converted(to: .double))
    let exact = setting.definition(exactX, exactFilter)
    #expect(setting.convolve(x, filter).isClose(to: exact, within: 1e-3))
    // The gradient of sum(y g) is the transpose: <y(h), g> = <h, dx> for every direction h, and likewise for the filter.
    let g = normal(shape: exact.shape)
    let slopes = gradient(at: [x, filter]) { (setting.convolve($0[0], $0[1]) * g).sum() }
    let (h, k) = (normal(shape: x.shape).converted(to: .double), normal(shape: filter.shape).converted(to: .double))
    let exactG = g.converted(to: .double)
    let alongImage = (setting.definition(h, exactFilter) * exactG).sum().scalar
    let alongFilter = (setting.definition(exactX, k) * exactG).sum().scalar
    let scale = Double(exact.count).squareRoot() * 10
    #expect(abs((slopes[0].converted(to: .double) * h).sum().scalar - alongImage) < 1e-3 * scale)
    #expect(abs((slopes[1].converted(to: .double) * k).sum().scalar - alongFilter) < 1e-3 * scale)
  }

  @Test("the transposed convolution is the gradient of the convolution, of the smallest size it can come from", arguments: cases)
  func transposed(setting: ConvolutionCase) {
    let y = setting.convolve(setting.x, setting.filter)
    let g = GradientCheck.numbers(y.shape, from: -0.9, to: 2)
    func room(_ axis: Int) -> Int { setting.image[axis] + 2 * setting.padding - setting.dilation * (setting.kernel[axis - 1] - 1) - 1 }
    guard room(1) % setting.stride == room(2) % setting.stride else { return }
    let slope = gradient(at: setting.x) { (setting.convolve($0, setting.filter) * g).sum() }
    let up = conv2dTransposed(
      g, setting.filter, stride: setting.stride, padding: setting.padding, outputPadding: room(1) % setting.stride,
      dilation: setting.dilation,
      groups: setting.groups)
    #expect(up.isClose(to: slope))
  }

  @Test("first and second order agree with central differences in image, filter and bias", arguments: cases)
  func gradients(setting: ConvolutionCase) {
    let (x, filter, bias) = (setting.x, setting.filter, setting.bias)
    check(at: x) { setting.convolve($0, filter, bias: bias) }
    check(at: filter) { setting.convolve(x, $0, bias: bias) }
    check(at: bias) { setting.convolve(x, filter, bias: $0) }
    check(at: filter) { setting.convolve(square(x) * $0.sum(), $0) }
  }

  @Test(
    "first and second order of the transposed convolution agree with central differences",
    arguments: [
      ConvolutionCase(image: [2, 3, 4, 3], kernel: [4, 4], outputs: 2, stride: 2, padding: 1),
      ConvolutionCase(image: [1, 3, 2, 2], kernel: [3, 3], outputs: 4, stride: 3, padding: 0, dilation: 2, groups: 2),
      ConvolutionCase(image: [2, 3, 3, 2], kernel: [5, 5], outputs: 1, stride: 1, padding: 2),
      ConvolutionCase(image: [1, 4, 4, 1], kernel: [2, 2], outputs: 3, stride: 3),
    ])
  func transposedGradients(setting: ConvolutionCase) {
    let x = setting.x
    let filter = GradientCheck.numbers(setting.kernel + [setting.outputs / setting.groups, setting.image[3]], from: -1.1, to: 1.3)
    let bias = setting.bias
    func up(_ x: Tensor, _ filter: Tensor, _ bias: Tensor) -> Tensor {
      conv2dTransposed(
        x, filter, bias: bias, stride: setting.stride, padding: setting.padding, dilation: setting.dilation, groups: setting.groups)
    }
    check(at: x) { up($0, filter, bias) }
    check(at: filter) { up(x, $0, bias) }
    check(at: bias) { up(x, filter, $0) }
  }

  @Test(
    "a fused activation is the activation behind the convolution, in every order",
    arguments: [
      FusedActivation.none, .leakyReLU(slope: 0.2), .hyperbolicTangent, .sigmoid,
    ])
  func fused(activation: FusedActivation) {
    let setting = ConvolutionCase(padding: 1)
    let filter = setting.filter
    check(at: setting.x) {
      conv2d($0, filter, bias: setting.bias, stride: (1, 1), padding: (1, 1), dilation: (1, 1), groups: 1, activation: activation)
    }
  }

  @Test("a sequence is convolved as an image of one line")
  func sequences() {
    let x = Tensor(shape: [1, 5, 1], doubles: [1, 2, 3, 4, 5], dtype: .double)
    let filter = Tensor(shape: [3, 1, 1], doubles: [1, 0, -1], dtype: .double)
    #expect(conv1d(x, filter) == Tensor(shape: [1, 3, 1], doubles: [-2, -2, -2], dtype: .double))
    #expect(conv1d(x, filter, padding: 1).doubles == [-2, -2, -2, -2, 4])
    #expect(conv1d(x, filter, stride: 2, padding: 1).doubles == [-2, -2, 4])
    check(at: GradientCheck.numbers([2, 5, 2])) { conv1d($0, GradientCheck.numbers([3, 2, 3]), stride: 2, padding: 2, dilation: 2) }
  }

  @Test("one thread and three give the same bits")
  func threads() {
    let before = EngineThreads.count
    defer { EngineThreads.count = before }
    func results() -> [Tensor] {
      withSeed(5) {
        let setting = ConvolutionCase(image: [16, 14, 14, 20], kernel: [4, 4], outputs: 24, stride: 2, padding: 1)
        let (x, filter) = (normal(shape: setting.image), normal(shape: setting.filterShape))
        return [setting.convolve(x, filter)] + gradient(at: [x, filter]) { square(setting.convolve($0[0], $0[1])).sum() }
      }
    }
    EngineThreads.count = 1
    let alone = results()
    EngineThreads.count = 3
    #expect(results() == alone)
  }

  private func check(at point: Tensor, _ function: (Tensor) -> Tensor, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(GradientCheck.error(at: point, of: function) < GradientCheck.tolerance, sourceLocation: sourceLocation)
    #expect(
      GradientCheck.secondOrderError(at: point) { square(function($0)) } < 10 * GradientCheck.tolerance, sourceLocation: sourceLocation)
  }
}
