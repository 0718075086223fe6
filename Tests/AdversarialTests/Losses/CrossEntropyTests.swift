import Adversarial
import Foundation
import Tensors
import Testing

@Suite("Cross-entropy")
struct CrossEntropyTests {
  @Test("equal logits cost log(classes) whatever the label")
  func uniform() {
    #expect(abs(softmaxCrossEntropy(logits: Tensor(zeros: [3, 10]), labels: [0, 4, 9]).scalar - log(10)) < 1e-6)
  }

  @Test("two rows are worked out by hand")
  func handValue() {
    let logits = Tensor([[1, 2, 3], [0, 0, 5]], dtype: .double)
    let first = log(exp(1.0) + exp(2) + exp(3)) - 2
    let second = log(2 + exp(5.0)) - 5
    #expect(abs(softmaxCrossEntropy(logits: logits, labels: [1, 2]).scalar - (first + second) / 2) < 1e-12)
  }

  @Test("the gradient is softmax minus one-hot over n, as central differences confirm")
  func gradients() {
    let logits = Tensor([[1, -2, 0.5], [3, 0, 1]], dtype: .double)
    let exact = gradient(at: logits) { softmaxCrossEntropy(logits: $0, labels: [2, 0]) }
    let closed = (softmax(logits, axis: 1) - Tensor([[0, 0, 1], [1, 0, 0]], dtype: .double)) / Double(2)
    #expect(zip(exact.doubles, closed.doubles).allSatisfy { abs($0 - $1) < 1e-12 })
    let differences = centralDifferences(at: logits) { softmaxCrossEntropy(logits: $0, labels: [2, 0]) }
    #expect(zip(exact.doubles, differences).allSatisfy { abs($0 - $1) < 1e-8 })
  }

  @Test("logits of a hundred thousand stay finite")
  func extremes() {
    let (value, slope) = valueAndGradient(at: Tensor([[1e5, -1e5], [-1e5, 1e5]])) { softmaxCrossEntropy(logits: $0, labels: [0, 0]) }
    #expect(value.scalar == 1e5)
    #expect(slope.doubles == [0, 0, -0.5, 0.5])
  }
}
