import Tensors

/// A gated recurrent unit, for text.
///
///     r  = sigmoid(x W_r + h U_r + b_r)
///     z  = sigmoid(x W_z + h U_z + b_z)
///     h~ = tanh(x W + (r * h) U + b)
///     new h = z * h + (1 - z) * h~
///
/// The reset gate r acts on the state before the product with U, as the paper has it; cuDNN's and PyTorch's unit applies it behind.
///
/// - Source: Cho et al. 2014, arXiv:1406.1078, eqs. 5-8.
/// - Deviation: biases, which the paper leaves out of its formulas.
public struct GRU: Module {
  /// [inputs, 3 * units]: W_r, W_z and W side by side.
  public var inputWeight: Tensor
  /// [units, 2 * units]: U_r and U_z side by side.
  public var gateWeight: Tensor
  /// [units, units]: U.
  public var candidateWeight: Tensor
  /// [3 * units]: b_r, b_z and b.
  public var bias: Tensor

  /// The length of the state.
  public var units: Int { candidateWeight.shape[0] }

  /// - Parameter initializer: Weights and biases from U(-limit, limit), limit = 1 / sqrt(units), unless another is given, which is told the fans of
  ///   each single matrix.
  public init(_ inputs: Int, units: Int, initializer: Initializer? = nil) {
    requireChannels("GRU", inputs, units, kernel: 1)
    func weights(_ rows: Int, _ count: Int) -> Tensor {
      let make = initializer ?? .fanInUniform
      let fanIn = Double(initializer == nil ? units : rows)
      return concatenate((0..<count).map { _ in make.weights([rows, units], fanIn: fanIn, fanOut: Double(units)) }, axis: 1)
    }
    inputWeight = weights(inputs, 3)
    gateWeight = weights(units, 2)
    candidateWeight = weights(units, 1)
    bias = (initializer ?? .fanInUniform).biases(3 * units, fanIn: Double(units))
  }

  /// The states over sequences, each from the one before.
  ///
  /// - Parameters:
  ///   - x: [batch, length, inputs].
  ///   - state: The state in front of the first step, [batch, units]; zeros unless it is given.
  /// - Returns: [batch, length, units]; the last step's is the whole sequence's.
  public func callAsFunction(_ x: Tensor, state: Tensor? = nil) -> Tensor {
    require(
      x.rank == 3 && x.shape[2] == inputWeight.shape[0],
      "GRU: the input has shape \(x.shape), and the layer takes [batch, length, \(inputWeight.shape[0])]")
    let (batch, length) = (x.shape[0], x.shape[1])
    require(length > 0, "GRU: the sequences of \(x.shape) have no steps")
    // The inputs' share of all steps is one product, with the steps in front so that each is a block of rows.
    let steps = x.permuted([1, 0, 2]).reshaped(to: [length * batch, x.shape[2]])
    let projected = affine(steps, weight: inputWeight, bias: bias, activation: .none)
    var state = state ?? Tensor(zeros: [batch, units], dtype: x.dtype)
    let states = (0..<length).map { step -> Tensor in
      state = next(state, projected[step * batch..<(step + 1) * batch])
      return state.reshaped(to: [batch, 1, units])
    }
    return concatenate(states, axis: 1)
  }

  /// One step, for sequences that are made while they are read.
  ///
  /// - Parameters:
  ///   - x: [batch, inputs].
  ///   - state: [batch, units].
  /// - Returns: The new state.
  public func step(_ x: Tensor, state: Tensor) -> Tensor {
    next(state, affine(x, weight: inputWeight, bias: bias, activation: .none))
  }

  private func next(_ state: Tensor, _ projected: Tensor) -> Tensor {
    require(
      state.shape == [projected.shape[0], units], "GRU: the state has shape \(state.shape), and [\(projected.shape[0]), \(units)] is needed"
    )
    let gates = sigmoid(projected.sliced(axis: 1, 0..<2 * units) + matmul(state, gateWeight))
    let (reset, update) = (gates.sliced(axis: 1, 0..<units), gates.sliced(axis: 1, units..<2 * units))
    let candidate = tanh(projected.sliced(axis: 1, 2 * units..<3 * units) + matmul(reset * state, candidateWeight))
    return candidate + update * (state - candidate)
  }
}
