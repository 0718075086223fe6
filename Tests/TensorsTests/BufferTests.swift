import Tensors
import Testing

/// Adds the mean of what it sees to a running total; scales by a parameter.
private struct Counting: Module {
  var scale = Tensor(2)
  var total = Buffer(Tensor(0))
  func callAsFunction(_ x: Tensor) -> Tensor {
    total.record(total.latest + x.mean())
    return x * scale
  }
}

private struct Nested: Module {
  var layers = [Counting(), Counting()]
  var optional: Counting? = Counting()
  var absent: Counting?
  var spare: Buffer? = Buffer(Tensor([7, 8]))
  let fixed = Buffer(Tensor(5))
  func callAsFunction(_ x: Tensor) -> Tensor { optional!(layers[1](layers[0](x))) }
}

private struct Pair: Module {
  var left = Counting()
  var right = Counting()
}

@Suite("Buffers")
struct BufferTests {
  let x = Tensor([1, 2, 3])

  private func step<Model: Module>(_ model: inout Model, _ function: (Model) -> Tensor) {
    let slope = gradient(at: model, of: function)
    model = model.moved(along: slope, by: 0)
  }

  @Test("reflection finds buffers in arrays and optionals, names them by their path, and keeps them out of the parameters")
  func names() {
    let model = Nested()
    #expect(model.namedBuffers.map(\.name) == ["layers.0.total", "layers.1.total", "optional.total", "spare"])
    #expect(model.namedParameters.map(\.name) == ["layers.0.scale", "layers.1.scale", "optional.scale"])
    #expect(model.buffers.last == Tensor([7, 8]))
  }

  @Test("a record reaches the model with the commit, and not before")
  func commit() {
    var model = Counting()
    let slope = gradient(at: model) { traced in
      let y = traced(x).sum()
      #expect(traced.total.value.scalar == 0 && traced.total.latest.scalar == 2 && traced.total.isRecorded)
      return y
    }
    #expect(model.total.value.scalar == 0 && slope.scale.scalar == 6)
    model.commitBuffers(from: slope)
    #expect(model.total.value.scalar == 2)
    #expect(model.scale.scalar == 2)
  }

  @Test("a second record in the same step builds on the first, and steps on each other")
  func repeatedRecords() {
    var model = Counting()
    step(&model) { $0(x).sum() + $0(x * 10).sum() }
    #expect(model.total.value.scalar == 22)
    step(&model) { $0(x).sum() }
    #expect(model.total.value.scalar == 24)
  }

  @Test("arrays and optionals of modules record each for itself")
  func arraysAndOptionals() {
    var model = Nested()
    step(&model) { $0(x).sum() }
    #expect(model.buffers.map(\.values) == [[2], [4], [8], [7, 8]])
    #expect(model.fixed.value.scalar == 5)
  }

  @Test("a captured model records nothing, outside of a differentiation and inside of one over something else")
  func capturedModels() {
    let model = Counting()
    _ = model(x)
    #expect(!model.total.isRecording)
    let slope = gradient(at: Counting()) { other in
      #expect(!model.total.isRecording && other.total.isRecording)
      return model(x).sum() + other(x * 3).sum()
    }
    #expect(model.total.value.scalar == 0 && model.total.latest.scalar == 0)
    #expect(slope.total.value.scalar == 6)
  }

  @Test("a record within an inner differentiation over something else belongs to the model")
  func gradientPenalty() {
    var model = Counting()
    step(&model) { model in
      let slopes = gradient(at: x * 5) { model($0).sum() }
      return square(slopes).sum() + model(x).sum()
    }
    #expect(model.total.value.scalar == 12)
  }

  @Test("a record carries no graph, not even of an enclosing differentiation")
  func recordsAreConstants() {
    var committed = Counting()
    let slope = gradient(at: x) { x in
      let inner = gradient(at: committed) { $0(square(x)).sum() }
      committed.commitBuffers(from: inner)
      return (committed.total.value * x).sum()
    }
    let total = Double(14) / 3
    #expect(slope.isClose(to: Tensor(repeating: total, shape: [3]), within: 1e-6))
  }

  @Test("two models in nested differentiations record each into its own gradient")
  func twoNestedModels() {
    let (outer, inner) = (Counting(), Counting())
    var innerSlope = inner
    let outerSlope = gradient(at: outer) { outer in
      innerSlope = gradient(at: inner) { inner in inner(outer(x)).sum() }
      return innerSlope.scale
    }
    #expect(outerSlope.total.value.scalar == 2)
    #expect(innerSlope.total.value.scalar == 4)
    #expect(outerSlope.scale.scalar == 6)
  }

  @Test("two models side by side in one differentiation do not mix")
  func pair() {
    var pair = Pair()
    step(&pair) { $0.left(x).sum() + $0.right(x * 4).sum() }
    #expect(pair.left.total.value.scalar == 2 && pair.right.total.value.scalar == 8)
    step(&pair) { $0.left(x).sum() }
    #expect(pair.left.total.value.scalar == 4 && pair.right.total.value.scalar == 8)
  }

  @Test("the same model in an outer and an inner differentiation hands its records on in both")
  func sameModelTwice() {
    let model = Counting()
    var innerSlope = model
    let outerSlope = gradient(at: model) { model in
      let first = model(x).sum()
      innerSlope = gradient(at: model) { model in
        #expect(model.total.isRecorded && model.total.latest.scalar == 2)
        return square(model(x * 2)).sum()
      }
      #expect(model.total.latest.scalar == 6)
      return first + square(innerSlope.scale)
    }
    #expect(innerSlope.total.value.scalar == 6 && outerSlope.total.value.scalar == 6)
  }

  @Test("an unrolled copy steps with buffers of its own and leaves the model it was copied from alone")
  func unrolledCopy() {
    let discriminator = Counting()
    var seen: [Double] = []
    let slope = gradient(at: Tensor(3)) { z in
      var d = discriminator
      for _ in 0..<3 {
        d = d.moved(along: gradient(at: d) { square($0(x * z)).mean() }, by: -0.001)
        seen.append(d.total.value.scalar)
      }
      _ = d(x)
      seen.append(d.total.latest.scalar)
      return d(x * z).sum()
    }
    #expect(seen == [6, 12, 18, 18])
    #expect(discriminator.total.value.scalar == 0 && slope.scalar != 0)
  }

  @Test("an unrolled step is differentiated through: the gradient agrees with central differences")
  func unrolledGradient() {
    func loss(_ z: Tensor) -> Tensor {
      var d = Tensor(0.7, dtype: .double)
      for _ in 0..<3 { d = d.moved(along: gradient(at: d) { square($0 * z - 1) }, by: -0.1) }
      return square(d)
    }
    let point = Tensor(0.9, dtype: .double)
    #expect(GradientCheck.error(at: point, of: loss) < GradientCheck.tolerance)
    #expect(gradient(at: point, of: loss).scalar != 0)
  }

  @Test("a copy made inside the closure and one made outside share nothing with each other afterwards")
  func copies() {
    var model = Counting()
    let copy = model
    step(&model) { $0(x).sum() }
    #expect(copy.total.value.scalar == 0)
    var second = model
    second.total.value = Tensor(100)
    #expect(model.total.value.scalar == 2)
  }

  @Test("a traced model that escapes its closure records nothing any more, and is what it was before")
  func escapedModel() {
    var escaped = Counting()
    _ = gradient(at: Counting()) { model in
      escaped = model
      return model(x).sum()
    }
    _ = escaped(x)
    #expect(!escaped.total.isRecording && !escaped.total.isRecorded)
    #expect(escaped.total.latest.scalar == 0 && escaped.total.value.scalar == 0)
  }

  @Test("what no forward pass recorded is not committed: a later value of the model stays")
  func nothingRecorded() {
    var model = Counting()
    let slope = gradient(at: model) { square($0.scale) }
    model.total.value = Tensor(9)
    model.commitBuffers(from: slope)
    #expect(model.total.value.scalar == 9)
  }

  @Test("in evaluation nothing is recorded")
  func evaluation() {
    var model = Counting()
    step(&model) { model in evaluating { model(x).sum() } }
    #expect(model.total.value.scalar == 0)
  }

  @Test("a buffer keeps its precision whatever is recorded")
  func precision() {
    var model = Counting()
    step(&model) { model in
      model.total.record(Tensor(0.25, dtype: .double))
      return model.scale
    }
    #expect(model.total.value.dtype == .float && model.total.value.scalar == 0.25)
  }

  @Test("a thousand steps with records ask the system for no memory")
  func steadyMemory() {
    var model = Counting()
    for _ in 0..<5 { step(&model) { $0(x).sum() } }
    let before = BufferPool.requestsToSystem
    for _ in 0..<1_000 { step(&model) { $0(x).sum() } }
    #expect(BufferPool.requestsToSystem == before)
    #expect(model.total.value.scalar == 2_010)
  }
}

@Suite("Evaluation")
struct EvaluationTests {
  @Test("holds within its body, nests, and ends with it even when the body throws")
  func scope() {
    struct Stop: Error {}
    #expect(!isEvaluating)
    let inside = evaluating { [isEvaluating, evaluating { isEvaluating }, isEvaluating] }
    #expect(inside == [true, true, true] && !isEvaluating)
    #expect(throws: Stop.self) { try evaluating { throw Stop() } }
    #expect(!isEvaluating)
  }
}
