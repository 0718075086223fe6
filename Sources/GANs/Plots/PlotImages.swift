import Datasets
import Figures
import NotebookProtocol
import Tensors

/// Draws images in rows.
///
/// - Parameters:
///   - images: One row an image, shape [n, height * width]; or [n, height, width].
///   - columns: Images in one row.
///   - captions: A word under each image, or none.
///   - range: The values of black and of white; what lies beyond is drawn as these.
/// - Precondition: Images in rows are square.
public func plot(
  images: Tensor, columns: Int = 10, title: String = "", captions: [String] = [], range: ClosedRange<Double> = -1...1
) {
  plot(Figure(
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

private func panel(
  images: Tensor, columns: Int, title: String = "", captions: [String] = [], range: ClosedRange<Double>
) -> Panel {
  let (height, width) = size(of: images)
  let (low, scale) = (Float(range.lowerBound), Float(1 / (range.upperBound - range.lowerBound)))
  let pixels = images.values.map { min(1, max(0, ($0 - low) * scale)) }
  let grid = ImageGrid(height: height, width: width, columns: columns, pixels: pixels, captions: captions)
  return Panel(title: title, content: .images(grid))
}

private func size(of images: Tensor) -> (height: Int, width: Int) {
  if images.rank == 3 { return (images.shape[1], images.shape[2]) }
  let side = images.rank == 2 ? Int(Double(images.shape[1]).squareRoot().rounded()) : 0
  require(images.rank == 2 && side > 0 && side * side == images.shape[1],
    "plot: images need the shape [n, height, width], or [n, side * side] for square ones, not \(images.shape)")
  return (side, side)
}
