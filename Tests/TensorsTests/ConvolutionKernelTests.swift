import Tensors
import Testing

/// The kernels with fewer multiplications and the one for few channels: sizes at which they are taken, against the sums of the definition.
@Suite("Kernels of convolutions")
struct ConvolutionKernelTests {
  /// Even and odd sizes, paddings from none to more than the filter needs, pixels that no filter sees, one and several vectors of channels.
  static let minimal: [ConvolutionCase] = [
    ConvolutionCase(image: [4, 8, 8, 16], outputs: 16, padding: 1),
    ConvolutionCase(image: [5, 7, 7, 16], outputs: 32, padding: 1),
    ConvolutionCase(image: [4, 10, 9, 32], outputs: 16, padding: 0),
    ConvolutionCase(image: [9, 5, 6, 16], outputs: 16, padding: 2),
    ConvolutionCase(image: [8, 5, 4, 16], outputs: 16, padding: 3),
    ConvolutionCase(image: [4, 16, 16, 16], kernel: [4, 4], outputs: 16, stride: 2, padding: 1),
    ConvolutionCase(image: [5, 14, 14, 16], kernel: [4, 4], outputs: 32, stride: 2, padding: 1),
    ConvolutionCase(image: [5, 18, 17, 32], kernel: [4, 4], outputs: 16, stride: 2, padding: 0),
    ConvolutionCase(image: [4, 13, 14, 16], kernel: [4, 4], outputs: 16, stride: 2, padding: 3),
    ConvolutionCase(image: [30, 4, 6, 16], kernel: [4, 4], outputs: 16, stride: 2, padding: 2),
  ]
  static let mirrored: [ConvolutionCase] = [
    ConvolutionCase(image: [2, 6, 5, 16], outputs: 3, padding: 1),
    ConvolutionCase(image: [2, 5, 6, 9], outputs: 4, padding: 0),
    ConvolutionCase(image: [2, 7, 7, 8], kernel: [2, 3], outputs: 2, padding: 2, dilation: 2),
    ConvolutionCase(image: [1, 4, 4, 8], outputs: 1, padding: 4),
  ]

  @Test("the cases here are of the kernels that they are meant for, and their neighbours are not")
  func choices() {
    func kernel(_ setting: ConvolutionCase) -> ConvolutionKernel {
      .chosen(
        image: setting.image, filter: setting.filterShape, stride: setting.stride, padding: setting.padding, dilation: setting.dilation,
        groups: setting.groups)
    }
    for setting in Self.minimal { #expect(kernel(setting) == .minimal, "\(setting.testDescription)") }
    for setting in Self.mirrored { #expect(kernel(setting) == .mirrored, "\(setting.testDescription)") }
    var other = Self.minimal[0]
    other.image[3] = 17
    #expect(kernel(other) == .patches)
    other = Self.minimal[0]
    other.dilation = 2
    #expect(kernel(other) == .patches)
    other = Self.mirrored[0]
    other.stride = 2
    #expect(kernel(other) == .patches)
  }

  @Test("in double precision values and both gradients are the sums of the definition", arguments: minimal + mirrored)
  func definition(setting: ConvolutionCase) {
    let (x, filter, bias) = withSeed(7) { (doubles(setting.image), doubles(setting.filterShape), doubles([setting.outputs])) }
    let exact = setting.definition(x, filter)
    #expect(setting.convolve(x, filter).isClose(to: exact, within: 1e-11))
    #expect(setting.convolve(x, filter, bias: bias).isClose(to: exact + bias, within: 1e-11))
    let slope = withSeed(8) { doubles(exact.shape) }
    let gradients = gradient(at: [x, filter]) { (setting.convolve($0[0], $0[1]) * slope).sum() }
    // The convolution is linear: the gradient at a number is the weighted sum of what a one in its place alone gives.
    for place in places(x.count, setting) {
      let alone = setting.definition(one(at: place, of: x.shape), filter)
      #expect(abs(gradients[0].doubles[place] - (alone * slope).sum().scalar) < 1e-10, "image \(place)")
    }
    for place in places(filter.count, setting) {
      let alone = setting.definition(x, one(at: place, of: filter.shape))
      #expect(abs(gradients[1].doubles[place] - (alone * slope).sum().scalar) < 1e-9, "filter \(place)")
    }
  }

  /// The direct kernel is reached with one more channel, of zeros, which changes no sum. Measured, the root mean square error of the minimal kernels is
  /// 0.7 to 1.3 times the direct one's with a kernel of 3, and 1.2 to 2.0 times with a kernel of 4.
  @Test("in single precision the errors are at most three times those of the direct kernel", arguments: minimal)
  func singlePrecision(setting: ConvolutionCase) {
    let (x, filter) = withSeed(9) { (normal(shape: setting.image), normal(shape: setting.filterShape)) }
    let exact = setting.convolve(x.converted(to: .double), filter.converted(to: .double))
    func error(_ x: Tensor, _ filter: Tensor) -> Double {
      sqrt(square(setting.convolve(x, filter).converted(to: .double) - exact).mean()).scalar
    }
    var (wider, taller) = (setting.image, setting.filterShape)
    (wider[3], taller[2]) = (1, 1)
    let direct = error(concatenate([x, Tensor(zeros: wider)], axis: 3), concatenate([filter, Tensor(zeros: taller)], axis: 2))
    #expect(direct > 0 && error(x, filter) < 3 * direct)
  }

  @Test("second orders agree with those of the definition's parts", arguments: [minimal[0], minimal[5], minimal[6], mirrored[0]])
  func secondOrder(setting: ConvolutionCase) {
    let (x, filter) = withSeed(10) { (doubles(setting.image), doubles(setting.filterShape)) }
    // The gradient in x of the square of the filter's gradient: it passes through each of the three kernels and their rules.
    func penalty(_ x: Tensor, _ convolve: (Tensor, Tensor) -> Tensor) -> Tensor {
      square(gradient(at: filter) { square(convolve(x, $0)).sum() }).mean()
    }
    let direction = withSeed(11) { doubles(setting.image) }
    let slope = (gradient(at: x) { penalty($0) { setting.convolve($0, $1) } } * direction).sum().scalar
    let step = 1e-5
    let forward = penalty(x + direction * step) { setting.convolve($0, $1) }.scalar
    let backward = penalty(x - direction * step) { setting.convolve($0, $1) }.scalar
    #expect(abs(slope - (forward - backward) / (2 * step)) < 1e-5 * abs(slope))
  }

  @Test("one, two and four threads give the same bits", arguments: [minimal[1], minimal[6], mirrored[0]])
  func threads(setting: ConvolutionCase) {
    var setting = setting
    setting.image[0] = 40
    let before = EngineThreads.count
    defer { EngineThreads.count = before }
    func results() -> [Tensor] {
      withSeed(12) {
        let (x, filter) = (normal(shape: setting.image), normal(shape: setting.filterShape))
        return [setting.convolve(x, filter)] + gradient(at: [x, filter]) { square(setting.convolve($0[0], $0[1])).sum() }
      }
    }
    EngineThreads.count = 1
    let alone = results()
    for count in [2, 4] {
      EngineThreads.count = count
      #expect(results() == alone, "\(count) threads")
    }
  }

  @Test("an infinite pixel does not reach results that do not see it", arguments: [minimal[0], minimal[5]])
  func infinity(setting: ConvolutionCase) {
    let filter = withSeed(13) { normal(shape: setting.filterShape) }
    var numbers = withSeed(14) { normal(shape: setting.image) }.doubles
    // Pixel (3, 3) of the first image, in its first channel.
    numbers[(3 * setting.image[2] + 3) * setting.image[3]] = .infinity
    let result = setting.convolve(Tensor(shape: setting.image, doubles: numbers), filter)
    let sees = (0..<result.shape[1]).filter { place in
      let distance = 3 + setting.padding - place * setting.stride
      return distance >= 0 && distance < setting.kernel[0]
    }
    for i in 0..<result.shape[1] {
      for j in 0..<result.shape[2] where !(sees.contains(i) && sees.contains(j)) { #expect(result[0, i, j].isFinite, "(\(i), \(j))") }
    }
  }

  private func doubles(_ shape: [Int]) -> Tensor { normal(shape: shape).converted(to: .double) }

  private func one(at place: Int, of shape: [Int]) -> Tensor {
    var numbers = [Double](repeating: 0, count: shape.reduce(1, *))
    numbers[place] = 1
    return Tensor(shape: shape, doubles: numbers, dtype: .double)
  }

  /// The first, the last, and some between.
  private func places(_ count: Int, _ setting: ConvolutionCase) -> [Int] { [0, count - 1] + (1...4).map { $0 * 7_919 % count } }
}
