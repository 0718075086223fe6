import Networks
import Tensors
import Testing

/// Centres by the batch, and keeps the mean for later.
private struct Normalised: Module {
  var gain = Tensor(1)
  var mean = Buffer(Tensor(0))

  func callAsFunction(_ x: Tensor) -> Tensor {
    mean.record(0.5 * mean.latest + 0.5 * x.mean())
    return gain * (x - x.mean())
  }
}

@Suite("Exponential moving averages")
struct ExponentialMovingAverageTests {
  @Test("the average is the weighted mean of all models seen, and of nothing else")
  func closedForm() {
    let models = withSeed(1) { (0..<12).map { _ in normal(7).converted(to: .double) } }
    var average = ExponentialMovingAverage(of: Tensor(repeating: 1e6, shape: [7], dtype: .double), decay: 0.8)
    for (n, model) in models.enumerated() {
      average.update(with: model)
      var (sum, weight) = (Tensor(zeros: [7], dtype: .double), 0.0)
      for (i, seen) in models[...n].enumerated() {
        let share = (i..<n).reduce(1.0) { product, _ in product * 0.8 }
        sum = sum + share * seen
        weight += share
      }
      #expect(largestDifference(average.model, sum / weight) < 1e-14)
    }
    #expect(average.updates == 12)
  }

  @Test(
    "after one update it is the model to the bit, whatever it began with: no zeros and no beginnings are left in it",
    arguments: [0, 0.5, 0.9999])
  func firstUpdate(decay: Double) {
    let (start, newest) = withSeed(2) { (MLP(2, 5, 1), MLP(2, 5, 1)) }
    var average = ExponentialMovingAverage(of: start, decay: decay)
    #expect(average.model.parameters == start.parameters)
    average.update(with: newest)
    #expect(average.model.parameters == newest.parameters)
  }

  @Test("the museum's average leaves batch norm's statistics behind; this one averages them with the weights, step by step")
  func buffers() {
    var model = Normalised()
    var optimizer = SGD(for: model, learningRate: 0.1)
    var average = ExponentialMovingAverage(of: model, decay: 0.75)
    var (gains, means, weight) = (0.0, 0.0, 0.0)
    for step in 1...6 {
      let x = Tensor([Double(step), Double(step) + 2])
      optimizer.update(&model, along: gradient(at: model) { square($0(x) - 1).mean() })
      average.update(with: model)
      gains = 0.75 * gains + model.gain.scalar
      means = 0.75 * means + model.mean.value.scalar
      weight = 0.75 * weight + 1
      #expect(abs(average.model.gain.scalar - gains / weight) < 1e-6)
      #expect(abs(average.model.mean.value.scalar - means / weight) < 1e-5)
    }
    #expect(abs(average.model.mean.value.scalar - Normalised().mean.value.scalar) > 1)
  }

  @Test("the museum's average, from zero and uncorrected, is a thousand times too small after one update; this one is not")
  func uncorrected() {
    let decay = 0.999
    let museum = (1 - decay) * Tensor([5])
    var average = ExponentialMovingAverage(of: Tensor([0]), decay: decay)
    average.update(with: Tensor([5]))
    #expect(abs(museum[0].scalar - 0.005) < 1e-6 && average.model[0].scalar == 5)
  }

  @Test("it is a value, and the models it has seen are left alone")
  func valueSemantics() {
    let models = withSeed(3) { (0..<3).map { _ in MLP(2, 3, 1) } }
    let numbers = models.map { $0.parameters.map(\.values) }
    var average = ExponentialMovingAverage(of: models[0], decay: 0.5)
    average.update(with: models[0])
    let copy = average
    average.update(with: models[1])
    average.update(with: models[2])
    #expect(models.map { $0.parameters.map(\.values) } == numbers)
    #expect(copy.model.parameters == models[0].parameters && copy.updates == 1)
  }
}
