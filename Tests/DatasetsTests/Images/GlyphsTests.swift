import Datasets
import Tensors
import Testing

@Suite("Glyphs", .serialized)
struct GlyphsTests {
  @Test("both sizes are the published files, with ink from -1 to 1 inside a margin", arguments: [16, 28])
  func published(size: Int) throws {
    let glyphs = try Glyphs.load(size: size)
    #expect("\(glyphs)" == "2496 glyphs of \(size)x\(size): 12 families, 4 styles, 52 letters")
    #expect(glyphs.families.first == "DejaVu Sans" && glyphs.families.last == "Roboto")
    #expect(glyphs.images.max().scalar == 1)
    let (values, area) = (glyphs.images.doubles, size * size)
    for row in 0..<2496 {
      let image = values[(row * area)..<((row + 1) * area)].map { ($0 + 1) / 2 }
      #expect(image.reduce(0, +) > 1, "image \(row) has ink")
      let edge = (0..<area).filter { [0, size - 1].contains($0 / size) || [0, size - 1].contains($0 % size) }
      #expect(edge.allSatisfy { image[$0] == 0 }, "the margin of image \(row)")
    }
  }

  /// The mean ink of a set's images.
  private func ink(_ set: LabelledImages) -> Double { set.images.doubles.reduce(0) { $0 + ($1 + 1) / 2 } / Double(set.count) }

  @Test("bold letters have more ink than regular ones in every family, and the W more than the l")
  func bold() throws {
    let glyphs = try Glyphs.load()
    for family in glyphs.families {
      #expect(ink(glyphs.select(.bold, families: [family])) > 1.1 * ink(glyphs.select(.regular, families: [family])))
      #expect(ink(glyphs.select(.boldItalic, families: [family])) > 1.1 * ink(glyphs.select(.italic, families: [family])))
    }
    #expect(ink(glyphs.select(.regular, letters: ["W"])) > 1.5 * ink(glyphs.select(.regular, letters: ["l"])))
  }

  @Test("italic letters lean to the right: the ink of the upper half of an I stands right of the lower half's")
  func italic() throws {
    func lean(_ style: Glyphs.Style) throws -> Double {
      let set = try Glyphs.load(size: 28).select(style, letters: ["I"])
      func centre(_ rows: Range<Int>) -> Double {
        var (sum, moment) = (0.0, 0.0)
        for (place, value) in set.images.doubles.enumerated() where rows.contains(place / 28 % 28) {
          sum += value + 1
          moment += (value + 1) * Double(place % 28)
        }
        return moment / sum
      }
      return centre(0..<14) - centre(14..<28)
    }
    #expect(abs(try lean(.regular)) < 0.3)
    #expect(try lean(.italic) > 1)
  }

  @Test("two styles go row by row, and the labels are places in the letters asked for")
  func pairs() throws {
    let glyphs = try Glyphs.load()
    let families = ["Lato", "Caladea"]
    let regular = glyphs.select(.regular, families: families, letters: ["Q", "a"])
    let italic = glyphs.select(.italic, families: families, letters: ["Q", "a"])
    #expect(regular.labels == [0, 1, 0, 1] && italic.labels == regular.labels)
    #expect(regular.names == ["Q", "a"])
    // Caladea is family 9, a is letter 26: (9 * 4 + 2) * 52 + 26.
    #expect(italic.images[3].doubles == glyphs.images[2002].doubles)
  }

  @Test("held-out letters share no letter with the others, in neither case, and the seed alone chooses them")
  func split() {
    let (training, heldOut) = Glyphs.split(heldOut: 0.25, seed: 3)
    #expect(heldOut.count == 14 && training.count == 38)
    #expect(Set((training + heldOut)) == Set(Glyphs.letters))
    #expect(Set(training.map { $0.lowercased() }).isDisjoint(with: heldOut.map { $0.lowercased() }))
    #expect(withSeed(99) { Glyphs.split(heldOut: 0.25, seed: 3).heldOut } == heldOut)
    #expect(Glyphs.split(heldOut: 0.25, seed: 4).heldOut != heldOut)
    #expect(Glyphs.split(heldOut: 0.001, seed: 1).heldOut.count == 2)
  }
}
