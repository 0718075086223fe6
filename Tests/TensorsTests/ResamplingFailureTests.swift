import Foundation
import Tensors
import Testing

private typealias Misuse = FailureTests.Misuse

@Suite("Messages of refused resampling and pooling")
struct ResamplingFailureTests {
  static let misuses: [FailureTests.Misuse] = [
    Misuse(message: "averagePool2d: the input has shape [2, 3]; images are [batch, height, width, channels]") {
      _ = averagePool2d(Tensor(zeros: [2, 3]), kernel: 2)
    },
    Misuse(message: "maxPool2d: images of shape [1, 2, 5, 3] with a padding of 0 do not hold a window of 3 x 3") {
      _ = maxPool2d(Tensor(zeros: [1, 2, 5, 3]), kernel: 3)
    },
    Misuse(message: "maxPool2d: a padding of 2 with a kernel of 2; windows may not lie in the padding alone") {
      _ = maxPool2d(Tensor(zeros: [1, 4, 4, 3]), kernel: 2, padding: 2)
    },
    Misuse(message: "globalMaxPool: the input has shape [2, 3]; [batch, ..., channels] with at least three axes is needed") {
      _ = globalMaxPool(Tensor(zeros: [2, 3]))
    },
    Misuse(message: "blur: the taps [1.0, -1.0] have the sum 0 and cannot be scaled") {
      _ = blur(Tensor(zeros: [1, 4, 4, 1]), taps: [1, -1])
    },
    Misuse(message: "blur: 5 taps reach 2 pixels beyond images of shape [1, 2, 4, 1]; reflected edges need larger images") {
      _ = blur(Tensor(zeros: [1, 2, 4, 1]), taps: [1, 1, 1, 1, 1])
    },
    Misuse(message: "padded: a mirrored border of 3 and 3 needs an axis of more numbers, and axis 1 of [1, 3, 4, 1] has 3") {
      _ = Tensor(zeros: [1, 3, 4, 1]).paddedByReflection(3)
    },
    Misuse(message: "upFirDown: 4 taps on an axis of [1, 2, 2, 1] that has 3 numbers when it is padded") {
      _ = upFirDown(Tensor(zeros: [1, 2, 2, 1]), taps: [1, 3, 3, 1], padding: (1, 0))
    },
    Misuse(message: "pixelShuffle: the 6 channels of [1, 2, 2, 6] do not divide by 2 * 2") {
      _ = pixelShuffle(Tensor(zeros: [1, 2, 2, 6]), by: 2)
    },
    Misuse(message: "pixelUnshuffle: height and width of [1, 3, 2, 1] do not divide by 2") {
      _ = pixelUnshuffle(Tensor(zeros: [1, 3, 2, 1]), by: 2)
    },
    Misuse(message: "resizeBilinear: from [1, 3, 2, 1] to a height of 0 and a width of 2; each must be at least 1") {
      _ = resizeBilinear(Tensor(zeros: [1, 3, 2, 1]), height: 0, width: 2)
    },
    Misuse(message: "upsampleNearest: the factor 0 is not positive") { _ = upsampleNearest(Tensor(zeros: [1, 3, 2, 1]), by: 0) },
  ]

  @Test("misuse names the operation, the shapes and the rule", arguments: misuses.indices)
  func message(index: Int) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [index] in
      engineFailureHandler = { FileHandle.standardError.write(Data("refused: \($0)\n".utf8)) }
      ResamplingFailureTests.misuses[index].run()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("refused: \(ResamplingFailureTests.misuses[index].message)\n"), "\(text)")
  }
}
