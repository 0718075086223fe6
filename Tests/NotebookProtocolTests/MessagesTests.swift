import Figures
import Foundation
import NotebookProtocol
import Testing

@Suite("Messages between a cell and the notebook") struct MessagesTests {
  @Test(
    "every message survives the pipe",
    arguments: [
      CellMessage.value(ShownValue(text: "[1, 2]", type: "Array<Int>")),
      .figure(Figure(panels: [Panel(content: .curves([Curve("loss", [1, 2])]))])),
      .progress(TrainingProgress(step: 3, steps: 10, rate: 12.5, latest: [Metric("loss", 0.5)])),
      .metrics([MetricRecord(training: 1, step: 2, metrics: [Metric("loss", 0.25)])]),
      .claim(ClaimOutcome("it holds", measured: "0.7", bound: "at least 0.5", holds: true)),
      .check(CheckOutcome("rows are packed", passes: false, difference: "row 0")),
      .table(Table(head: ["a"], rows: [["1"]])),
      .variables([VariableDescription(name: "x", type: "Int", text: "1")]),
      .progress(TrainingProgress(step: 812, steps: 900, rate: 1, latest: [], isFinished: true, training: 2, wasStopped: true)),
      .note("the loss became NaN"),
      .engineFailure("matmul: shapes"),
    ])
  func roundTrip(_ message: CellMessage) throws {
    #expect(try JSONDecoder().decode(CellMessage.self, from: JSONEncoder().encode(message)) == message)
  }

  @Test("a training that runs again stops where the reader stopped it, and nowhere else") func rememberedStops() {
    Interruption.remembered = [2: 40]
    defer { Interruption.remembered = [:] }
    #expect(Interruption.isRequested(training: 2, afterStep: 40))
    #expect(!Interruption.isRequested(training: 2, afterStep: 39))
    #expect(!Interruption.isRequested(training: 1, afterStep: 40))
  }

  @Test("an interrupt counts until somebody acknowledges it") func interruption() {
    #expect(!Interruption.isRequested)
    Interruption.counter.pointee += 1
    #expect(Interruption.isRequested)
    Interruption.acknowledge()
    #expect(!Interruption.isRequested)
  }
}
