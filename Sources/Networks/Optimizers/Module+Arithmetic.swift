import Tensors

// Gradients have their model's type: to accumulate them over parts of a batch is to add models.
//
//     let gradient = 0.5 * (firstHalf + secondHalf)
//
// The numbers are computed by operations, so that an enclosing differentiation sees through them. The generic operators are disfavoured:
// tensors and arrays, which are modules too, keep the operators of their own.

extension Module {
  /// A model of the same make whose parameters are computed from those of two.
  ///
  /// - Parameter function: Called with the parameters of `self` and of `other`, place by place.
  /// - Returns: `other` with the new parameters. Its buffers are those that a differentiation handed on in `other`, or else in `self`: where both have
  ///   recorded a buffer, the later one counts.
  /// - Precondition: Both have the same parameters, in number and shape.
  public func combined(with other: Self, _ function: (Tensor, Tensor) -> Tensor) -> Self {
    let mine = parameters
    var result = other
    var index = 0
    result.forEachParameter { parameter, name in
      require(
        index < mine.count && mine[index].shape == parameter.shape,
        "combined: parameter \(name) has shape \(parameter.shape) in one model and \(index < mine.count ? "\(mine[index].shape)" : "no counterpart") in the other"
      )
      parameter = function(mine[index], parameter)
      index += 1
    }
    require(index == mine.count, "combined: one model has \(mine.count) parameters and the other \(index)")
    result.fillBuffers(from: self)
    return result
  }

  /// A model of the same make with each parameter replaced by the function's result.
  public func mapParameters(_ function: (Tensor) -> Tensor) -> Self {
    var result = self
    result.forEachParameter { parameter, _ in parameter = function(parameter) }
    return result
  }
}

/// The sum of two models, or gradients, parameter by parameter.
@_disfavoredOverload
public func + <Model: Module>(left: Model, right: Model) -> Model { left.combined(with: right) { $0 + $1 } }

/// The difference of two models, parameter by parameter: `model - 0.1 * gradient` is a plain step.
@_disfavoredOverload
public func - <Model: Module>(left: Model, right: Model) -> Model { left.combined(with: right) { $0 - $1 } }

/// A model, or gradient, with all its parameters multiplied.
@_disfavoredOverload
public func * <Model: Module>(factor: Double, model: Model) -> Model { model.mapParameters { factor * $0 } }

/// A model, or gradient, with all its parameters divided.
@_disfavoredOverload
public func / <Model: Module>(model: Model, divisor: Double) -> Model { model.mapParameters { $0 / divisor } }
