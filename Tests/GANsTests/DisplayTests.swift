import GANs
import NotebookProtocol
import Testing

extension NotebookFaceTests {
  @Suite("Values") struct DisplayTests {
    private func shown<Value>(_ value: Value) -> ShownValue? {
      guard case .value(let shown)? = NotebookFaceTests.messages(of: { display(value) }).first else { return nil }
      return shown
    }

    @Test("a number, a text and a tensor are shown with their types")
    func simpleValues() {
      #expect(shown(3) == ShownValue(text: "3", type: "Int"))
      #expect(shown("a \"b\"") == ShownValue(text: #""a \"b\"""#, type: "String"))
      #expect(shown(Tensor([[1, 2], [3, 4]]))?.text == "[[1, 2],\n [3, 4]]  shape [2, 2]")
      #expect(shown(Tensor(zeros: [0, 2]))?.text == "no numbers, shape [0, 2]")
      #expect(shown(nil as Int?)?.text == "nil")
    }

    @Test("a long array is elided and says how long it is")
    func longArray() {
      #expect(shown(Array(0..<20))?.text.hasSuffix("19]") == true)
      let text = shown(Array(0..<1_234))?.text
      #expect(text?.hasPrefix("[0, 1, 2, ") == true)
      #expect(text?.hasSuffix("18, 19, ...]  1,234 elements") == true)
    }

    @Test("a long text is cut and says how long it was")
    func longText() {
      let text = shown(String(repeating: "x", count: 10_000))?.text ?? ""
      #expect(text.count < 4_100)
      #expect(text.hasSuffix("... 10,002 characters"))
    }

    @Test("a model is shown by its parameters' shapes and their number")
    func model() {
      let text = withSeed(1) { shown(MLP(2, 128, 128, 2))?.text } ?? ""
      #expect(text.hasPrefix("layers.0.weight  [2, 128]\nlayers.0.bias  [128]\n"))
      #expect(text.hasSuffix("\n17,154 parameters"))
    }

    @Test("nothing is shown for an expression without a value, and a figure is drawn")
    func noValue() {
      #expect(NotebookFaceTests.messages { display(()) } == [])
      let figure = Figure(title: "T", panels: [])
      #expect(NotebookFaceTests.messages { display(figure) } == [.figure(figure)])
    }

    @Test("variables are described in one line each")
    func variables() {
      let heard = NotebookFaceTests.messages {
        describe(variables: [
          ("a", 2.5), ("t", Tensor(zeros: [3, 4])), ("m", withSeed(1) { MLP(2, 3) }), ("s", String(repeating: "y\n", count: 90)),
        ])
      }
      guard case .variables(let variables)? = heard.first else { return #expect(Bool(false), "nothing was described") }
      #expect(variables.map(\.name) == ["a", "t", "m", "s"])
      #expect(variables.map(\.type) == ["Double", "Tensor", "MLP", "String"])
      #expect(variables.prefix(3).map(\.text) == ["2.5", "shape [3, 4], 48 bytes", "9 parameters, 36 bytes"])
      #expect(variables[3].text.count < 90 && !variables[3].text.contains("\n"))
    }
  }
}
