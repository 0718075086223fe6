import NotebookProtocol
import Tensors

/// Checks what an exercise left: a tensor against the right one, number by number.
///
/// - Parameters:
///   - value: What the reader's cell computes.
///   - expected: The right values; the shape must be the same.
///   - tolerance: How far each number may be off.
public func check(_ value: Tensor, equals expected: Tensor, within tolerance: Double = 1e-4, _ statement: String) {
  report(statement, difference: difference(value, expected, tolerance))
}

/// Checks what an exercise left: a number against the right one.
public func check(_ value: Double, equals expected: Double, within tolerance: Double = 1e-4, _ statement: String) {
  let isRight = (value - expected).magnitude <= tolerance
  report(statement, difference: isRight ? "" : "it is \(NumberText.short(value)) and should be \(NumberText.short(expected))")
}

/// Checks what an exercise left: any value against the right one.
public func check<Value: Equatable>(_ value: Value, equals expected: Value, _ statement: String) {
  report(statement, difference: value == expected ? "" : "it is \(value) and should be \(expected)")
}

/// Checks that something holds of what an exercise left.
public func check(_ condition: Bool, _ statement: String) {
  report(statement, difference: condition ? "" : "it does not hold")
}

private func report(_ statement: String, difference: String) {
  say(.check(CheckOutcome(statement, passes: difference.isEmpty, difference: difference)))
}

/// What differs and by how much; empty when nothing does.
private func difference(_ value: Tensor, _ expected: Tensor, _ tolerance: Double) -> String {
  if value.shape != expected.shape { return "its shape is \(value.shape) and should be \(expected.shape)" }
  let pairs = zip(value.doubles, expected.doubles).enumerated()
  // Not "greater than": a difference that is not a number must not pass.
  let wrong = pairs.filter { !(($0.element.0 - $0.element.1).magnitude <= tolerance) }
  guard let first = wrong.first else { return "" }
  let place = value.rank == 0 ? "it" : "number \(position(first.offset, in: value.shape))"
  let count = wrong.count == 1 ? "" : "; \(wrong.count) of \(value.count) numbers differ"
  return "\(place) is \(NumberText.short(first.element.0)) and should be \(NumberText.short(first.element.1))\(count)"
}

/// The indices, axis by axis, of a number: `[1, 0]`.
private func position(_ offset: Int, in shape: [Int]) -> [Int] {
  var rest = offset
  let reversed = shape.reversed().map { length in
    defer { rest /= length }
    return rest % length
  }
  return reversed.reversed()
}
