import GANs
import NotebookProtocol
import Testing

extension NotebookFaceTests {
  @Suite("Trainings") struct TrainingTests {
    @Test("every step runs once, in order, and everything logged arrives in order")
    func allSteps() {
      var indices: [Int] = []
      let heard = NotebookFaceTests.messages {
        for step in training(steps: 5) {
          indices.append(step.index)
          step.log(["a": Tensor(Double(step.index)), "b": Tensor(1)])
        }
      }
      #expect(indices == [0, 1, 2, 3, 4])
      #expect(heard.records.map(\.step) == [0, 1, 2, 3, 4])
      #expect(heard.records.map(\.metrics) == (0..<5).map { [Metric("a", Double($0)), Metric("b", 1)] })
      #expect(latestTraining["a"] == [0, 1, 2, 3, 4])
      #expect(latestTraining.curves.map(\.name) == ["a", "b"])
    }

    @Test("the notebook hears of a training before its first step and once, finished, after its last")
    func firstAndLast() {
      let heard = NotebookFaceTests.messages { for step in training(steps: 3) { step.log(["loss": 0.5]) } }.progress
      #expect(heard.first?.step == 0 && heard.first?.isFinished == false)
      #expect(heard.last?.step == 3 && heard.last?.latest == [Metric("loss", 0.5)])
      #expect(heard.count { $0.isFinished } == 1)
    }

    @Test("leaving the loop by break ends the training as well")
    func leaving() {
      let heard = NotebookFaceTests.messages { for step in training(steps: 10) where step.index == 2 { break } }.progress
      #expect(heard.last?.isFinished == true)
      #expect(heard.last?.step == 2)
    }

    @Test("a loss that is not a number stops the training at its step, and the note says which and what to do")
    func notANumber() {
      var ran = 0
      let heard = NotebookFaceTests.messages {
        for step in training(steps: 100) {
          ran += 1
          step.log(["discriminator": Tensor(step.index == 6 ? .nan : 1), "generator": Tensor(1)])
        }
      }
      #expect(ran == 7)
      #expect(heard.notes.count == 1)
      #expect(heard.notes[0].contains("after step 7: \"discriminator\" is not a number (NaN)"))
      #expect(heard.notes[0].contains(":undo"))
      #expect(heard.progress.last?.isFinished == true)
    }

    @Test("an infinite loss stops it too")
    func infinite() {
      let heard = NotebookFaceTests.messages { for step in training(steps: 3) { step.log(["loss": -Double.infinity]) } }
      #expect(heard.records.count == 1)
      #expect(heard.notes.first?.contains("infinite") == true)
    }

    @Test("Ctrl-C ends the loop when the running step is done, and what follows runs as if nothing had been asked")
    func interrupt() {
      var ran = 0
      let heard = NotebookFaceTests.messages {
        for step in training(steps: 100) {
          if step.index == 4 { Interruption.counter.pointee += 1 }
          ran += 1
        }
      }
      #expect(ran == 5)
      #expect(heard.notes == ["Stopped after step 5 of 100, as you asked. Everything up to there is kept."])
      #expect(!Interruption.isRequested)
    }

    @Test("an interval records one step in so many and the last, and computes nothing in the others")
    func interval() {
      var computed = 0
      func dear() -> Double { computed += 1; return 1 }
      let heard = NotebookFaceTests.messages { for step in training(steps: 25) { step.log(["x": dear()], every: 10) } }
      #expect(heard.records.map(\.step) == [0, 10, 20, 24])
      #expect(computed == 4)
    }

    @Test("a coverage is logged as its two numbers")
    func coverage() {
      let coverage = Coverage(modes: 7, of: 8, highQuality: 0.5, reverseKL: 0, counts: [])
      let heard = NotebookFaceTests.messages { for step in training(steps: 1) { step.log(coverage) } }
      #expect(heard.records.map(\.metrics) == [[Metric("modes", 7), Metric("high quality", 0.5)]])
    }

    @Test("ten thousand quick steps send few messages")
    func fewMessages() {
      let heard = NotebookFaceTests.messages { for step in training(steps: 10_000) { step.log(["loss": 1.0]) } }
      #expect(heard.records.count == 10_000)
      // Twenty a second and two; even a machine at a thousandth of its speed stays below this.
      #expect(heard.count < 2_000)
    }

    /// The notes of a training of 200 steps whose losses follow a formula.
    private func notes(_ name: String, _ loss: (Double) -> Double, line: Int = #line) -> [String] {
      NotebookFaceTests.messages { for step in training(steps: 200, line: line) { step.log([name: loss(Double(step.index))]) } }.notes
    }

    @Test("losses that stand still, saturate or run away get one remark with a next step, and a place is told once")
    func advice() {
      let still = notes("generator", { $0 < 20 ? $0 : 0.5 })
      #expect(still.count == 1 && still[0].contains("has changed since step 100") && still[0].contains("update(&model"))
      let saturated = notes("discriminator", { 1e-4 / ($0 + 1) })
      #expect(saturated.count == 1 && saturated[0].contains("nonSaturatingGeneratorLoss"))
      let growing = notes("critic", { -$0 * $0 })
      #expect(growing.count == 1 && growing[0].contains("learning rate"))
      #expect(notes("discriminator", { 1e-4 / ($0 + 1) }, line: 7).count == 1)
      #expect(notes("discriminator", { 1e-4 / ($0 + 1) }, line: 7).isEmpty)
    }

    @Test("losses of a healthy game get no remark, and neither does a constant count beside one that moves")
    func healthy() {
      let heard = NotebookFaceTests.messages {
        for step in training(steps: 200) { step.log(["discriminator": 1.3 + 0.1 / Double(step.index + 1), "modes": 8]) }
      }
      #expect(heard.notes.isEmpty)
      #expect(notes("critic", { -5 + $0 / 100 }).isEmpty)
    }
  }
}
