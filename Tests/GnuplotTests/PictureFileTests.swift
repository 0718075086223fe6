import Figures
import Foundation
import Gnuplot
import Testing

@Suite(.serialized) struct PictureFileTests {
  @Test("every kind of figure becomes a complete file of every format", arguments: Gallery.allCases, PictureFormat.allCases)
  func complete(kind: Gallery, format: PictureFormat) throws {
    let pad = try Scratchpad()
    let rendered = try Gallery.renderer.render(kind.figure, to: .file(pad.file("picture.\(format.rawValue)")))
    #expect(rendered.path == pad.file("picture.\(format.rawValue)"))
    #expect(pad.contents("picture.\(format.rawValue)") == Data(rendered.bytes))
    #expect(format.isComplete(rendered.bytes))
    #expect(pad.names.count == 1, "nothing else is left in the directory")
  }

  @Test("an SVG file is well-formed and shows every label", arguments: Gallery.allCases)
  func vector(kind: Gallery) throws {
    let pad = try Scratchpad()
    let text = try Gallery.renderer.render(kind.figure, to: .file(pad.file("a.svg"))).text
    #expect(XMLScan.isWellFormed(text))
    for label in kind.labels { #expect(text.contains(label), "\(label) is missing") }
    #expect(text.contains("<title>") && !text.contains("Produced by"))
  }

  @Test("a PNG in memory has the pixels of its layout, twice the size of the SVG")
  func size() throws {
    let pad = try Scratchpad()
    let png = try Gallery.renderer.render(Gallery.curves.figure, to: .png)
    let svg = try Gallery.renderer.render(Gallery.curves.figure, to: .file(pad.file("a.svg"))).text
    #expect(png.path == nil)
    let number = { (offset: Int) in png.bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    #expect(svg.contains("width=\"\(number(16) / 2)\" height=\"\(number(20) / 2)\""))
  }

  @Test("sixels are one whole sequence as wide and as high as the SVG", arguments: Gallery.allCases)
  func sixels(kind: Gallery) throws {
    let pad = try Scratchpad()
    let svg = try Gallery.renderer.render(kind.figure, to: .file(pad.file("a.svg"))).text
    let bytes = try Gallery.renderer.render(kind.figure, to: .sixel).bytes
    #expect(bytes.starts(with: [0x1B, 0x50]) && bytes.suffix(2) == [0x1B, 0x5C])
    let raster = try #require(String(decoding: bytes.prefix(60), as: UTF8.self).firstMatch(of: /"1;1;([0-9]+);([0-9]+)/))
    #expect(svg.contains("width=\"\(raster.1)\" height=\"\(raster.2)\""))
  }

  @Test("the same figure gives the same bytes", arguments: [Gallery.panels, .colorImages], PictureFormat.allCases)
  func deterministic(kind: Gallery, format: PictureFormat) throws {
    let pad = try Scratchpad()
    let first = try Gallery.renderer.render(kind.figure, to: .file(pad.file("a.\(format.rawValue)")))
    let second = try Gallery.renderer.render(kind.figure, to: .file(pad.file("b.\(format.rawValue)")))
    #expect(first.bytes == second.bytes)
  }

  @Test("a long title takes two lines, and a shorter one stays on one")
  func titles() throws {
    let pad = try Scratchpad()
    let ring = Gallery.points.figure.panels
    let svgs = try ["A thousand points from eight clusters on a ring that is round", "A ring"].map { title in
      try Gallery.renderer.render(Figure(title: title, panels: ring), to: .file(pad.file("a.svg"))).text
    }
    let heights = try svgs.map { svg in try #require(svg.firstMatch(of: /height="([0-9]+)"/)).1 }.compactMap { Int($0) }
    #expect(heights[0] == heights[1] + 22)
    #expect(!svgs[0].contains("A thousand points from eight clusters on a ring that is round<") && !svgs[0].contains("…"))
  }

  @Test("a PDF file bears no date of today")
  func date() throws {
    let pad = try Scratchpad()
    let rendered = try Gallery.renderer.render(Gallery.bars.figure, to: .file(pad.file("a.pdf")))
    #expect(rendered.text.contains("/CreationDate (D:19700101000000"))
  }

  @Test(
    "an extension in capitals is understood, and any other is refused with the list of those that are",
    arguments: ["a.bmp", "a", "a.b/c", ".png/x"])
  func extensions(path: String) throws {
    #expect(try PictureFormat(path: "x.PNG") == .png)
    #expect(throws: GnuplotError.unknownFormat(path: path)) { try Gallery.renderer.render(Gallery.bars.figure, to: .file(path)) }
    #expect(GnuplotError.unknownFormat(path: path).description.contains(".png, .svg, .pdf"))
  }

  @Test("a hundred thousand values are decimated to what the picture can show")
  func decimated() throws {
    let pad = try Scratchpad()
    let figure = Figure.training([Curve("loss", (0..<100_000).map { Double($0 * 7_919 % 1_009) })])
    let rendered = try Gallery.renderer.render(figure, to: .file(pad.file("a.svg")))
    #expect(rendered.bytes.count < 200_000)
  }
}

/// As much of an XML parser as tells whether tags nest, which they cease to do where text is not escaped.
enum XMLScan {
  static func isWellFormed(_ text: String) -> Bool {
    var open: [Substring] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { return false }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("?") || tag.hasPrefix("!") || tag.hasSuffix("/") { continue }
      let name = tag.drop { $0 == "/" }.prefix { !$0.isWhitespace }
      if !tag.hasPrefix("/") { open.append(name) } else if open.popLast() != name { return false }
    }
    return open.isEmpty
  }
}
