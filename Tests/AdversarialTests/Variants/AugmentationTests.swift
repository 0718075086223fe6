import Adversarial
import Tensors
import Testing

@Suite("Differentiable augmentations")
struct AugmentationTests {
  private let none = DifferentiableAugmentation(brightness: 0, saturation: 0, contrast: 0, translation: 0, cutout: 0)
  private var images: Tensor { withSeed(1) { normal(64, 6, 8, 3) } }

  /// An augmentation with one change only.
  private func only(_ change: (inout DifferentiableAugmentation) -> Void) -> DifferentiableAugmentation {
    var augmentation = none
    change(&augmentation)
    return augmentation
  }

  @Test("sizes of 0 change nothing and draw no random numbers")
  func nothing() {
    let before = randomGenerator
    #expect(none(images) == images && randomGenerator == before)
  }

  @Test("brightness adds one number to each image, uniform in -1/2...1/2")
  func brightness() {
    let offsets = withSeed(2) { only { $0.brightness = 0.5 }(images) } - images
    let own = offsets.reshaped(to: [64, -1])
    #expect(own.variance(axis: 1).max().scalar < 1e-10)
    #expect(own.mean(axis: 1).max().scalar > 0.35 && own.mean(axis: 1).min().scalar < -0.35 && own.doubles.allSatisfy { abs($0) < 0.501 })
  }

  @Test("saturation keeps a pixel's mean over channels, contrast an image's mean; both scale what differs by one factor")
  func colours() {
    let saturated = withSeed(3) { only { $0.saturation = 1 }(images) }
    #expect(saturated.mean(axis: 3).agrees(with: images.mean(axis: 3), within: 1e-5))
    let factors =
      ((saturated.sliced(axis: 3, 0..<1) - saturated.sliced(axis: 3, 1..<2))
      / (images.sliced(axis: 3, 0..<1) - images.sliced(axis: 3, 1..<2)))
      .reshaped(to: [64, 48])
    #expect(factors.max(axis: 1).agrees(with: -(-factors).max(axis: 1), within: 1e-2))
    #expect(factors.max().scalar < 2.01 && factors.max().scalar > 1.5 && factors.min().scalar > -0.01 && factors.min().scalar < 0.5)
    let contrasted = withSeed(4) { only { $0.contrast = 0.5 }(images) }
    #expect(contrasted.mean(axes: [1, 2, 3]).agrees(with: images.mean(axes: [1, 2, 3]), within: 1e-5))
    let ratios = sqrt(contrasted.reshaped(to: [64, -1]).variance(axis: 1) / images.reshaped(to: [64, -1]).variance(axis: 1))
    #expect(ratios.min().scalar > 0.499 && ratios.max().scalar < 1.501 && ratios.max().scalar - ratios.min().scalar > 0.8)
  }

  @Test("translation moves whole pixels, each image by its own offset, and zeros move in")
  func translation() {
    let image = Tensor(shape: [1, 2, 3, 1], values: [1, 2, 3, 4, 5, 6])
    let both = concatenate([image, image])
    #expect(translated(both, down: [1, 0], right: [0, -1]) == Tensor(shape: [2, 2, 3, 1], values: [0, 0, 0, 1, 2, 3, 2, 3, 0, 5, 6, 0]))
    #expect(translated(image, down: [-1], right: [1]) == Tensor(shape: [1, 2, 3, 1], values: [0, 4, 5, 0, 0, 0]))
    #expect(
      translated(image, down: [2], right: [0]) == Tensor(zeros: [1, 2, 3, 1])
        && translated(image, down: [0], right: [-9]) == Tensor(zeros: [1, 2, 3, 1]))
    // Ones move: rows and columns of zeros count the offsets, which reach 1/8 of 8 and no further.
    let moved = withSeed(5) { only { $0.translation = 0.125 }(Tensor(ones: [500, 8, 8, 1])) }
    let kept = moved.sum(axes: [1, 2, 3]).doubles
    #expect(Set(kept) == [49, 56, 64])
    #expect(abs(Double(kept.count { $0 == 64 }) / 500 - 1.0 / 9) < 0.05)
  }

  @Test("moving back is the transpose of moving: <T x, y> = <x, Tᵀ y>, which is its gradient")
  func transpose() {
    let (x, y) = (GradientAgreement.numbers([2, 3, 4, 2]), GradientAgreement.numbers([2, 3, 4, 2], scale: 0.7) + 0.2)
    let slope = gradient(at: x) { (translated($0, down: [1, -2], right: [-1, 3]) * y).sum() }
    #expect(slope == translated(y, down: [-1, 2], right: [1, -3]))
  }

  @Test("cutout zeroes one square of half the extent, cut off where it hangs over the edge")
  func cutout() {
    let cut = withSeed(6) { only { $0.cutout = 0.5 }(Tensor(ones: [400, 8, 8, 2])) }
    let gone = cut.reshaped(to: [400, 8, 8, 2]).sum(axes: [1, 2, 3]).doubles.map { (128 - $0) / 2 }
    #expect(gone.max() == 16 && gone.min()! >= 4 && Set(gone).count > 3)
    #expect(cut.values.allSatisfy { $0 == 0 || $0 == 1 })
    // Every pixel is cut out in some image.
    #expect(cut.sum(axis: 0).max().scalar < 400)
  }

  @Test("the gradient of all changes together is that of central differences, in two orders")
  func gradients() {
    let augmentation = DifferentiableAugmentation(translation: 0.4)
    let x = GradientAgreement.numbers([2, 4, 3, 2])
    let function = { (x: Tensor) -> Tensor in withSeed(7) { tanh(augmentation(x)).sum() } }
    #expect(GradientAgreement.firstOrder(at: x, of: function) < GradientAgreement.tolerance)
    #expect(GradientAgreement.secondOrder(at: x, of: function) < GradientAgreement.tolerance)
  }

  @Test("the same seed gives the same changes, and each call others")
  func reproducible() {
    let augmentation = DifferentiableAugmentation()
    let x = images
    let (first, second, again) = withSeed(8) { (augmentation(x), augmentation(x), withSeed(8) { augmentation(x) }) }
    #expect(first == again && first != second)
  }
}
