import Datasets
import Figures
import NotebookProtocol
import Tensors

/// Draws images in rows.
///
/// - Parameters:
///   - images: One row an image, shape [n, height * width]; or [n, height, width]; or, in grey or colour, [n, height, width, 1 or 3].
///   - columns: Images in one row.
///   - captions: A word under each image, or none.
///   - range: The values of black and of white; what lies beyond is drawn as these.
/// - Precondition: Images in rows are square.
public func plot(
  images: Tensor, columns: Int = 10, title: String = "", captions: [String] = [], range: ClosedRange<Double> = -1...1
) {
  plot(
    Figure(
      title: title, panels: [panel(images: images, columns: columns, captions: captions, range: range)],
      alternativeText: "\(images.shape.first ?? 0) images."))
}

/// Draws groups of images side by side under their names, such as generated ones beside real ones.
///
///     plot(images: ["real": digits.sample(30), "generated": generator(normal(30, 16))], columns: 6)
public func plot(images groups: KeyValuePairs<String, Tensor>, columns: Int = 6, title: String = "", range: ClosedRange<Double> = -1...1) {
  let panels = groups.map { panel(images: $0.value, columns: columns, title: $0.key, range: range) }
  let counts = groups.map { "\($0.value.shape.first ?? 0) images: \($0.key)." }
  plot(Figure(title: title, panels: panels, alternativeText: counts.joined(separator: " ")))
}

/// Draws rows of images under each other, each with its name at its left: latent walks, or inputs with their translations.
///
///     plot(imageRows: ["input": shapes, "translated": generator(shapes), "and back": inverse(generator(shapes))])
///     plot(imageRows: ["3 to 8": generator(walk), "1 to 7": generator(otherWalk)], columnTitles: ["0", "0.25", "0.5", "0.75", "1"])
///
/// - Parameters:
///   - rows: The images of each row, in a shape that `plot(images:)` takes.
///   - columnTitles: A word above each column, or none.
///   - range: The values of black and of white; what lies beyond is drawn as these.
/// - Precondition: All rows have as many images, of one size.
public func plot(
  imageRows rows: KeyValuePairs<String, Tensor>, columnTitles: [String] = [], title: String = "", range: ClosedRange<Double> = -1...1
) {
  let grids = rows.map { grid(images: $0.value, columns: max(1, $0.value.shape.first ?? 1), range: range) }
  guard let first = grids.first else { return require(false, "plot(imageRows:): there are no rows") }
  for (name, row) in zip(rows.map(\.key), grids) {
    require(
      row.count == first.count && (row.height, row.width, row.channels) == (first.height, first.width, first.channels),
      "plot(imageRows:): the row \(name) has \(row.count) images of \(row.height)x\(row.width)x\(row.channels), "
        + "the first row \(first.count) of \(first.height)x\(first.width)x\(first.channels)")
  }
  let whole = ImageGrid(
    height: first.height, width: first.width, channels: first.channels, columns: first.columns, pixels: grids.flatMap(\.pixels),
    rowTitles: rows.map(\.key), columnTitles: columnTitles)
  plot(Figure(title: title, panels: [Panel(content: .images(whole))]))
}

private func panel(
  images: Tensor, columns: Int, title: String = "", captions: [String] = [], range: ClosedRange<Double>
) -> Panel {
  var grid = grid(images: images, columns: columns, range: range)
  grid.captions = captions
  return Panel(title: title, content: .images(grid))
}

private func grid(images: Tensor, columns: Int, range: ClosedRange<Double>) -> ImageGrid {
  let (height, width, channels) = size(of: images)
  let (low, scale) = (Float(range.lowerBound), Float(1 / (range.upperBound - range.lowerBound)))
  let pixels = images.values.map { min(1, max(0, ($0 - low) * scale)) }
  return ImageGrid(height: height, width: width, channels: channels, columns: columns, pixels: pixels)
}

private func size(of images: Tensor) -> (height: Int, width: Int, channels: Int) {
  let shape = images.shape
  if images.rank == 4, shape[3] == 1 || shape[3] == 3 { return (shape[1], shape[2], shape[3]) }
  if images.rank == 3 { return (shape[1], shape[2], 1) }
  let side = images.rank == 2 ? Int(Double(shape[1]).squareRoot().rounded()) : 0
  require(
    images.rank == 2 && side > 0 && side * side == shape[1],
    "plot: images need the shape [n, height, width], [n, height, width, 1 or 3], or [n, side * side] for square ones, not \(shape)")
  return (side, side, 1)
}
