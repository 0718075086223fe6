/// Cells of a terminal, each divided into dots: two by four where there is braille, one where there is not.
struct DotCanvas {
  let columns: Int
  let rows: Int
  let glyphs: TextTerminal.Glyphs
  /// The dots of each cell, row after row from the bottom; bit 0 is the first one of the braille block.
  private var dots: [UInt8]

  init(columns: Int, rows: Int, glyphs: TextTerminal.Glyphs) {
    self.columns = columns
    self.rows = rows
    self.glyphs = glyphs
    dots = Array(repeating: 0, count: columns * rows)
  }

  var width: Int { glyphs == .unicode ? 2 * columns : columns }
  var height: Int { glyphs == .unicode ? 4 * rows : rows }

  /// The bit of a dot by its distance from the cell's left and lower edge.
  private static let bits: [[UInt8]] = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]]

  /// Sets the dot at a place counted from the lower left corner; places outside are left out.
  mutating func set(_ x: Int, _ y: Int) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    if glyphs == .unicode {
      dots[y / 4 * columns + x / 2] |= DotCanvas.bits[x % 2][y % 4]
    } else {
      dots[y * columns + x] = 1
    }
  }

  /// Sets the dots of a straight line.
  mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
    let steps = max(abs(end.x - start.x), abs(end.y - start.y), 1)
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      set(start.x + Int((Double(end.x - start.x) * share).rounded()), start.y + Int((Double(end.y - start.y) * share).rounded()))
    }
  }

  /// The dot that belongs to positions in 0...1; `nil` outside.
  func dot(x: Double, y: Double) -> (x: Int, y: Int)? {
    guard (0...1).contains(x), (0...1).contains(y) else { return nil }
    return (Int((x * Double(width - 1)).rounded()), Int((y * Double(height - 1)).rounded()))
  }

  /// The cells that have dots, with the braille character that shows them; `mark` stands for all of them where given.
  func cells(mark: Unicode.Scalar?) -> [PlacedGlyph] {
    dots.indices.filter { dots[$0] != 0 }.map { index in
      let braille = Unicode.Scalar(0x2800 + UInt32(dots[index])) ?? "*"
      return PlacedGlyph(column: index % columns, row: index / columns, scalar: mark ?? braille)
    }
  }
}

/// A character and the cell it goes into, counted from the lower left corner.
struct PlacedGlyph: Equatable {
  var column: Int
  var row: Int
  var scalar: Unicode.Scalar
}
