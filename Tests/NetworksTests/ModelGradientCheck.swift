import Tensors
import Testing

/// A layer together with what it is given, so that one check differentiates by both.
struct Applied<Layer: Module>: Module {
  var layer: Layer
  var input: Tensor
}

/// Compares gradients by all parameters of a model with central differences, in double precision.
enum ModelGradientCheck {
  static let difference = 1e-5
  static let tolerance = 1e-6

  /// Checks a layer's gradients of the first and second order, by its parameters and by its input.
  static func expectRight<Layer: Module>(
    _ layer: Layer, at input: Tensor, location: SourceLocation = #_sourceLocation, _ apply: @escaping (Layer, Tensor) -> Tensor
  ) {
    let applied = Applied(layer: layer, input: input)
    let value = { (applied: Applied<Layer>) -> Tensor in weightedSum([apply(applied.layer, applied.input)]) }
    let slope = { (applied: Applied<Layer>) -> Tensor in weightedSum(gradient(at: applied, of: value).parameters) }
    let (first, second) = (error(at: applied, of: value), error(at: applied, of: slope))
    #expect(first < tolerance, "first order", sourceLocation: location)
    #expect(second < tolerance, "second order", sourceLocation: location)
  }

  /// The largest deviation of a gradient from the differences, relative to the largest difference or 1.
  static func error<Model: Module>(at model: Model, of function: (Model) -> Tensor) -> Double {
    let model = doubled(model)
    let computed = gradient(at: model, of: function).parameters.flatMap(\.doubles)
    let expected = differences(at: model, of: function)
    let scale = expected.reduce(1) { max($0, abs($1)) }
    return zip(computed, expected).map { abs($0 - $1) / scale }.max() ?? 0
  }

  private static func differences<Model: Module>(at model: Model, of function: (Model) -> Tensor) -> [Double] {
    model.parameters.indices.flatMap { place in
      model.parameters[place].doubles.indices.map { index -> Double in
        func value(_ offset: Double) -> Double {
          var (moved, current) = (model, 0)
          moved.forEachParameter { parameter, _ in
            if current == place {
              var numbers = parameter.doubles
              numbers[index] += offset
              parameter = Tensor(shape: parameter.shape, doubles: numbers, dtype: .double)
            }
            current += 1
          }
          return function(moved).scalar
        }
        return (value(difference) - value(-difference)) / (2 * difference)
      }
    }
  }

  /// Different numbers with different weights, so that a rule that mixes them up is seen.
  private static func weightedSum(_ tensors: [Tensor]) -> Tensor {
    tensors.reduce(Tensor(0, dtype: .double)) { sum, y in
      let weights = (0..<y.count).map { (index: Int) -> Double in 1 + 0.37 * Double(index % 7) - 0.05 * Double(index % 11) }
      return sum + (y * Tensor(shape: y.shape, doubles: weights, dtype: .double)).sum()
    }
  }

  /// The model in double precision.
  static func doubled<Model: Module>(_ model: Model) -> Model {
    var result = model
    result.forEachParameter { parameter, _ in parameter = parameter.converted(to: .double) }
    return result
  }

  /// Numbers away from 0 and from each other.
  static func numbers(_ shape: [Int]) -> Tensor {
    let x = withSeed(99) { uniform(shape: shape, in: 0.2...1.8) }.doubles
    return Tensor(shape: shape, doubles: x.enumerated().map { $0.offset % 3 == 0 ? -$0.element : $0.element }, dtype: .double)
  }
}

/// The largest difference of two tensors' numbers, relative to the largest of the second or 1.
func deviation(_ a: Tensor, _ b: Tensor) -> Double {
  precondition(a.shape == b.shape, "\(a.shape) and \(b.shape)")
  let scale = b.doubles.reduce(1) { max($0, abs($1)) }
  return zip(a.doubles, b.doubles).reduce(0) { max($0, abs($1.0 - $1.1) / scale) }
}
