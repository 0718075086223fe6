import Adversarial
import Tensors
import Testing

@Suite("Nearest neighbours")
struct NearestNeighboursTests {
  @Test("each sample gets its nearest reference and the distance to it")
  func handValues() {
    let references = Tensor([[0, 0], [10, 0], [0, 10]])
    let found = NearestNeighbours(of: Tensor([[3, 4], [9, 1], [0, 10]]), among: references)
    #expect(found.rows == [0, 1, 2])
    #expect(found.distances[0] == 5)
    #expect(abs(found.distances[1] - 2.0.squareRoot()) < 1e-6)
  }

  @Test("a copy has distance exactly 0, however far from the origin")
  func copies() {
    let data = withSeed(2) { normal(200, 64) + 1_000 }
    let found = NearestNeighbours(of: data, among: data)
    #expect(found.distances.allSatisfy { $0 == 0 })
  }
}
