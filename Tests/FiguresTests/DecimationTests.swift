import Figures
import Testing

@Suite struct DecimationTests {
  private let count = 100_000
  private var positions: [Double] { (0..<count).map { Double($0) / Double(count - 1) } }

  @Test("a long line keeps at most two points a column and both ends")
  func bound() {
    let kept = decimatedIndices(positions: positions, heights: (0..<count).map { Double($0 * 7_919 % 1_009) }, columns: 500)
    #expect(kept.count <= 2 * 501 + 2)
    #expect(kept.first == 0 && kept.last == count - 1)
    #expect(zip(kept, kept.dropFirst()).allSatisfy(<))
  }

  @Test("the one peak among a hundred thousand values survives")
  func peak() {
    var heights = Array(repeating: 0.0, count: count)
    (heights[31_415], heights[31_416]) = (7, -7)
    let kept = decimatedIndices(positions: positions, heights: heights, columns: 300)
    #expect(kept.contains(31_415) && kept.contains(31_416))
  }

  @Test("columns are counted on the axis as it is drawn, so a logarithmic one keeps its beginning")
  func logarithmic() {
    // Where 1, 2, ..., 10,000 lie on a logarithmic axis, up to a factor: the length of the number's binary form.
    let positions = (1...10_000).map { Double(Int.bitWidth - $0.leadingZeroBitCount - 1) / 14 }
    let kept = decimatedIndices(positions: positions, heights: (0..<10_000).map { Double($0 % 2) }, columns: 100)
    #expect(kept.prefix(3) == [0, 1, 2])
  }

  @Test("a short line is kept whole")
  func short() { #expect(decimatedIndices(positions: [0, 0.1, 1], heights: [1, 2, 3], columns: 10) == [0, 1, 2]) }

  @Test("thinning spreads over all points and never exceeds its limit")
  func thinning() {
    let kept = thinnedIndices(count: 1_000, limit: 7)
    #expect(kept == [0, 142, 285, 428, 571, 714, 857])
    #expect(thinnedIndices(count: 3, limit: 7) == [0, 1, 2])
  }
}
