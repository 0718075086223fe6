import Figures
import Testing

@Suite struct NumberTextTests {
  @Test(
    "numbers read as in a sentence",
    arguments: [
      (0.0, "0"), (5_000, "5,000"), (-1_234_567, "-1,234,567"), (1.38629, "1.39"), (0.70, "0.7"), (0.00123, "0.00123"),
      (-0.5, "-0.5"), (1.5e-7, "1.5e-7"), (9.999, "10"), (123.456, "123"), (2.5e20, "2.5e20"), (.nan, "NaN"), (-.infinity, "-infinity"),
      (.leastNonzeroMagnitude, "4.94e-324"),
    ])
  func text(number: Double, text: String) { #expect(numberText(number) == text) }
}
