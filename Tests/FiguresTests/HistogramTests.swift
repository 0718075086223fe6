import Figures
import Testing

@Suite struct HistogramTests {
  @Test("a value belongs to the bin that begins with it, and the last bin holds its end")
  func counting() {
    let histogram = Histogram("", counting: [0, 0.5, 1, 1.9, 4, 4, -1, 5, .nan], edges: [0, 1, 2, 4])
    #expect(histogram.heights == [2, 2, 2])
  }
}
