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
      .note("the loss became NaN"),
      .engineFailure("matmul: shapes"),
    ])
  func roundTrip(_ message: CellMessage) throws {
    #expect(try JSONDecoder().decode(CellMessage.self, from: JSONEncoder().encode(message)) == message)
  }

  @Test("an interrupt counts until somebody acknowledges it") func interruption() {
    #expect(!Interruption.isRequested)
    Interruption.counter.pointee += 1
    #expect(Interruption.isRequested)
    Interruption.acknowledge()
    #expect(!Interruption.isRequested)
  }
}
