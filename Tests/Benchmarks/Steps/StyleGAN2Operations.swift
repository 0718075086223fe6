/// The products of a StyleGAN2 step. The filters of each channel alone (blur, up, down) are no products of matrices and are left out.
enum StyleGAN2Operations {
  static var step: Double {
    let (mapping, synthesis, discriminator) = (mapping(32), synthesis(32), discriminator)
    let (fewerMapping, fewerSynthesis) = (self.mapping(16), self.synthesis(16))
    // R1 takes the gradient of the logits of the real images, whose pass forward the loss needs as well; then the gradients of that gradient by
    // the filters and by each gradient it carried. The minibatch's deviation is curved, so some flows into the pass forward and goes back
    // together with the loss.
    let r1 = discriminator.forward + discriminator.forward + discriminator.hiddenInputs
    // Path length: forward; back to the styles alone; and all of that differentiated. Modulation makes both passes depend on each other.
    let backToStyles = fewerSynthesis.forward
    let path =
      fewerMapping.forward + fewerSynthesis.forward + backToStyles + 2 * backToStyles + 2 * fewerSynthesis.forward + fewerMapping.backward
    let discriminators = mapping.forward + synthesis.forward + 2 * (discriminator.forward + discriminator.backward) + r1
    let generators =
      mapping.forward + synthesis.forward + discriminator.forward + discriminator.forward + 2 * synthesis.forward + mapping.backward + path
    return discriminators + generators
  }

  private static func mapping(_ n: Int) -> Products { .mlp(n, 64, 64, 64, 64, 64) }

  /// Convolutions, styles and demodulation.
  private static func synthesis(_ n: Int) -> Products {
    func layer(_ size: Int, _ inputs: Int, _ outputs: Int, up: Bool) -> [Double] {
      let product =
        up
        ? Products.convTransposed(n, size: size, inputs, outputs, kernel: 3, stride: 2, padding: 0)
        : Products.conv(n, size: size, inputs, outputs, kernel: 3, padding: 1)
      return [product, Products.dense(n, 64, inputs), Products.dense(n, inputs, outputs)]
    }
    func colors(_ size: Int, _ inputs: Int) -> [Double] {
      [Products.conv(n, size: size, inputs, 3, kernel: 1), Products.dense(n, 64, inputs)]
    }
    return Products(
      layer(4, 64, 64, up: false) + colors(4, 64) + layer(4, 64, 64, up: true) + layer(8, 64, 64, up: false) + colors(8, 64)
        + layer(8, 64, 32, up: true) + layer(16, 32, 32, up: false) + colors(16, 32))
  }

  private static var discriminator: Products {
    func block(_ size: Int, _ inputs: Int, _ outputs: Int) -> [Double] {
      [
        Products.conv(32, size: size, inputs, inputs, kernel: 3, padding: 1),
        Products.conv(32, size: size + 1, inputs, outputs, kernel: 3, stride: 2),
        Products.conv(32, size: size / 2, inputs, outputs, kernel: 1),
      ]
    }
    let head = [Products.conv(32, size: 4, 65, 64, kernel: 3, padding: 1), Products.dense(32, 1024, 64), Products.dense(32, 64, 1)]
    return Products([Products.conv(32, size: 16, 3, 32, kernel: 1)] + block(16, 32, 64) + block(8, 64, 64) + head)
  }
}
