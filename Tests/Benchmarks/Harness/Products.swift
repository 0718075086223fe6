/// The floating-point operations of a network's matrix products and convolutions, layer by layer: two for each multiplication and addition.
///
/// A convolution's products with padding are not counted: nobody needs them. Nor is anything that is no product of matrices
/// (normalisation, activations, filters of each channel alone). What is counted is therefore the least that a step needs.
struct Products {
  var layers: [Double]

  init(_ layers: [Double]) { self.layers = layers }

  /// All layers once. The gradients of all filters take as much, and so do those of all inputs.
  var forward: Double { layers.reduce(0, +) }
  /// The gradients of all inputs but the network's own.
  var hiddenInputs: Double { forward - layers[0] }
  /// Back through the network to its filters, where nobody asks for its input's gradient.
  var backward: Double { forward + hiddenInputs }

  /// A step in which the discriminator sees real and generated samples, and the generator is pushed through the discriminator.
  static func step(generator: Products, discriminator: Products) -> Double {
    let discriminators = generator.forward + 2 * (discriminator.forward + discriminator.backward)
    let generators = generator.forward + discriminator.forward + discriminator.forward + generator.backward
    return discriminators + generators
  }
}

extension Products {
  static func dense(_ batch: Int, _ inputs: Int, _ outputs: Int) -> Double { 2 * Double(batch * inputs * outputs) }

  /// Dense layers of these widths.
  static func mlp(_ batch: Int, _ widths: Int...) -> Products {
    Products(zip(widths, widths.dropFirst()).map { dense(batch, $0, $1) })
  }

  /// A convolution of square images of `size` pixels.
  static func conv(_ batch: Int, size: Int, _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0) -> Double {
    let positions = (size + 2 * padding - kernel) / stride + 1
    let taps = (0..<positions).reduce(0) { sum, position in
      sum + (0..<kernel).count { (0..<size).contains(position * stride - padding + $0) }
    }
    return 2 * Double(batch * inputs * outputs) * Double(taps * taps)
  }

  /// The transpose of the convolution that gives images of `size` pixels.
  static func convTransposed(_ batch: Int, size: Int, _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int, padding: Int) -> Double {
    conv(batch, size: (size - 1) * stride - 2 * padding + kernel, outputs, inputs, kernel: kernel, stride: stride, padding: padding)
  }
}
