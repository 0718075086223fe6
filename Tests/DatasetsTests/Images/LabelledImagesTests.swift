import Datasets
import Tensors
import Testing

@Suite("Labelled images", .serialized)
struct LabelledImagesTests {
  /// Image k has only the number k in it.
  private let numbered = LabelledImages(
    images: Tensor((0..<100).map { [Double($0)] }), labels: (0..<100).map { $0 % 10 }, height: 1, width: 1, classes: 10)

  @Test("a split shares nothing, loses nothing, and divides every class alike")
  func split() {
    let parts = numbered.split(0.5, 0.3, 0.2, seed: 4)
    #expect(parts.map(\.count) == [50, 30, 20])
    #expect(parts.flatMap(\.images.doubles).sorted() == (0..<100).map(Double.init))
    for part in parts {
      #expect((0..<10).allSatisfy { label in part.labels.count { $0 == label } * 10 == part.count })
      #expect(zip(part.images.doubles, part.labels).allSatisfy { Int($0) % 10 == $1 })
    }
  }

  @Test("within a part the classes are mixed")
  func mixed() {
    let labels = numbered.split(0.5, seed: 4)[0].labels
    #expect(labels != labels.sorted())
    #expect(Set(labels.prefix(20)).count > 4)
  }

  @Test("the seed chooses the split, and the random generator's state does not")
  func splitSeeds() {
    func first(_ seed: UInt64) -> [Double] { numbered.split(0.5, seed: seed)[0].images.doubles }
    let before = withSeed(1) { first(4) }
    #expect(withSeed(2) { first(4) } == before)
    #expect(first(5) != before)
  }

  @Test("a minibatch holds images of the set, and in the long run all of them")
  func sample() {
    let batch = withSeed(9) { numbered.sample(2_000) }
    #expect(batch.shape == [2_000, 1])
    #expect(Set(batch.doubles) == Set((0..<100).map(Double.init)))
  }
}
