import Tensors

/// The tensors that an optimiser keeps for each parameter of its model, in the model's order.
struct OptimizerStates {
  /// What messages call the optimiser.
  let owner: String
  /// The paths of the model's parameters.
  let names: [String]
  /// The states by kind, such as first and second moments, and for each kind one tensor a parameter.
  private(set) var kinds: [(name: String, tensors: [Tensor])]
  private let shapes: [[Int]]

  /// Zeros for each parameter and kind.
  init<Model: Module>(for model: Model, kinds: [String], owner: String) {
    self.owner = owner
    let parameters = model.namedParameters
    names = parameters.map(\.name)
    shapes = parameters.map(\.value.shape)
    self.kinds = kinds.map { kind in (kind, parameters.map { Tensor(zeros: $0.value.shape, dtype: $0.value.dtype) }) }
  }

  /// All parameters of a model with their gradients and states, the model's buffers brought up to date.
  mutating func batch<Model: Module>(_ model: inout Model, along gradient: Model) -> UpdateBatch {
    let gradients = gradient.parameters
    require(
      gradients.count == names.count,
      "\(owner): the optimiser was made for \(names.count) parameters and this model has \(gradients.count); make one for this model")
    var batch = UpdateBatch()
    var index = 0
    model.forEachParameter { parameter, name in
      require(
        index < shapes.count && parameter.shape == shapes[index],
        "\(owner): parameter \(name) has shape \(parameter.shape), and the optimiser was made for \(index < shapes.count ? shapes[index] : [])"
      )
      require(
        gradients[index].shape == parameter.shape && gradients[index].dtype == parameter.dtype,
        "\(owner): parameter \(name) has shape \(parameter.shape), and its gradient has \(gradients[index].shape), or another precision")
      batch.add(
        &parameter, gradients[index], states: storage(0, index, parameter), storage(1, index, parameter), storage(2, index, parameter))
      index += 1
    }
    model.commitBuffers(from: gradient)
    return batch
  }

  /// The numbers of one state, for changing in place; nil where there is no such kind.
  private mutating func storage(_ kind: Int, _ index: Int, _ parameter: Tensor) -> Storage? {
    guard kind < kinds.count else { return nil }
    if kinds[kind].tensors[index].dtype != parameter.dtype {
      kinds[kind].tensors[index] = kinds[kind].tensors[index].converted(to: parameter.dtype)
    }
    kinds[kind].tensors[index].makeUnique()
    return kinds[kind].tensors[index].storage
  }

  /// Puts saved tensors in the states' places, once all of them have been found.
  mutating func replace(_ tensors: [[Tensor]]) {
    for kind in kinds.indices { kinds[kind].tensors = tensors[kind] }
  }
}

/// base^exponent by squaring; the C library's `pow` differs between machines.
func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, factor, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return result
}
