import Adversarial
import Datasets
import Foundation
import Tensors
import Testing

@Suite("k-means", .serialized)
struct KMeansTests {
  @Test("four points in two pairs are worked out by hand")
  func handValue() {
    let clusters = withSeed(1) { KMeans(Tensor([[0, 0], [0, 2], [10, 0], [10, 4]]), clusters: 2) }
    #expect(clusters.squaredError == 2 + 8)
    #expect(
      clusters.labels[0] == clusters.labels[1] && clusters.labels[2] == clusters.labels[3] && clusters.labels[0] != clusters.labels[2])
    #expect(Set(clusters.centres.doubles) == [0, 1, 10, 2])
    #expect(clusters.labels(of: Tensor([[9, 9], [1, 0]])) == [clusters.labels[2], clusters.labels[0]])
  }

  @Test("it finds the modes of the grid, each once")
  func grid() {
    let grid = Mixture.grid()
    let clusters = withSeed(2) { KMeans(grid.sample(2_500), clusters: 25) }
    let nearest = NearestNeighbours(of: clusters.centres, among: grid.centres)
    #expect(Set(nearest.rows).count == 25 && nearest.distances.max()! < 0.05)
  }

  @Test("as many clusters as points leave no error, and points all alike need no more than one place")
  func ends() {
    let points = withSeed(3) { normal(12, 2) }
    #expect(withSeed(4) { KMeans(points, clusters: 12) }.squaredError == 0)
    #expect(withSeed(5) { KMeans(Tensor(ones: [6, 2]), clusters: 3) }.squaredError == 0)
  }

  @Test("more starts are never worse, and the seed decides")
  func starts() {
    let points = withSeed(6) { normal(300, 2) }
    let one = withSeed(7) { KMeans(points, clusters: 12, starts: 1) }
    let many = withSeed(7) { KMeans(points, clusters: 12, starts: 8) }
    #expect(many.squaredError <= one.squaredError)
    #expect(withSeed(7) { KMeans(points, clusters: 12, starts: 1) }.centres == one.centres)
  }

  @Test("on the digits it names about four in five rightly, without a label")
  func digits() throws {
    let digits = try Digits.load()
    let clusters = withSeed(8) { KMeans(digits.images, clusters: 10) }
    let accuracy = matchedAccuracy(codes: clusters.labels, classes: digits.labels)
    #expect(abs(accuracy - 0.79) < 0.03, "\(accuracy)")
  }
}
