import Tensors

extension Conv1d: WeightedLayer {
  public var weights: Tensor {
    get { filter }
    set { filter = newValue }
  }
}

extension Conv2d: WeightedLayer {
  public var weights: Tensor {
    get { filter }
    set { filter = newValue }
  }
}

/// Its filter is that of the convolution the other way, so that the outputs come before the inputs.
extension ConvTranspose2d: WeightedLayer {
  public var weights: Tensor {
    get { filter }
    set { filter = newValue }
  }
  public var outputAxis: Int { 2 }
}

extension DepthwiseConv2d: WeightedLayer {
  public var weights: Tensor {
    get { convolution.filter }
    set { convolution.filter = newValue }
  }
}

extension Embedding: WeightedLayer {
  public typealias Input = [Int]
  public var weights: Tensor {
    get { weight }
    set { weight = newValue }
  }
}
