import Tensors

/// A layer whose weights are divided by their largest singular value.
///
///     W / sigma,   sigma = norm(W u),   u = Wᵀ v / norm(Wᵀ v),   v = W u / norm(W u)
///
/// W is the weight tensor as a matrix [everything else, outputs]. The power iteration for u goes one step further in each
/// differentiation of the model, however often the layer is called in it: D(real) and D(fake) see the same weights. In evaluation, and where
/// the model is captured as a constant, u stands still. The gradient flows through sigma, with u a constant.
///
///     var discriminator = [SpectralNorm(Dense(2, 128, activation: .leakyReLU(0.1))), SpectralNorm(Dense(128, 1))]
///
/// - Source: Miyato et al. 2018, arXiv:1802.05957, algorithm 1.
/// - Deviation: u has gone through 15 iterations before the first step, as PyTorch's has, and v is that of the new u instead of the one that
///   made it: half an iteration further, and u alone says what the weights are. The first order is that of the paper's constant u and
///   v, since norm(W u) does not change with v; in the second v moves along with W.
public struct SpectralNorm<Layer: WeightedLayer>: Module {
  /// The layer with its weights as they are learnt.
  public var layer: Layer
  /// The right singular vector as far as it is known, [outputs].
  public var u: Buffer

  public init(_ layer: Layer) {
    self.layer = layer
    let matrix = spectralMatrix(layer.weights, outputAxis: layer.outputAxis)
    var vector = unitVector(normal(shape: [matrix.shape[1]]).converted(to: matrix.dtype))
    for _ in 0..<15 { vector = powerIteration(matrix, vector) }
    u = Buffer(vector)
  }

  /// - Parameter x: What the layer takes.
  /// - Returns: What the layer with normalised weights gives.
  public func callAsFunction(_ x: Layer.Input) -> Tensor { normalizedLayer(x) }

  /// The layer as it acts now: with its weights divided by sigma.
  public var normalizedLayer: Layer {
    var result = layer
    result.weights = layer.weights / sigma
    return result
  }

  /// The largest singular value as far as it is known. In a model that is differentiated the first look moves u one iteration on.
  public var sigma: Tensor {
    let matrix = spectralMatrix(layer.weights, outputAxis: layer.outputAxis)
    if u.isRecording && !u.isRecorded {
      let constant = matrix.withoutGradient
      u.record(powerIteration(constant, u.latest.converted(to: constant.dtype)))
    }
    let vector = unit(u.latest.converted(to: matrix.dtype)).reshaped(to: [matrix.shape[1], 1])
    // The square of 1e-12, the smallest sigma there is: zero weights stay zero.
    return sqrt(square(matmul(matrix, vector)).sum() + 1e-24)
  }

  /// A step of the power iteration leaves a unit vector, which stays as it is, to the bit; the mean of several, as an averaged model has it, is none.
  private func unit(_ vector: Tensor) -> Tensor {
    abs(square(vector).sum().scalar - 1) < 1e-5 ? vector : unitVector(vector)
  }
}

/// A weight tensor as the matrix [everything else, outputs].
func spectralMatrix(_ weights: Tensor, outputAxis: Int) -> Tensor {
  require(weights.rank >= 2, "SpectralNorm: weights of shape \(weights.shape); at least two axes are needed")
  let axis = outputAxis < 0 ? outputAxis + weights.rank : outputAxis
  require(weights.shape.indices.contains(axis), "SpectralNorm: output axis \(outputAxis) of weights of shape \(weights.shape)")
  let order = weights.shape.indices.filter { $0 != axis } + [axis]
  let last = axis == weights.rank - 1 ? weights : weights.permuted(order)
  return last.reshaped(to: [-1, weights.shape[axis]])
}

/// One step of the power iteration with Wᵀ W.
private func powerIteration(_ matrix: Tensor, _ u: Tensor) -> Tensor {
  let v = unitVector(matmul(matrix, u.reshaped(to: [u.count, 1])).reshaped(to: [matrix.shape[0]]))
  return unitVector(matmul(v.reshaped(to: [1, v.count]), matrix).reshaped(to: [u.count]))
}

private func unitVector(_ x: Tensor) -> Tensor { x / (sqrt(square(x).sum()) + 1e-12) }
