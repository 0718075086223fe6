import Figures

/// The images of a grid as one image in device pixels: enlarged, outlined, and with room for captions.
package struct Mosaic {
  let grid: ImageGrid
  let background: Color
  let outline: Color
  /// Device pixels for each pixel of an image.
  package let magnification: Int
  /// Between two images, and around all of them.
  let gap: Int
  let captionHeight: Int
  /// Images in one row.
  let columns: Int
  /// How many images are shown.
  package let count: Int

  /// Device pixels that a grid fills in width at most, unless one row of it has more pixels of its own.
  private static let widthLimit = 1_200
  private static let widestRow = 6_000
  private static let heightLimit = 2_400
  /// A lone image is not blown up beyond this.
  private static let cellLimit = 192

  package init(_ grid: ImageGrid, style: PlotStyle) {
    self.grid = grid
    background = style.background
    outline = style.faint.mixed(with: style.background, share: 0.5)
    gap = 2 * style.pixelScale
    captionHeight = grid.captions.isEmpty ? 0 : Int(style.smallSize * 1.5) * style.pixelScale
    columns = min(grid.columns, max(1, grid.count), max(1, Mosaic.widestRow / (grid.width + gap)))
    let fitting = (Mosaic.widthLimit / columns - gap) / grid.width
    magnification = max(1, min(fitting, Mosaic.cellLimit / max(grid.width, grid.height)))
    let rowHeight = grid.height * magnification + captionHeight + gap
    count = min(grid.count, max(1, Mosaic.heightLimit / rowHeight) * columns)
  }

  var rows: Int { (count + columns - 1) / columns }
  var cellWidth: Int { grid.width * magnification }
  var cellHeight: Int { grid.height * magnification }
  package var width: Int { gap + columns * (cellWidth + gap) }
  package var height: Int { max(gap + rows * (cellHeight + captionHeight + gap), 2 * gap) }

  /// The upper left corner of an image, counted from the upper left corner of the mosaic.
  package func origin(of index: Int) -> (x: Int, y: Int) {
    (gap + index % columns * (cellWidth + gap), gap + index / columns * (cellHeight + captionHeight + gap))
  }

  /// The middle of the strip under an image.
  func captionCenter(of index: Int) -> (x: Int, y: Int) {
    let origin = origin(of: index)
    return (origin.x + cellWidth / 2, origin.y + cellHeight + gap / 2 + captionHeight / 2)
  }

  /// Red, green and blue of every device pixel, row after row from the top.
  package func pixels() -> [UInt8] {
    let paper = [background.red, background.green, background.blue]
    var pixels = (0..<width * height).flatMap { _ in paper }
    for index in 0..<count {
      let origin = origin(of: index)
      fill(&pixels, x: origin.x - 1, y: origin.y - 1, width: cellWidth + 2, height: cellHeight + 2, with: outline)
      for row in 0..<grid.height {
        for column in 0..<grid.width {
          fill(
            &pixels, x: origin.x + column * magnification, y: origin.y + row * magnification,
            width: magnification, height: magnification, with: grid.color(image: index, row: row, column: column))
        }
      }
    }
    return pixels
  }

  private func fill(_ pixels: inout [UInt8], x: Int, y: Int, width: Int, height: Int, with color: Color) {
    for row in y..<y + height {
      var place = 3 * (row * self.width + x)
      for _ in 0..<width {
        (pixels[place], pixels[place + 1], pixels[place + 2]) = (color.red, color.green, color.blue)
        place += 3
      }
    }
  }
}

extension ImageGrid {
  /// What stands for a pixel that is no number: neither grey nor likely in an image.
  static let notFiniteColor = Color(0xFF00FF)

  /// The colour of one pixel of one image.
  func color(image: Int, row: Int, column: Int) -> Color {
    let place = ((image * height + row) * width + column) * channels
    let values = channels == 1 ? Array(repeating: pixels[place], count: 3) : Array(pixels[place..<place + 3])
    guard values.allSatisfy(\.isFinite) else { return ImageGrid.notFiniteColor }
    let bytes = values.map { UInt8((min(max($0, 0), 1) * 255).rounded()) }
    return Color(red: bytes[0], green: bytes[1], blue: bytes[2])
  }
}
