import GANs

struct Conv2d: Module {
  var filter: Tensor
  var bias: Tensor?
  let stride: Int, padding: Int
  let activation: Activation
  init(_ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0, hasBias: Bool = true, activation: Activation = .identity) {
    filter = normal(shape: [kernel, kernel, inputs, outputs], deviation: 1 / Double(kernel * kernel * inputs).squareRoot())
    bias = hasBias ? Tensor(zeros: [outputs]) : nil
    (self.stride, self.padding, self.activation) = (stride, padding, activation)
  }
  func callAsFunction(_ x: Tensor) -> Tensor { activation(conv2d(x, filter, bias: bias, stride: stride, padding: padding)) }
}

struct ConvTranspose2d: Module {
  var filter: Tensor
  var bias: Tensor?
  let stride: Int, padding: Int
  let activation: Activation
  init(_ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0, hasBias: Bool = true, activation: Activation = .identity) {
    filter = normal(shape: [kernel, kernel, outputs, inputs], deviation: 1 / Double(kernel * kernel * inputs).squareRoot())
    bias = hasBias ? Tensor(zeros: [outputs]) : nil
    (self.stride, self.padding, self.activation) = (stride, padding, activation)
  }
  func callAsFunction(_ x: Tensor) -> Tensor { activation(conv2dTransposed(x, filter, bias: bias, stride: stride, padding: padding)) }
}

struct BatchNorm: Module {
  var scale: Tensor
  var shift: Tensor
  init(_ channels: Int) { (scale, shift) = (Tensor(ones: [channels]), Tensor(zeros: [channels])) }
  func callAsFunction(_ x: Tensor) -> Tensor {
    let axes = Array(0..<(x.rank - 1))
    let centred = x - x.mean(axes: axes, keepingAxes: true)
    return centred / sqrt(square(centred).mean(axes: axes, keepingAxes: true) + 1e-5) * scale + shift
  }
}
