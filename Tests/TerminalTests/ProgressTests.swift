import Terminal
import Testing

@Suite("Progress")
struct ProgressTests {
  private let half = Progress(step: 1_250, steps: 5_000, rate: 412.4, latest: [("discriminator", 1.2431), ("generator", 0.8)])

  @Test("the line tells steps, rate, time left and the latest values, and drops what matters least when it is narrow")
  func widths() {
    let table: [(Int, String)] = [
      (110, "━━━━━━━╸──────────────────────  25 %  1,250/5,000  412/s  9.1 s left  discriminator 1.243  generator 0.8000"),
      (79, "━━━━━───────────────  25 %  1,250/5,000  412/s  9.1 s left  discriminator 1.243"),
      (50, "━━━─────────  25 %  1,250/5,000  412/s  9.1 s left"),
      (40, "━━━━━╸────────────────  25 %  9.1 s left"),
      (20, "━━━╸──────────  25 %"),
      (12, " 25 %"),
      (5, " 25 %"),
      (1, " "),
    ]
    for (width, expected) in table {
      let line = ProgressLine(progress: half, width: width, isUnicode: true).running
      #expect(line.width <= width)
      #expect(line.plain == expected, "\(width)")
    }
  }

  @Test("a locale without Unicode gets a bar of ASCII")
  func ascii() {
    let line = ProgressLine(progress: half, width: 60, isUnicode: false).running.plain
    #expect(line.hasPrefix("[##") && line.allSatisfy(\.isASCII))
  }

  @Test("numbers and times are written as people read them")
  func numbers() {
    #expect(
      [0, 7, 999, 1_000, 12_345, 1_234_567, -1_000].map(NumberText.grouped) == ["0", "7", "999", "1,000", "12,345", "1,234,567", "-1,000"])
    #expect(
      [1.3862943, 0.00012345, 123_456, 10, 0, .nan, -.infinity].map(NumberText.metric)
        == ["1.386", "0.0001234", "1.235e+05", "10.00", "0.000", "NaN", "-inf"])
    #expect([0.25, 9.96, 59.4, 61, 3_725, .infinity].map(NumberText.duration) == ["0.2 s", "10 s", "59 s", "1:01", "1:02:05", "?"])
    #expect([0.5, 9.94, 10.4, 12_345].map(NumberText.rate) == ["0.5", "9.9", "10", "12,345"])
  }

  @Test("a terminal gets at most ten redraws a second, each in one write that begins at the row's start")
  func throttle() {
    let recorder = Recorder(TerminalInformation(width: 60, isTerminal: true, canMoveCursor: true))
    let bar = recorder.bar()
    for step in 1...100 {
      recorder.instant += .milliseconds(20)
      bar.update(Progress(step: step, steps: 100, rate: 50))
    }
    #expect(recorder.writes.count == 20)
    #expect(recorder.writes.allSatisfy { $0.hasPrefix("\r") && $0.hasSuffix("\u{1B}[K") && !$0.contains("\n") })
  }

  @Test("off a terminal there is a line every five seconds and one at the end, and no control character")
  func log() {
    let recorder = Recorder(TerminalInformation(isTerminal: false))
    let bar = recorder.bar()
    for step in 1...120 {
      recorder.instant += .milliseconds(100)
      bar.update(Progress(step: step, steps: 120, rate: 10, latest: [("loss", 0.5)]))
    }
    bar.finish()
    #expect(
      recorder.writes == [
        "step  50/120  10/s  7.0 s left  loss 0.5000\n", "step 100/120  10/s  2.0 s left  loss 0.5000\n",
        "120 steps in 12 s (10 a second)  loss 0.5000\n",
      ])
  }

  @Test("the bar leaves no rest: cleared for other output, drawn again, finished with a line that stays")
  func clearing() {
    let recorder = Recorder(TerminalInformation(width: 70, isTerminal: true, canMoveCursor: true))
    let bar = recorder.bar()
    bar.clear()
    #expect(recorder.writes.isEmpty)
    bar.update(Progress(step: 1, steps: 10, rate: 2))
    bar.clear()
    bar.update(Progress(step: 2, steps: 10, rate: 2))
    recorder.instant += .seconds(3)
    bar.finish()
    bar.finish()
    let screen = Screen(columns: 70, rows: 3, recorder.writes.joined().replacing("\n", with: "\r\n"))
    #expect(screen.lines == ["2 of 10 steps in 3.0 s (2.0 a second)"])
    #expect(screen.row == 1 && screen.column == 0)
  }

  @Test("a window that was made narrower is respected by the next redraw")
  func narrower() {
    let recorder = Recorder(TerminalInformation(width: 100, isTerminal: true, canMoveCursor: true))
    let bar = recorder.bar()
    bar.update(half)
    recorder.information.width = 30
    recorder.instant += .seconds(1)
    bar.update(half)
    #expect(DisplayWidth.of(recorder.writes[1].replacing("\r", with: "").replacing("\u{1B}[K", with: "")) <= 29)
  }
}

/// A terminal and a clock that a test holds in its hands.
private final class Recorder {
  var information: TerminalInformation
  var instant = ContinuousClock.now
  var writes: [String] = []

  init(_ information: TerminalInformation) { self.information = information }

  func bar() -> ProgressBar {
    ProgressBar(terminal: { self.information }, style: Style(isColored: false), write: { self.writes.append($0) }, now: { self.instant })
  }
}
