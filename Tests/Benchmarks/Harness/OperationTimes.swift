import GANs

/// The engine's side of the operations that dominate, in a process of its own.
enum OperationTimes {
  static func printMeasured(_ options: Options) {
    EngineThreads.count = options.threads[0]
    setSeed(1)
    func time(_ name: String, _ body: () -> Void) { print("\(name): Ganbook\t\(millisecondsPerCall(options, body))") }
    for (rows, inner, columns) in [(256, 128, 128), (512, 512, 512), (64, 64, 3136)] {
      let (x, layer) = (normal(rows, inner), Dense(inner, columns, activation: .leakyReLU(0.2)))
      time("product \(rows)x\(inner)x\(columns) with bias and leaky ReLU") { _ = layer(x) }
    }
    for channels in [32, 64] {
      for (size, inputs, outputs) in [(28, 1, channels), (14, channels, 2 * channels)] { convolutions(size, inputs, outputs, time) }
    }
    batchNorm(time)
    adam(time)
    time("normals, 1 000 000") { _ = normal(1_000_000) }
  }

  /// The input's gradient is the transposed convolution itself. The filter's is reached through a differentiation, so its time holds a pass
  /// forward and a weighted sum as well, and its name says so.
  private static func convolutions(_ size: Int, _ inputs: Int, _ outputs: Int, _ time: (String, () -> Void) -> Void) {
    let name = "conv \(size)x\(size)x\(inputs) to \(outputs), 4x4 by 2, batch 64"
    let (x, filter) = (normal(64, size, size, inputs), normal(4, 4, inputs, outputs))
    let slope = normal(64, size / 2, size / 2, outputs)
    time("\(name): forward") { _ = conv2d(x, filter, stride: 2, padding: 1) }
    time("\(name): input's gradient") { _ = conv2dTransposed(slope, filter, stride: 2, padding: 1) }
    time("\(name): forward, sum, filter's gradient") { _ = gradient(at: filter) { (conv2d(x, $0, stride: 2, padding: 1) * slope).sum() } }
  }

  private static func batchNorm(_ time: (String, () -> Void) -> Void) {
    let (x, slope) = (normal(64, 14, 14, 64), normal(64, 14, 14, 64))
    let model = Normalised(norm: BatchNorm(64), x: x)
    time("batch norm 64x14x14x64: forward and backward") { _ = gradient(at: model) { ($0.norm($0.x) * slope).sum() } }
  }

  private struct Normalised: Module {
    var norm: BatchNorm
    var x: Tensor
  }

  private static func adam(_ time: (String, () -> Void) -> Void) {
    var parameter = normal(1_000_000)
    let slope = normal(1_000_000)
    var optimizer = Adam(for: parameter)
    time("Adam, 1 000 000 parameters") { optimizer.update(&parameter, along: slope) }
  }
}
