import Tensors

/// A layer with spectral norm or without: what a block is made of that papers use both ways.
public struct OptionalSpectralNorm<Layer: WeightedLayer>: Module {
  /// The layer, unless it is normalised.
  public var plain: Layer?
  /// The normalised layer, if it is.
  public var normalized: SpectralNorm<Layer>?

  public init(_ layer: Layer, isNormalized: Bool) {
    plain = isNormalized ? nil : layer
    normalized = isNormalized ? SpectralNorm(layer) : nil
  }

  public func callAsFunction(_ x: Layer.Input) -> Tensor {
    if let normalized { return normalized(x) }
    return plain!(x)
  }
}
