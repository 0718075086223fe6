import Adversarial
import Tensors
import Testing

@Suite("Packs, pools and fades")
struct SampleArrangementTests {
  @Test("neighbours of the batch are packed side by side, in features and in channels")
  func packing() {
    let vectors = Tensor([[1, 2], [3, 4], [5, 6], [7, 8]])
    #expect(packed(vectors, degree: 2) == Tensor([[1, 2, 3, 4], [5, 6, 7, 8]]))
    #expect(packed(vectors, degree: 1) == vectors)
    // Images of 1x2 pixels with one channel: pixel (0, 0) of the pack shows both images' pixel (0, 0).
    let images = Tensor(shape: [2, 1, 2, 1], values: [1, 2, 3, 4])
    #expect(packed(images, degree: 2) == Tensor(shape: [1, 1, 2, 2], values: [1, 3, 2, 4]))
    let x = GradientAgreement.numbers([4, 2, 3, 2])
    let weights = GradientAgreement.numbers([2, 2, 3, 4])
    #expect(GradientAgreement.firstOrder(at: x) { (square(packed($0, degree: 2)) * weights).sum() } < GradientAgreement.tolerance)
  }

  @Test("a pack shows a collapse that single samples hide")
  func packingSeesCollapse() {
    // Real: -1 and 1 at random. A collapsed generator's single samples, one batch of -1 and one of 1, look the same; its packs do not.
    let real = withSeed(1) { Tensor(randomIndices(400, below: 2).map { Double($0 * 2 - 1) }).reshaped(to: [400, 1]) }
    let collapsed = Tensor((0..<400).map { $0 < 200 ? -1.0 : 1 }).reshaped(to: [400, 1])
    func agreement(_ x: Tensor) -> Double {
      let packs = packed(x, degree: 2)
      return (packs.sliced(axis: 1, 0..<1) * packs.sliced(axis: 1, 1..<2)).mean().scalar
    }
    #expect(abs(real.mean().scalar) < 0.15 && collapsed.mean().scalar == 0)
    #expect(abs(agreement(real)) < 0.2 && agreement(collapsed) == 1)
  }

  @Test("a pool gives images back until it is full, and then a fair share of old ones, each of which was once put in")
  func pool() {
    withSeed(6) {
      var pool = ImagePool(capacity: 50)
      func batch(_ step: Int) -> Tensor { Tensor((0..<10).map { Double(step * 10 + $0) }).reshaped(to: [10, 1, 1, 1]) }
      for step in 0..<5 { #expect(pool.exchange(batch(step)) == batch(step)) }
      #expect(pool.images.count == 50)
      var old = 0
      var shown: Set<Float> = []
      for step in 5..<505 {
        for (given, taken) in zip(batch(step).values, pool.exchange(batch(step)).values) where given != taken {
          old += 1
          #expect(taken < given && shown.insert(taken).inserted)
        }
      }
      #expect(pool.images.count == 50 && abs(Double(old) / 5_000 - 0.5) < 0.03)
      // Random places: an image stays for 100 images on average.
      #expect(pool.images.map(\.scalar).min()! > 5_050 - 1_500)
    }
  }

  @Test("a pool is a value: a copy with the same random numbers gives the same images, and the original keeps its own")
  func poolIsValue() {
    var pool = ImagePool(capacity: 3)
    _ = withSeed(1) { pool.exchange(Tensor([[1], [2], [3]])) }
    var copy = pool
    let first = withSeed(2) { pool.exchange(Tensor([[4], [5], [6], [7]])) }
    #expect(copy.images.map(\.scalar) == [1, 2, 3])
    #expect(withSeed(2) { copy.exchange(Tensor([[4], [5], [6], [7]])) } == first)
    var none = ImagePool(capacity: 0)
    #expect(none.exchange(Tensor([[4], [5]])) == Tensor([[4], [5]]))
  }

  @Test("what a pool gives is a constant")
  func poolIsConstant() {
    let slope = gradient(at: Tensor([[1.0], [2]])) { fake in
      var pool = ImagePool(capacity: 4)
      return (pool.exchange(fake) * fake).sum()
    }
    #expect(slope == Tensor([[1], [2]]))
  }

  @Test("fading is exactly the old path at 0 and the new at 1, even where the other is not finite")
  func fading() {
    let (old, new) = (Tensor([1, 2, 0.1]), Tensor([3, 7, 0.7]))
    #expect(faded(from: old, to: new, alpha: 0) == old && faded(from: old, to: new, alpha: 1) == new)
    #expect(faded(from: old, to: new / 0, alpha: 0) == old)
    #expect(faded(from: old, to: new, alpha: 0.25).agrees(with: Tensor([1.5, 3.25, 0.25]), within: 1e-6))
  }
}
