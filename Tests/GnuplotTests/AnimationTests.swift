import Figures
import Foundation
import Gnuplot
import Testing

@Suite(.serialized) struct AnimationTests {
  private func gif(_ figure: Figure) throws -> AnimatedPicture {
    let pad = try Scratchpad()
    let bytes = try Gallery.renderer.render(figure, to: .file(pad.file("a.gif"))).bytes
    return try #require(AnimatedPicture(bytes))
  }

  @Test("an animation is a GIF file with one picture a frame, each seen as long as asked, over and over, all different")
  func frames() throws {
    var figure = Gallery.animation.figure
    figure.secondsPerFrame = 0.35
    let picture = try gif(figure)
    #expect(picture.frames.count == 4 && picture.repeats)
    #expect(picture.frames.allSatisfy { $0.hundredths == 35 })
    #expect(Set(picture.frames.map(\.data)).count == 4)
  }

  @Test("all frames have the size of the largest: a remark in one of them moves nothing")
  func size() throws {
    var figure = Gallery.animation.figure
    let still = try gif(figure)
    guard case .points(var sets) = figure.frames[1].panels[0].content else { Issue.record("no points"); return }
    sets[1].x[0] = .nan
    figure.frames[1].panels[0].content = .points(sets)
    let remarked = try gif(figure)
    #expect(remarked.width == still.width && remarked.height > still.height)
  }

  @Test("a figure that stands still is a GIF file of one picture, as large as the SVG")
  func stillPicture() throws {
    let pad = try Scratchpad()
    let svg = try Gallery.renderer.render(Gallery.points.figure, to: .file(pad.file("a.svg"))).text
    let picture = try gif(Gallery.points.figure)
    #expect(picture.frames.count == 1 && !picture.repeats)
    #expect(svg.contains("width=\"\(picture.width)\" height=\"\(picture.height)\""))
  }

  @Test("where nothing moves the last frame is drawn, with its caption")
  func lastFrame() throws {
    let figure = Gallery.animation.figure
    let text = try Gallery.renderer.render(figure, to: .text(TextTerminal(columns: 80, rows: 24, color: false))).text
    #expect(text.contains("The ring, learnt: step 300") && !text.contains("step 200"))
  }

  @Test("a frame that contradicts itself is refused before anything is drawn")
  func inconsistent() throws {
    var figure = Gallery.animation.figure
    figure.frames[2].panels[0].content = .images(ImageGrid(height: 1, width: 1, columns: 1, pixels: [0]))
    guard case .images(var grid) = figure.frames[2].panels[0].content else { return }
    grid.width = 0
    figure.frames[2].panels[0].content = .images(grid)
    #expect(throws: GnuplotError.self) { try Gallery.renderer.render(figure, to: .png) }
  }
}

/// As much of a GIF reader as tells the frames apart.
struct AnimatedPicture {
  struct Frame {
    var hundredths: Int
    var data: [UInt8]
  }

  var width: Int
  var height: Int
  /// Whether it asks to be shown without an end.
  var repeats = false
  var frames: [Frame] = []

  init?(_ bytes: [UInt8]) {
    guard bytes.count > 13, bytes.starts(with: Array("GIF89a".utf8)) || bytes.starts(with: Array("GIF87a".utf8)) else { return nil }
    let word = { (index: Int) in Int(bytes[index]) | Int(bytes[index + 1]) << 8 }
    (width, height) = (word(6), word(8))
    var index = 13 + (bytes[10] & 0x80 != 0 ? 3 << (Int(bytes[10] & 7) + 1) : 0)
    var delay = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x3B: return
      case 0x21:
        if bytes[index + 1] == 0xF9 { delay = word(index + 4) }
        if bytes[index + 1] == 0xFF, bytes[(index + 3)...].starts(with: Array("NETSCAPE2.0".utf8)) { repeats = word(index + 16) == 0 }
        guard let end = Self.end(ofBlocksAt: index + 2, bytes) else { return nil }
        index = end
      case 0x2C:
        let start = index
        index += 10 + (bytes[index + 9] & 0x80 != 0 ? 3 << (Int(bytes[index + 9] & 7) + 1) : 0) + 1
        guard let end = Self.end(ofBlocksAt: index, bytes) else { return nil }
        frames.append(Frame(hundredths: delay, data: Array(bytes[start..<end])))
        index = end
      default: return nil
      }
    }
    return nil
  }

  private static func end(ofBlocksAt start: Int, _ bytes: [UInt8]) -> Int? {
    var index = start
    while index < bytes.count, bytes[index] != 0 { index += Int(bytes[index]) + 1 }
    return index < bytes.count ? index + 1 : nil
  }
}
