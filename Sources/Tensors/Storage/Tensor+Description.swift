import Glibc

extension Tensor: CustomStringConvertible {
  /// The numbers in nested brackets and the shape: `[[1, 2], [3, 4]]  shape [2, 2]`, each row on a line of its own.
  ///
  /// Long axes are elided in the middle. The columns of a matrix stand below each other, their decimal points too, unless their sizes are too far apart.
  public var description: String {
    if rank == 0 { return NumberColumn.shortest(scalar) }
    let suffix = "  shape \(shape)" + (dtype == .double ? " double" : "")
    if count == 0 { return "[]" + suffix }
    var shown: [Double] = []
    visit(axis: 0, start: 0) { shown.append($0) }
    let column = NumberColumn(of: shown, isAligned: rank > 1)
    return nested(axis: 0, start: 0, indent: 1, column) + suffix
  }

  /// Places of an axis that are shown, nil where others are left out. Axes before the last two keep fewer: each entry is a whole matrix.
  private func shownPlaces(axis: Int) -> [Int?] {
    let edge = axis < rank - 2 ? 2 : 3
    let length = shape[axis]
    if length <= 2 * edge + 2 { return Array(0..<length) }
    return Array(0..<edge) + [nil] + Array(length - edge..<length)
  }

  private func visit(axis: Int, start: Int, _ body: (Double) -> Void) {
    if axis == rank { return body(number(at: start)) }
    for place in shownPlaces(axis: axis) { if let place { visit(axis: axis + 1, start: start * shape[axis] + place, body) } }
  }

  private func nested(axis: Int, start: Int, indent: Int, _ column: NumberColumn) -> String {
    if axis == rank { return column.text(number(at: start)) }
    let entries = shownPlaces(axis: axis).map { place in
      place.map { nested(axis: axis + 1, start: start * shape[axis] + $0, indent: indent + 1, column) } ?? "..."
    }
    // A line ends behind each row, and an empty one stands between matrices.
    let lines = String(repeating: "\n", count: Swift.min(2, rank - 1 - axis))
    let separator = lines.isEmpty ? ", " : "," + lines + String(repeating: " ", count: indent)
    return "[" + entries.joined(separator: separator) + "]"
  }

  private func number(at place: Int) -> Double {
    dtype == .float ? Double(storage.pointer(to: Float.self)[place]) : storage.pointer(to: Double.self)[place]
  }
}

/// How the numbers of a column are written so that they stand below each other.
private struct NumberColumn {
  /// Digits behind the point, or nil where every number takes the shortest form with five digits.
  private var decimals: Int?
  private var width = 0

  init(of numbers: [Double], isAligned: Bool) {
    guard isAligned else { return }
    let sizes = numbers.filter { $0.isFinite && $0 != 0 }.map(abs)
    if let largest = sizes.max(), let smallest = sizes.min(), largest < 1e6, smallest >= 1e-4, largest / smallest < 1e4 {
      // Five digits of the largest number, two of the smallest, and no zeros that every number ends in.
      let needed = Swift.max(0, 4 - Int(log10(largest).rounded(.down)), 1 - Int(log10(smallest).rounded(.down)))
      let texts = numbers.filter(\.isFinite).map { NumberColumn.format("%.\(needed)f", $0) }
      let zeros = texts.map { needed == 0 ? 0 : $0.reversed().prefix { $0 == "0" }.count }.min() ?? 0
      decimals = needed - Swift.min(needed, zeros)
    }
    width = numbers.map { unpadded($0).count }.max() ?? 0
  }

  func text(_ number: Double) -> String {
    let text = unpadded(number)
    return String(repeating: " ", count: Swift.max(0, width - text.count)) + text
  }

  private func unpadded(_ number: Double) -> String {
    guard let decimals, number.isFinite else { return NumberColumn.shortest(number) }
    return NumberColumn.format("%.\(decimals)f", number)
  }

  /// Five significant digits, without trailing zeros.
  static func shortest(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    return format("%.5g", value)
  }

  private static func format(_ pattern: String, _ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 48)
    withVaList([value]) { _ = vsnprintf(&buffer, 48, pattern, $0) }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
