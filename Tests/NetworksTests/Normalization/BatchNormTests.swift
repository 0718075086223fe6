import Networks
import Tensors
import Testing

@Suite("Batch norm")
struct BatchNormTests {
  let x = Tensor([[1, 10], [3, 10], [5, 40]])

  /// A step that moves no parameter: only what the forward pass recorded is taken over.
  private func pass<Model: Module>(_ model: inout Model, _ function: (Model) -> Tensor) {
    model = model.moved(along: gradient(at: model, of: function), by: 0)
  }

  @Test("normalises each column by the batch's mean and its variance over the count")
  func handValues() {
    // Column 0: mean 3, variance 8/3; column 1: mean 20, variance 200.
    let y = BatchNorm(2)(x)
    let (a, b) = (2 / (8.0 / 3 + 1e-5).squareRoot(), 10 / (200 + 1e-5).squareRoot())
    #expect(largestDifference(y, Tensor([[-a, -b], [0, -b], [a, 2 * b]])) < 1e-6)
  }

  @Test("running moments take a tenth of each batch, the variance divided by count - 1, as PyTorch does")
  func runningMoments() {
    var norm = BatchNorm(2)
    pass(&norm) { $0(x).sum() }
    #expect(largestDifference(norm.runningMean.value, Tensor([0.3, 2])) < 1e-6)
    #expect(largestDifference(norm.runningVariance.value, Tensor([0.9 + 0.4, 0.9 + 30])) < 1e-5)
    pass(&norm) { $0(x).sum() }
    #expect(largestDifference(norm.runningMean.value, Tensor([0.57, 3.8])) < 1e-6)
  }

  @Test("momentum is the weight of the new batch and epsilon stands under the root: neither is taken for the other")
  func momentumIsNotEpsilon() {
    var norm = BatchNorm(1, momentum: 0.8)
    let column = Tensor([[1], [3], [5]])
    #expect(abs(norm(column).variance().scalar - 1) < 1e-4)
    pass(&norm) { $0(column).sum() }
    #expect(abs(norm.runningMean.value.scalar - 0.8 * 3) < 1e-6)
    // What becomes of public code that passes 0.8 in epsilon's place: variances far from 1, and slow running moments.
    var mistaken = BatchNorm(1, epsilon: 0.8)
    #expect(abs(mistaken(column).variance().scalar - (8.0 / 3) / (8.0 / 3 + 0.8)) < 1e-5)
    pass(&mistaken) { $0(column).sum() }
    #expect(abs(mistaken.runningMean.value.scalar - 0.3) < 1e-6)
  }

  @Test("an image's statistics are one for each channel, over batch, rows and columns")
  func channelsNotPixels() {
    let image = withSeed(1) { normal(5, 3, 4, 2) } * Tensor([1, 3]) + Tensor([0, 7])
    let norm = BatchNorm(2)
    let y = norm(image)
    #expect(norm.parameters.map(\.shape) == [[2], [2]] && norm.buffers.map(\.shape) == [[2], [2]])
    let flat = y.reshaped(to: [60, 2])
    #expect(abs(flat.mean(axis: 0)).max().scalar < 1e-5)
    #expect(abs(flat.variance(axis: 0) - 1).max().scalar < 1e-4)
    // Pixels are not normalised one by one: their means over the batch stay different from 0.
    #expect(abs(y.mean(axis: 0)).max().scalar > 0.1)
  }

  @Test("evaluation uses the running moments, so that a sample does not depend on its batch")
  func evaluation() {
    var norm = BatchNorm(2)
    norm.runningMean.value = Tensor([1, 2])
    norm.runningVariance.value = Tensor([4, 9])
    norm.gain = Tensor([2, 3])
    norm.bias = Tensor([10, 20])
    let y = evaluating { norm(x) }
    #expect(largestDifference(y, Tensor([[10, 28], [12, 28], [14, 58]])) < 1e-3)
    #expect(largestDifference(evaluating { norm(x[1..<2]) }, y[1..<2]) == 0)
    #expect(largestDifference(norm(x[0..<2]), norm(x)[0..<2]) > 0.1)
  }

  @Test("evaluation within a differentiation leaves the running moments alone, and its gradient is that of an affine map")
  func evaluationInDifferentiation() {
    var norm = BatchNorm(2)
    let slope = evaluating { gradient(at: x) { (norm($0) * Tensor([1, 2])).sum() } }
    #expect(largestDifference(slope, Tensor([1, 2]).broadcast(to: [3, 2])) < 1e-4)
    pass(&norm) { norm in evaluating { norm(x).sum() } }
    #expect(norm.runningMean.value == Tensor([0, 0]))
  }

  @Test("a captured model normalises by its batch and records nothing")
  func captured() {
    let discriminator = BatchNorm(2)
    let slope = gradient(at: x) { square(discriminator($0)).sum() }
    #expect(slope.isFinite && discriminator.runningMean.value == Tensor([0, 0]))
  }

  @Test("two batches in one step are recorded one behind the other")
  func twoBatches() {
    var norm = BatchNorm(2)
    pass(&norm) { $0(x).sum() + $0(x + 10).sum() }
    #expect(largestDifference(norm.runningMean.value, Tensor([0.9 * 0.3 + 1.3, 0.9 * 2 + 3])) < 1e-5)
  }

  @Test("running moments of many batches come to the data's own")
  func convergence() {
    withSeed(3) {
      var norm = BatchNorm(3)
      for _ in 0..<200 {
        let batch = normal(64, 3) * Tensor([1, 2, 0.5]) + Tensor([5, -1, 0])
        pass(&norm) { $0(batch).sum() }
      }
      #expect(largestDifference(norm.runningMean.value, Tensor([5, -1, 0])) < 0.3)
      #expect(largestDifference(norm.runningVariance.value / Tensor([1, 4, 0.25]), Tensor([1, 1, 1])) < 0.2)
    }
  }

  @Test("the activation behind it is the same fused and apart", arguments: [Activation.relu, .leakyReLU(0.2), .tanh, .sigmoid, .softplus])
  func activations(activation: Activation) {
    let image = withSeed(4) { normal(3, 4, 4, 5) }
    let (fused, plain) = (BatchNorm(5, activation: activation), BatchNorm(5))
    #expect(largestDifference(fused(image), activation(plain(image))) < 1e-6)
    #expect(largestDifference(evaluating { fused(image) }, activation(evaluating { plain(image) })) < 1e-6)
    let left = gradient(at: image) { square(fused($0)).sum() }
    let right = gradient(at: image) { square(activation(plain($0))).sum() }
    #expect(largestDifference(left, right) < 1e-4)
  }

  @Test("its training asks the system for no memory at steady state")
  func steadyMemory() {
    var norm = BatchNorm(16, activation: .leakyReLU(0.2))
    var adam = Adam(for: norm)
    let image = withSeed(5) { normal(8, 6, 6, 16) }
    func step() { adam.update(&norm, along: gradient(at: norm) { square($0(image) - 1).mean() }) }
    for _ in 0..<5 { step() }
    let before = BufferPool.requestsToSystem
    for _ in 0..<50 { step() }
    #expect(BufferPool.requestsToSystem == before)
  }
}

@Suite("Conditional batch norm")
struct ConditionalBatchNormTests {
  let x = withSeed(1) { normal(4, 3, 3, 2) } + 5

  @Test("each sample gets its class's gain and bias on the whole batch's statistics")
  func classes() {
    var norm = ConditionalBatchNorm(2, classes: 3)
    norm.gainWeight = Tensor([[0, 0], [1, 2], [-1, 0]])
    norm.biasWeight = Tensor([[0, 0], [10, 20], [0, 5]])
    let plain = BatchNorm(2)(x)
    let y = norm(x, labels: [0, 1, 2, 1])
    #expect(largestDifference(y[0], plain[0]) < 1e-5)
    #expect(largestDifference(y[1], plain[1] * Tensor([2, 3]) + Tensor([10, 20])) < 1e-4)
    #expect(largestDifference(y[2], plain[2] * Tensor([0, 1]) + Tensor([0, 5])) < 1e-4)
    #expect(largestDifference(y[3], plain[3] * Tensor([2, 3]) + Tensor([10, 20])) < 1e-4)
  }

  @Test("a new layer treats all classes alike, as plain batch norm, in training and in evaluation")
  func beginning() {
    let norm = ConditionalBatchNorm(2, classes: 3, activation: .relu)
    #expect(largestDifference(norm(x, labels: [2, 0, 1, 1]), BatchNorm(2, activation: .relu)(x)) < 1e-6)
    #expect(largestDifference(evaluating { norm(x, labels: [2, 0, 1, 1]) }, evaluating { BatchNorm(2, activation: .relu)(x) }) < 1e-6)
  }

  @Test("a class is the linear map of its one-hot vector, in training and in evaluation")
  func classesAreVectors() {
    let norm = withSeed(2) { ConditionalBatchNorm(2, conditionDimension: 3, deviation: 1) }
    let labels = [2, 0, 1, 2]
    let condition = Tensor(oneHot: labels, classes: 3)
    #expect(largestDifference(norm(x, labels: labels), norm(x, condition: condition)) < 1e-5)
    #expect(largestDifference(evaluating { norm(x, labels: labels) }, evaluating { norm(x, condition: condition) }) < 1e-4)
  }

  @Test("the condition gets a gradient that agrees with central differences")
  func gradientOfCondition() {
    let norm = withSeed(2) { ConditionalBatchNorm(2, conditionDimension: 3, deviation: 1) }.inDoublePrecision()
    let images = doubles(4, 2, 2, 2, seed: 8), condition = doubles(4, 3, seed: 9)
    #expect(DifferenceCheck.error(at: condition) { square(norm(images, condition: $0) - 0.3).sum() } < 1e-6)
    #expect(DifferenceCheck.secondOrderError(at: images) { pow(norm($0, condition: condition), 3).sum() } < 1e-5)
  }

  @Test("it records running moments as batch norm does")
  func records() {
    let conditional = gradient(at: ConditionalBatchNorm(2, classes: 2)) { $0(x, labels: [0, 1, 0, 1]).sum() }
    let plain = gradient(at: BatchNorm(2)) { $0(x).sum() }
    #expect(conditional.buffers == plain.buffers && conditional.buffers[0].min().scalar > 0.3)
  }
}
