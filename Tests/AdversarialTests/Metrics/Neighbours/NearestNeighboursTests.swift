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

  @Test("a copy has distance exactly 0, however far from the origin, and is found at its place")
  func copies() {
    let data = withSeed(2) { normal(200, 63) + 1_000 }
    let found = NearestNeighbours(of: data, among: data)
    #expect(found.distances.allSatisfy { $0 == 0 })
    #expect(found.rows == Array(0..<200))
  }

  @Test("of references that are as near the first is taken, and images count pixel by pixel")
  func tiesAndImages() {
    let images = Tensor([[0, 0, 0, 0], [2, 2, 2, 2], [0, 0, 0, 0]]).reshaped(to: [3, 2, 2, 1])
    let found = NearestNeighbours(of: Tensor(ones: [1, 2, 2, 1]), among: images)
    #expect(found.rows == [0] && found.distances == [2])
  }

  @Test("distances over a thousand references and odd dimensions are those of a plain loop", arguments: [1, 3, 4, 7])
  func manyReferences(dimension: Int) {
    let (samples, references) = withSeed(3) { (normal(5, dimension), normal(1_500, dimension)) }
    let found = NearestNeighbours(of: samples, among: references)
    for row in 0..<5 {
      let distances = (0..<1_500).map { other -> Double in
        zip(samples[row].doubles, references[other].doubles).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
      }
      #expect(abs(found.distances[row] - distances.min()!) < 1e-12)
      #expect(distances[found.rows[row]] == distances.min()!)
    }
  }
}
