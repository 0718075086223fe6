import Tensors

/// A layer that acts by one tensor of weights, which another layer around it may replace by normalised ones.
public protocol WeightedLayer: Module {
  associatedtype Input
  /// The weights, their last axis the outputs unless `outputAxis` says otherwise.
  var weights: Tensor { get set }
  /// The axis of `weights` that counts outputs.
  var outputAxis: Int { get }
  func callAsFunction(_ x: Input) -> Tensor
}

extension WeightedLayer {
  public var outputAxis: Int { -1 }
}

extension Dense: WeightedLayer {
  public var weights: Tensor {
    get { weight }
    set { weight = newValue }
  }
}
