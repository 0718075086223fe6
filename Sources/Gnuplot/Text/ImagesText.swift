import Figures

/// Images in a terminal, drawn here, because gnuplot's `dumb` terminal has no pixels: a cell holds one pixel above another.
struct ImagesText {
  let grid: ImageGrid
  let panel: Panel
  let terminal: TextTerminal
  /// How many pixels of an image become one, in each direction.
  let reduction: Int
  /// Blank columns between two images; none where only that keeps the grid's own rows.
  let gap: Int
  /// Images in one row.
  let columns: Int
  /// Images that have room.
  let count: Int

  init(_ grid: ImageGrid, panel: Panel, terminal: TextTerminal) {
    self.grid = grid
    self.panel = panel
    self.terminal = terminal
    let fits = { (gap: Int) in grid.columns * (grid.width + gap) - gap <= terminal.columns }
    gap = !fits(1) && fits(0) ? 0 : 1
    let wanted = max(1, min(grid.columns, grid.count, 4))
    let reduction =
      (1...max(1, grid.width)).first { wanted * (ImagesText.reduced(grid.width, $0) + 1) - 1 <= terminal.columns } ?? grid.width
    self.reduction = reduction
    columns = max(1, min(grid.columns, (terminal.columns + gap) / (ImagesText.reduced(grid.width, reduction) + gap)))
    let titles = grid.rowTitles.isEmpty ? 0 : 1
    let lines = (ImagesText.reduced(grid.height, reduction) + 1) / 2 + (grid.captions.isEmpty ? 1 : 2) + titles
    let head = 2 + (grid.columnTitles.isEmpty ? 0 : 1)
    count = min(grid.count, columns * max(1, (terminal.rows - head) / lines))
  }

  private static func reduced(_ length: Int, _ factor: Int) -> Int { (length + factor - 1) / factor }

  private var width: Int { ImagesText.reduced(grid.width, reduction) }
  private var height: Int { ImagesText.reduced(grid.height, reduction) }

  func drawn() -> TextBlock {
    var rows: [[TextBlock.Cell]] = TextBlock(panel.title.isEmpty ? [] : [plain(panel.title).elided(to: terminal.columns)]).rows
    // Titles belong to the grid's own rows and columns: where a row had to be broken they would name the wrong ones.
    let isWhole = columns == grid.columns
    if isWhole, !grid.columnTitles.isEmpty {
      rows.append(centred((0..<columns).map { $0 < grid.columnTitles.count ? grid.columnTitles[$0] : "" }))
    }
    for start in stride(from: 0, to: count, by: columns) {
      if start % grid.columns == 0, start / grid.columns < grid.rowTitles.count {
        rows += TextBlock([plain(grid.rowTitles[start / grid.columns]).elided(to: terminal.columns)]).rows
      }
      let images = Array(start..<min(start + columns, count))
      for line in 0..<(height + 1) / 2 {
        rows.append(Array(images.map { cells(of: $0, line: line) }.joined(separator: Array(repeating: TextBlock.Cell(), count: gap))))
      }
      if !grid.captions.isEmpty { rows.append(captions(of: images)) }
      if start + columns < count { rows.append([]) }
    }
    let remarks =
      Remark.notFinite(grid.pixels.count { !$0.isFinite }) + Remark.shown(count, of: grid.count, "images")
      + (grid.count == 0 ? ["nothing to draw"] : [])
    return TextBlock(rows: rows + TextBlock(remarks.map { $0.elided(to: terminal.columns) }).rows)
  }

  private func cells(of image: Int, line: Int) -> [TextBlock.Cell] {
    (0..<width).map { column in
      terminal.cell(upper: color(image, 2 * line, column), lower: 2 * line + 1 < height ? color(image, 2 * line + 1, column) : nil)
    }
  }

  /// The mean colour of the pixels that become one.
  private func color(_ image: Int, _ row: Int, _ column: Int) -> Color {
    var (red, green, blue, count) = (0, 0, 0, 0)
    for y in row * reduction..<min((row + 1) * reduction, grid.height) {
      for x in column * reduction..<min((column + 1) * reduction, grid.width) {
        let color = grid.color(image: image, row: y, column: x)
        (red, green, blue, count) = (red + Int(color.red), green + Int(color.green), blue + Int(color.blue), count + 1)
      }
    }
    return Color(red: UInt8(red / count), green: UInt8(green / count), blue: UInt8(blue / count))
  }

  private func captions(of images: [Int]) -> [TextBlock.Cell] {
    centred(images.map { $0 < grid.captions.count ? grid.captions[$0] : "" })
  }

  /// Words, each over or under the middle of an image.
  private func centred(_ words: [String]) -> [TextBlock.Cell] {
    let texts = words.map { word -> String in
      let word = plain(word).elided(to: width)
      let left = (width - word.count) / 2
      return String(repeating: " ", count: left) + word + String(repeating: " ", count: width - left - word.count)
    }
    return TextBlock([texts.joined(separator: String(repeating: " ", count: gap))]).rows[0]
  }
}
