infix operator .> : ComparisonPrecedence
infix operator .>= : ComparisonPrecedence
infix operator .< : ComparisonPrecedence
infix operator .<= : ComparisonPrecedence
infix operator .== : ComparisonPrecedence
infix operator .!= : ComparisonPrecedence

/// Arithmetic number by number, with NumPy's broadcasting: shapes are aligned at the last axis, and an axis of length 1 is
/// stretched to the other's length.
///
/// A number may stand on either side.
extension Tensor {
  public static func + (left: Tensor, right: Tensor) -> Tensor { Operation.add(left, right) }
  public static func - (left: Tensor, right: Tensor) -> Tensor { Operation.subtract(left, right) }
  public static func * (left: Tensor, right: Tensor) -> Tensor { Operation.multiply(left, right) }
  public static func / (left: Tensor, right: Tensor) -> Tensor { Operation.divide(left, right) }
  public static prefix func - (tensor: Tensor) -> Tensor { Operation.negate(tensor) }

  public static func + (left: Tensor, right: Double) -> Tensor { Operation.add(right)(left) }
  public static func + (left: Double, right: Tensor) -> Tensor { Operation.add(left)(right) }
  public static func - (left: Tensor, right: Double) -> Tensor { Operation.add(-right)(left) }
  public static func - (left: Double, right: Tensor) -> Tensor { Operation.add(left)(Operation.negate(right)) }
  public static func * (left: Tensor, right: Double) -> Tensor { Operation.multiply(right)(left) }
  public static func * (left: Double, right: Tensor) -> Tensor { Operation.multiply(left)(right) }
  public static func / (left: Tensor, right: Double) -> Tensor { Operation.divide(left, Tensor(right, dtype: left.dtype)) }
  public static func / (left: Double, right: Tensor) -> Tensor { Operation.divide(Tensor(left, dtype: right.dtype), right) }

  public static func += (left: inout Tensor, right: Tensor) { left = left + right }
  public static func -= (left: inout Tensor, right: Tensor) { left = left - right }
  public static func *= (left: inout Tensor, right: Tensor) { left = left * right }
  public static func /= (left: inout Tensor, right: Tensor) { left = left / right }

  public static func += (left: inout Tensor, right: Double) { left = left + right }
  public static func -= (left: inout Tensor, right: Double) { left = left - right }
  public static func *= (left: inout Tensor, right: Double) { left = left * right }
  public static func /= (left: inout Tensor, right: Double) { left = left / right }
}

/// Comparisons give 1 where they hold and 0 elsewhere; no gradient flows through them.
extension Tensor {
  public static func .> (left: Tensor, right: Tensor) -> Tensor { Operation.greater(left, right) }
  public static func .>= (left: Tensor, right: Tensor) -> Tensor { Operation.greaterOrEqual(left, right) }
  public static func .< (left: Tensor, right: Tensor) -> Tensor { Operation.less(left, right) }
  public static func .<= (left: Tensor, right: Tensor) -> Tensor { Operation.lessOrEqual(left, right) }
  public static func .== (left: Tensor, right: Tensor) -> Tensor { Operation.equal(left, right) }
  public static func .!= (left: Tensor, right: Tensor) -> Tensor { Operation.unequal(left, right) }

  public static func .> (left: Tensor, right: Double) -> Tensor { left .> Tensor(right, dtype: left.dtype) }
  public static func .>= (left: Tensor, right: Double) -> Tensor { left .>= Tensor(right, dtype: left.dtype) }
  public static func .< (left: Tensor, right: Double) -> Tensor { left .< Tensor(right, dtype: left.dtype) }
  public static func .<= (left: Tensor, right: Double) -> Tensor { left .<= Tensor(right, dtype: left.dtype) }
  public static func .== (left: Tensor, right: Double) -> Tensor { left .== Tensor(right, dtype: left.dtype) }
  public static func .!= (left: Tensor, right: Double) -> Tensor { left .!= Tensor(right, dtype: left.dtype) }
}

/// The larger of each two numbers; where they are equal the gradient goes to the second.
public func max(_ left: Tensor, _ right: Tensor) -> Tensor { Operation.maximum(left, right) }

/// The larger of each number and a constant.
public func max(_ left: Tensor, _ right: Double) -> Tensor { max(left, Tensor(right, dtype: left.dtype)) }

/// The smaller of each number and a constant.
public func min(_ left: Tensor, _ right: Double) -> Tensor { min(left, Tensor(right, dtype: left.dtype)) }

/// The smaller of each two numbers; where they are equal the gradient goes to the second.
public func min(_ left: Tensor, _ right: Tensor) -> Tensor { Operation.minimum(left, right) }

extension Operation {
  static let add: Operation = Operation(
    "+", evaluate: { BinaryKernel.add($0[0], $0[1], named: "+") },
    rules: [
      { $0.gradient.summed(to: $0.x.shape) },
      { $0.gradient.summed(to: $0.y.shape) },
    ])
  static let subtract: Operation = Operation(
    "-", evaluate: { BinaryKernel.subtract($0[0], $0[1], named: "-") },
    rules: [
      { $0.gradient.summed(to: $0.x.shape) },
      { -$0.gradient.summed(to: $0.y.shape) },
    ])
  static let multiply: Operation = Operation(
    "*", evaluate: { BinaryKernel.multiply($0[0], $0[1], named: "*") },
    rules: [
      { chained($0.gradient, $0.y).summed(to: $0.x.shape) },
      { chained($0.gradient, $0.x).summed(to: $0.y.shape) },
    ])
  static let divide: Operation = Operation(
    "/", evaluate: { BinaryKernel.divide($0[0], $0[1], named: "/") },
    rules: [
      { chainedQuotient($0.gradient, $0.y).summed(to: $0.x.shape) },
      { -chainedQuotient(chained($0.gradient, $0.output), $0.y).summed(to: $0.y.shape) },
    ])
  static let maximum: Operation = Operation(
    "max", evaluate: { BinaryKernel.maximum($0[0], $0[1], named: "max") },
    rules: [
      { ($0.gradient * ($0.x .> $0.y)).summed(to: $0.x.shape) },
      { ($0.gradient * ($0.x .<= $0.y)).summed(to: $0.y.shape) },
    ])
  static let minimum: Operation = Operation(
    "min", evaluate: { BinaryKernel.minimum($0[0], $0[1], named: "min") },
    rules: [
      { ($0.gradient * ($0.x .< $0.y)).summed(to: $0.x.shape) },
      { ($0.gradient * ($0.x .>= $0.y)).summed(to: $0.y.shape) },
    ])
  static let greater: Operation = comparison(".>", .greater)
  static let greaterOrEqual: Operation = comparison(".>=", .greaterOrEqual)
  static let less: Operation = comparison(".<", .less)
  static let lessOrEqual: Operation = comparison(".<=", .lessOrEqual)
  static let equal: Operation = comparison(".==", .equal)
  static let unequal: Operation = comparison(".!=", .unequal)

  private static func comparison(_ name: String, _ kernel: BinaryKernel) -> Operation {
    Operation(name, evaluate: { kernel($0[0], $0[1], named: name) }, rules: [{ _ in nil }, { _ in nil }])
  }
}
