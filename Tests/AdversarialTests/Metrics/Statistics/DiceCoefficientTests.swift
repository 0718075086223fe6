import Adversarial
import Tensors
import Testing

@Suite("The coefficient of Dice")
struct DiceCoefficientTests {
  @Test("overlap counts twice against both sizes")
  func handValues() {
    let (a, b) = (Tensor([[1, 1], [0, 0]]), Tensor([[1, 0], [1, 1]]))
    #expect(diceCoefficient(a, b) == 0.4 && diceCoefficient(b, a) == 0.4)
    #expect(diceCoefficient(a, a) == 1 && diceCoefficient(a, 1 - a) == 0)
    #expect(diceCoefficient(Tensor(zeros: [2]), Tensor(zeros: [2])) == 1)
  }
}
