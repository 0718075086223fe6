import Tensors

/// What moves a model against its gradient.
///
/// An optimiser is a value that belongs to the model it was made for. A lesson that wants to try several says so once:
///
///     var optimizer: any Optimizer = RMSProp(for: critic, learningRate: 5e-5)
///     optimizer.update(&critic, along: gradient)
public protocol Optimizer: Checkpointable {
  /// How far a step goes; change it between steps to follow a schedule.
  var learningRate: Double { get set }

  /// Updates so far.
  var step: Int { get }

  /// Moves the model one step against the gradient, and commits the buffers that the differentiated forward pass recorded.
  ///
  /// - Parameter gradient: As `valueAndGradient(at:of:)` gives it for this model.
  /// - Precondition: The model has the parameters, in number and shape, of the one the optimiser was made for.
  mutating func update<Model: Module>(_ model: inout Model, along gradient: Model)
}

/// How weights are drawn towards zero.
///
/// The two are the same for plain gradient descent, up to the learning rate, and differ for Adam and RMSProp: there the penalty's gradient is divided by
/// the root of the second moment like the loss's, so that weights with large gradients decay less; the decoupled decay is the same for all.
///
/// - Source: Loshchilov and Hutter 2019, arXiv:1711.05101.
public enum WeightDecay: Sendable, Equatable {
  case none
  /// The gradient of `share / 2 * sum(parameter²)` is added to the loss's: `g + share * parameter`. PyTorch's `weight_decay` of SGD, Adam and RMSprop.
  case l2(Double)
  /// The parameter is multiplied by `1 - learningRate * share` before the step. This is AdamW.
  case decoupled(Double)

  /// What the rules take: the share that is added to the gradient, and the factor of the parameter.
  func terms(learningRate: Double) -> (penalty: Double, shrinkage: Double) {
    switch self {
    case .none: (0, 1)
    case .l2(let share): (share, 1)
    case .decoupled(let share): (0, 1 - learningRate * share)
    }
  }

  var share: Double {
    switch self {
    case .none: 0
    case .l2(let share), .decoupled(let share): share
    }
  }
}
