import Figures
import Gnuplot
import Testing

@Suite struct ValuesTests {
  @Test("an axis fits its data, its range or a place around a lone value")
  func scales() {
    #expect(AxisScale(Axis(), fitting: [1, 3], padding: 0.5) == AxisScale(Axis(range: 0...4), fitting: [9], padding: 0.5))
    let lone = AxisScale(Axis(), fitting: [5], padding: 0)
    #expect(lone.low == 4.5 && lone.high == 5.5)
    let empty = AxisScale(Axis(logarithmic: true), fitting: [], padding: 0)
    #expect(abs(empty.low - 1) < 1e-12 && abs(empty.high - 10) < 1e-9)
  }

  @Test("positions and values belong to each other on both kinds of axes", arguments: [false, true])
  func inverse(logarithmic: Bool) {
    let scale = AxisScale(Axis(logarithmic: logarithmic), fitting: [0.01, 100], padding: 0)
    for position in [0, 0.25, 0.5, 1] { #expect(abs(scale.position(of: scale.value(at: position)) - position) < 1e-9) }
    #expect(abs(scale.value(at: 0.5) - (logarithmic ? 1 : 50.005)) < 1e-9)
  }

  @Test("equal scales widen the narrower axis around its middle")
  func equal() {
    var (x, y) = (AxisScale(Axis(range: 0...10), fitting: [], padding: 0), AxisScale(Axis(range: 0...1), fitting: [], padding: 0))
    AxisScale.equalise(&x, &y, width: 200, height: 100)
    #expect(x.low == 0 && x.high == 10 && y.low == -2 && y.high == 3)
  }

  @Test(
    "tics are round numbers",
    arguments: [
      (0.0...1.0, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1"]), (1...5_000, 5, ["1,000", "2,000", "3,000", "4,000", "5,000"]),
      (-0.3...0.3, 3, ["-0.2", "0", "0.2"]), (0...3e7, 3, ["0", "1e7", "2e7", "3e7"]),
    ])
  func tics(range: ClosedRange<Double>, limit: Int, texts: [String]) {
    #expect(TextTics(AxisScale(Axis(range: range), fitting: [], padding: 0), limit: limit).tics.map(\.text) == texts)
  }

  @Test("tics of a logarithmic axis are powers of ten, or steps where it spans less than one")
  func logarithmicTics() {
    let tics = { (range: ClosedRange<Double>) in
      TextTics(AxisScale(Axis(range: range, logarithmic: true), fitting: [], padding: 0), limit: 5).tics.map(\.text)
    }
    #expect(tics(0.01...100) == ["0.01", "0.1", "1", "10", "100"])
    #expect(tics(1.5...6) == ["2", "5"])
  }

  @Test("every pixel of an image becomes a square of its colour, and gaps stay paper")
  func mosaic() {
    let grid = ImageGrid(height: 1, width: 2, channels: 3, columns: 2, pixels: [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1])
    let mosaic = Mosaic(grid, style: PlotStyle())
    let pixels = mosaic.pixels()
    let at = { (x: Int, y: Int) in Array(pixels[3 * (y * mosaic.width + x)..<3 * (y * mosaic.width + x) + 3]) }
    let (size, first, second) = (mosaic.magnification, mosaic.origin(of: 0), mosaic.origin(of: 1))
    #expect(size > 1 && pixels.count == 3 * mosaic.width * mosaic.height)
    for corner in [0, size - 1] {
      #expect(at(first.x + corner, first.y + corner) == [255, 0, 0])
      #expect(at(first.x + size + corner, first.y) == [0, 255, 0])
      #expect(at(second.x + corner, second.y + corner) == [0, 0, 255])
    }
    #expect(at(0, 0) == [255, 255, 255])
  }

  @Test("a grid of too many images shows as many whole rows as have room")
  func manyImages() {
    let grid = ImageGrid(height: 28, width: 28, columns: 10, pixels: Array(repeating: 0, count: 784 * 2_000))
    let mosaic = Mosaic(grid, style: PlotStyle())
    #expect(mosaic.count < 2_000 && mosaic.count % 10 == 0 && mosaic.height <= 2_500)
  }
}
