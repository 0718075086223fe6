import Tensors
import Testing

@Suite("Convolutions of enlarged images")
struct UpsampledConvolutionTests {
  @Test(
    "are the enlargement and the convolution one after the other, in value, first and second order",
    arguments: [(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2), (4, 1), (5, 2)])
  func agreement(kernel: Int, padding: Int) {
    let x = GradientCheck.numbers([2, 3, 4, 2])
    let filter = GradientCheck.numbers([kernel, kernel, 2, 3], from: -1.1, to: 1.3)
    let bias = GradientCheck.numbers([3])
    func fused(_ x: Tensor, _ filter: Tensor) -> Tensor { upsampledConv2d(x, filter, bias: bias, padding: padding) }
    func apart(_ x: Tensor, _ filter: Tensor) -> Tensor { conv2d(upsampleNearest(x), filter, bias: bias, padding: padding) }
    #expect(fused(x, filter).isClose(to: apart(x, filter), within: 1e-12))
    func orders(_ function: (Tensor, Tensor) -> Tensor) -> [Tensor] {
      let first = gradient(at: [x, filter]) { square(function($0[0], $0[1])).sum() }
      return first
        + gradient(at: [x, filter]) { arguments in
          square(gradient(at: arguments[0]) { square(function($0, arguments[1])).sum() }).mean()
        }
    }
    for (ours, expected) in zip(orders(fused), orders(apart)) { #expect(ours.isClose(to: expected, within: 1e-9)) }
  }

  @Test("do so in sizes of real layers and single precision")
  func realSizes() {
    let (x, filter) = withSeed(3) { (normal(16, 4, 4, 64), normal(3, 3, 64, 32)) }
    let expected = conv2d(upsampleNearest(x).converted(to: .double), filter.converted(to: .double), padding: 1)
    #expect(upsampledConv2d(x, filter, padding: 1).converted(to: .double).isClose(to: expected, within: 1e-4))
  }
}
