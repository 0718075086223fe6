import Networks
import Tensors
import Testing

/// A filter alone, as a convolution has it.
private struct Filter: WeightedLayer {
  var weights: Tensor
  let outputAxis: Int
  func callAsFunction(_ x: Tensor) -> Tensor { x * weights.sum() }
}

@Suite("Spectral norm")
struct SpectralNormTests {
  /// Singular values 3, 2 and 0.5: orthogonal rows of these lengths.
  let weight = Tensor([[2.4, 1.8, 0, 0], [0, 0, 2, 0], [-0.3, 0.4, 0, 0]])

  /// A layer whose u knows nothing of the weights.
  private func ignorant() -> SpectralNorm<Dense> {
    var layer = withSeed(1) { SpectralNorm(Dense(3, 4)) }
    layer.layer.weight = weight
    layer.layer.bias = Tensor(zeros: [4])
    layer.u.value = Tensor([0.5, 0.5, 0.5, 0.5])
    return layer
  }

  private func step(_ model: inout SpectralNorm<Dense>, _ x: Tensor = Tensor(ones: [1, 3])) {
    model = model.moved(along: gradient(at: model) { $0(x).sum() }, by: 0)
  }

  @Test("sigma comes to the largest singular value over the steps, one iteration each")
  func convergence() {
    var layer = ignorant()
    var errors: [Double] = []
    for _ in 0..<20 {
      errors.append(abs(layer.sigma.scalar - 3))
      step(&layer)
    }
    #expect(errors[0] > 0.1 && errors[1] > 1e-3)
    #expect(zip(errors, errors.dropFirst()).prefix(4).allSatisfy { $1 < $0 })
    #expect(abs(layer.sigma.scalar - 3) < 1e-5)
    #expect(largestDifference(layer.normalizedLayer.weight, weight / 3) < 1e-5)
  }

  @Test("a new layer knows its largest singular value already: no input is stretched by more than 1")
  func beginning() {
    let layer = withSeed(2) { SpectralNorm(Dense(20, 30)) }
    let normalized = layer.normalizedLayer.weight
    let x = withSeed(3) { normal(500, 20) }
    let stretch = sqrt(square(matmul(x, normalized)).sum(axis: 1) / square(x).sum(axis: 1))
    #expect(stretch.max().scalar < 1.1 && stretch.max().scalar > 0.5)
  }

  @Test("u is kept: it moves by one iteration in each step, however often the layer is called in it")
  func oneIterationAStep() {
    var (once, often) = (ignorant(), ignorant())
    let x = Tensor(ones: [1, 3])
    step(&once)
    let slope = gradient(at: often) { model in
      let first = model.normalizedLayer.weight
      let penalty = square(gradient(at: x) { model($0).sum() }).sum()
      #expect(model.normalizedLayer.weight == first)
      return model(x).sum() + model(x * 2).sum() + penalty
    }
    often.commitBuffers(from: slope)
    #expect(once.u.value == often.u.value && once.u.value != ignorant().u.value)
    // The algorithm written out: v = W u / |W u|, u = Wᵀ v / |Wᵀ v|.
    let v = matmul(weight, ignorant().u.value.reshaped(to: [4, 1]))
    let u = matmul(weight.transposed(), v / sqrt(square(v).sum()))
    #expect(largestDifference(once.u.value, (u / sqrt(square(u).sum())).reshaped(to: [4])) < 1e-6)
  }

  @Test("real and fake see the same weights, inside of a step and after it")
  func sameWeights() {
    var layer = ignorant()
    var seen: [Tensor] = []
    let slope = gradient(at: layer) { model in
      seen = [model.normalizedLayer.weight, model.normalizedLayer.weight]
      return model(Tensor(ones: [1, 3])).sum()
    }
    layer.commitBuffers(from: slope)
    #expect(seen[0] == seen[1] && layer.normalizedLayer.weight == seen[0])
  }

  @Test("the museum's layer iterates in every call, and a point scores otherwise as a real one than as a fake one; this one does not")
  func iterationInEveryCall() {
    let x = Tensor([[1, 1, 1]])
    // The wrong layer, written out: each call moves u on before it divides by sigma.
    var u = ignorant().u.value
    func scoreOfWrongLayer() -> Tensor {
      let v = matmul(weight, u.reshaped(to: [4, 1]))
      let next = matmul(weight.transposed(), v / sqrt(square(v).sum())).reshaped(to: [4])
      u = next / sqrt(square(next).sum())
      return matmul(x, weight) / sqrt(square(matmul(weight, u.reshaped(to: [4, 1]))).sum())
    }
    #expect(largestDifference(scoreOfWrongLayer(), scoreOfWrongLayer()) > 0.01)
    var layer = ignorant()
    var scores: [Tensor] = []
    let slope = gradient(at: layer) { model in
      scores = [model(x).withoutGradient, model(x).withoutGradient]
      return model(x).sum()
    }
    layer.commitBuffers(from: slope)
    #expect(scores[0] == scores[1] && scores[0] == layer(x))
  }

  @Test("u stands still in evaluation, outside of a differentiation, and in a captured model")
  func frozen() {
    var layer = ignorant()
    let x = Tensor(ones: [1, 3])
    let before = layer(x)
    _ = gradient(at: x) { [layer] in layer($0).sum() }
    #expect(layer(x) == before)
    let slope = evaluating { gradient(at: layer) { $0(x).sum() } }
    layer.commitBuffers(from: slope)
    #expect(layer.u.value == ignorant().u.value && layer(x) == before)
  }

  @Test("sigma carries gradient: it agrees with central differences in which u and v stand still")
  func gradientThroughSigma() {
    let layer = ignorant().inDoublePrecision()
    let x = doubles(2, 3, seed: 4), point = layer.layer.weight
    let u = layer.u.value.converted(to: .double).reshaped(to: [4, 1])
    let v = matmul(point, u) / sqrt(square(matmul(point, u)).sum())
    func loss(_ weight: Tensor) -> Tensor {
      let sigma = matmul(v.transposed(), matmul(weight, u)).sum()
      return square(matmul(x, weight / sigma) - 1).sum()
    }
    func layerLoss(_ weight: Tensor) -> Tensor {
      var layer = layer
      layer.layer.weight = weight
      return square(layer(x) - 1).sum()
    }
    #expect(DifferenceCheck.error(at: point, of: loss) < 1e-6)
    #expect(DifferenceCheck.error(at: point, of: layerLoss) < 1e-6)
    #expect(largestDifferenceOfDoubles(gradient(at: point, of: loss), gradient(at: point, of: layerLoss)) < 1e-10)
    #expect(DifferenceCheck.secondOrderError(at: point, of: layerLoss) < 1e-5)
  }

  @Test("normalised weights do not change with the size of the weights, so their gradient is perpendicular to them")
  func perpendicularGradient() {
    let layer = ignorant()
    let slope = gradient(at: layer) { square($0(Tensor([[1, -2, 3]])) - 1).sum() }
    #expect(abs((slope.layer.weight * weight).sum().scalar) < 1e-4)
    #expect(abs(slope.layer.weight).max().scalar > 0.1)
  }

  @Test("a filter is the matrix of everything else times its outputs, on whatever axis those are", arguments: [3, 2])
  func filters(axis: Int) {
    let filter = withSeed(5) { normal(3, 3, 4, 5) }
    let matrix = axis == 3 ? filter.reshaped(to: [36, 5]) : filter.permuted([0, 1, 3, 2]).reshaped(to: [45, 4])
    var layer = withSeed(6) { SpectralNorm(Filter(weights: filter, outputAxis: axis)) }
    for _ in 0..<100 { layer = layer.moved(along: gradient(at: layer) { $0(Tensor(1)) }, by: 0) }
    // The largest eigenvalue of the matrix times its transpose, by its powers.
    var power = matmul(matrix.transposed(), matrix)
    let trace = { (x: Tensor) -> Double in (0..<x.shape[0]).reduce(0) { (sum: Double, i: Int) -> Double in sum + x[i][i].scalar } }
    let square = power
    power = power / trace(power)
    for _ in 0..<10 {
      power = matmul(power, power)
      power = power / trace(power)
    }
    let largest = trace(matmul(square, power)).squareRoot()
    #expect(abs(layer.sigma.scalar / largest - 1) < 1e-4)
  }

  @Test("goes around convolutions, either way, and embeddings")
  func otherLayers() {
    withSeed(7) {
      let image = normal(2, 6, 6, 3)
      var convolution = Conv2d(3, 5, kernel: 3, padding: 1, activation: .leakyReLU(0.1))
      let normalized = SpectralNorm(convolution)
      convolution.filter = convolution.filter / normalized.sigma
      #expect(largestDifference(normalized(image), convolution(image)) < 1e-6)
      let transposed = SpectralNorm(ConvTranspose2d(3, 5, kernel: 4, stride: 2, padding: 1))
      #expect(transposed.u.value.shape == [5] && transposed(image).shape == [2, 12, 12, 5])
      let embedding = SpectralNorm(Embedding(10, 4))
      #expect(largestDifference(embedding([3, 1]), embedding.layer([3, 1]) / embedding.sigma) < 1e-6)
      let slope = gradient(at: normalized) { square($0(image)).sum() }
      #expect(slope.layer.filter.isFinite && abs(slope.layer.filter).max().scalar > 0 && slope.u.value != normalized.u.value)
    }
  }

  @Test("zero weights stay zero, with finite gradients")
  func zeroWeights() {
    var layer = ignorant()
    layer.layer.weight = Tensor(zeros: [3, 4])
    #expect(layer(Tensor(ones: [1, 3])) == Tensor(zeros: [1, 4]))
    let slope = gradient(at: layer) { $0(Tensor(ones: [1, 3])).sum() }
    #expect(slope.layer.weight.isFinite && slope.u.value.isFinite)
  }

  @Test("the buffer is named, and the parameters are the layer's own")
  func names() {
    let layers = [ignorant(), ignorant()]
    #expect(layers.namedBuffers.map(\.name) == ["0.u", "1.u"])
    #expect(layers[0].namedParameters.map(\.name) == ["layer.weight", "layer.bias"])
  }

  @Test("an unrolled copy iterates on its own")
  func unrolled() {
    let discriminator = ignorant()
    var copy = discriminator
    step(&copy)
    #expect(copy.u.value != discriminator.u.value && discriminator.u.value == ignorant().u.value)
  }

  @Test("the length of u does not matter: a model whose u is a mean of several has the same weights")
  func lengthOfVector() {
    var layer = withSeed(21) { SpectralNorm(Dense(5, 4)) }
    let x = withSeed(22) { normal(3, 5) }
    let expected = evaluating { layer(x) }
    layer.u = Buffer(layer.u.value * 0.3)
    #expect(largestDifference(evaluating { layer(x) }, expected) < 1e-6)
  }
}
