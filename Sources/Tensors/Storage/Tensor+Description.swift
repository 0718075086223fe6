import Glibc

extension Tensor: CustomStringConvertible {
  /// The numbers in nested brackets, long axes elided in the middle, and the shape: `[[1, 2], [3, 4]]  shape [2, 2]`.
  public var description: String {
    if rank == 0 { return Tensor.format(scalar) }
    let numbers = doubles
    return nested(numbers, axis: 0, start: 0, indent: 1) + "  shape \(shape)" + (dtype == .double ? " double" : "")
  }

  /// Entries shown at each end of an axis that is too long to be shown whole.
  private static let shownEdge = 3

  private func nested(_ numbers: [Double], axis: Int, start: Int, indent: Int) -> String {
    let length = shape[axis]
    let stride = shape[(axis + 1)...].reduce(1, *)
    let isLast = axis == rank - 1
    var entries: [String] = []
    for index in 0..<length {
      if length > 2 * Tensor.shownEdge + 2 && index == Tensor.shownEdge { entries.append("...") }
      if length > 2 * Tensor.shownEdge + 2 && (Tensor.shownEdge..<(length - Tensor.shownEdge)).contains(index) { continue }
      let offset = start + index * stride
      entries.append(isLast ? Tensor.format(numbers[offset]) : nested(numbers, axis: axis + 1, start: offset, indent: indent + 1))
    }
    let separator = isLast ? ", " : ",\n" + String(repeating: " ", count: indent)
    return "[" + entries.joined(separator: separator) + "]"
  }

  /// Five significant digits, without trailing zeros.
  private static func format(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    var buffer = [CChar](repeating: 0, count: 40)
    withVaList([value]) { _ = vsnprintf(&buffer, 40, "%.5g", $0) }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
