import Adversarial
import Networks
import Tensors
import Testing

/// What Ganbook calls by a case's name.
typealias Subject = @Sendable (Case, [Tensor]) -> Tensor

@Suite("Agreement with PyTorch")
struct AgreementTests {
  static let subjects = operationSubjects.merging(layerSubjects) { $1 }.merging(lossSubjects) { $1 }.merging(blockSubjects) { $1 }
  static let functions = Case.all.filter { !optimizerNames.contains($0.name) }
  static let optimizations = Case.all.filter { optimizerNames.contains($0.name) }

  @Test("values, gradients and second orders are PyTorch's", arguments: functions)
  func function(known: Case) throws {
    let subject = try #require(Self.subjects[known.name], "no function is called \(known.name)")
    let inputs = known.inputs.map(\.tensor)
    expectAgreement(subject(known, inputs), known.output, "value")
    let first = gradients(known, subject, inputs)
    for (index, numbers) in known.gradients.enumerated() { expectAgreement(first[index], numbers, "gradient of input \(index)") }
    guard let second = known.second else { return }
    let ours = gradient(at: inputs) { inputs in
      gradients(known, subject, inputs).map { square($0).sum() }.reduce(Tensor(0, dtype: .double)) { $0 + $1 }
    }
    for (index, numbers) in second.enumerated() { expectAgreement(ours[index], numbers, "second order of input \(index)", tolerance: 1e-8) }
  }

  @Test("optimisers go where PyTorch's go", arguments: optimizations)
  func optimizer(known: Case) throws {
    var parameter = known.inputs[0].tensor
    var optimizer = try #require(makeOptimizer(known, for: parameter))
    for gradient in known.inputs.dropFirst() { optimizer.update(&parameter, along: gradient.tensor) }
    expectAgreement(parameter, known.output, "parameter after \(known.inputs.count - 1) steps")
  }

  @Test("every function that is named here has a case")
  func everyFunctionHasACase() {
    let missing = Set(Self.subjects.keys).union(optimizerNames).subtracting(Case.all.map(\.name))
    #expect(missing.isEmpty)
  }

  @Test("a gradient that is a thousandth off would be noticed")
  func theCheckBites() throws {
    let known = try #require(Self.functions.first { $0.name == "conv2d" })
    let exact = known.gradients[1].values
    let scale = exact.reduce(1) { max($0, $1.magnitude) }
    #expect(relativeDifference(exact.map { $0 * 1.001 }, exact, scale) > 1e-4)
    #expect(relativeDifference(exact.map { _ in .nan }, exact, scale) == .infinity)
  }

  private func gradients(_ known: Case, _ subject: Subject, _ inputs: [Tensor]) -> [Tensor] {
    let weights = known.weights.tensor
    return gradient(at: inputs) { (subject(known, $0) * weights).sum() }
  }
}
