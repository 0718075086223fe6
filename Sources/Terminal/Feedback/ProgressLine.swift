/// A progress as one line of text.
///
/// Where the line is too wide, what matters least goes first: the bar becomes short, then the last metrics go, the rate,
/// the time left, the bar.
package struct ProgressLine {
  let progress: Progress
  let width: Int
  let isUnicode: Bool

  package init(progress: Progress, width: Int, isUnicode: Bool) {
    self.progress = progress
    self.width = width
    self.isUnicode = isUnicode
  }

  private static let longestBar = 30
  private static let shortestBar = 8

  /// The line while the work goes on.
  package var running: StyledText {
    var metrics = progress.latest
    var parts = Parts.all
    while true {
      let line = assembled(parts, metrics)
      if line.width <= width { return line }
      if !metrics.isEmpty {
        metrics.removeLast()
      } else if let fewer = parts.fewer {
        parts = fewer
      } else {
        return line.truncated(to: width, ellipsis: "")
      }
    }
  }

  /// The line that stays when the work is over.
  package func finished(after seconds: Double) -> StyledText {
    let count = NumberText.grouped(progress.step)
    let ratio = progress.step < progress.steps ? "\(count) of \(NumberText.grouped(progress.steps)) steps" : "\(count) steps"
    let pace = progress.rate > 0 ? " (\(NumberText.rate(progress.rate)) a second)" : ""
    let line = StyledText("\(ratio) in \(NumberText.duration(seconds))\(pace)", .faint) + values(progress.latest)
    return line.truncated(to: width, ellipsis: isUnicode ? "…" : "")
  }

  /// The line for a log, where nothing is redrawn and nothing is cut.
  package var logged: StyledText {
    StyledText("step \(ratio)  \(pace)") + values(progress.latest)
  }

  private enum Parts: Int {
    case percent, bar, left, all

    var fewer: Parts? { Parts(rawValue: rawValue - 1) }
  }

  private func assembled(_ parts: Parts, _ metrics: [(name: String, value: Double)]) -> StyledText {
    let percent = StyledText(leftPadded("\(Int(progress.fraction * 100))", 3) + " %")
    if parts == .percent { return percent }
    let details =
      switch parts {
      case .all: StyledText("  \(ratio)  \(pace)")
      case .left: StyledText("  \(timeLeft)")
      default: StyledText()
      }
    let rest = StyledText(" ") + percent + details + values(metrics)
    let room = min(Self.longestBar, max(Self.shortestBar, width - rest.width))
    return bar(room) + rest
  }

  private var ratio: String {
    let total = NumberText.grouped(progress.steps)
    return "\(leftPadded(NumberText.grouped(progress.step), total.count))/\(total)"
  }

  private var pace: String {
    guard progress.rate > 0 else { return timeLeft }
    return "\(NumberText.rate(progress.rate))/s  \(timeLeft)"
  }

  private var timeLeft: String {
    progress.remaining.map { "\(NumberText.duration($0)) left" } ?? ""
  }

  private func values(_ metrics: [(name: String, value: Double)]) -> StyledText {
    metrics.reduce(into: StyledText()) { line, metric in
      line.append("  \(metric.name) ", .faint)
      line.append(NumberText.metric(metric.value), metric.value.isFinite ? .strong : .error)
    }
  }

  /// Done and left differ in their signs, so that the bar reads without colour.
  private func bar(_ length: Int) -> StyledText {
    guard isUnicode else {
      let inner = length - 2
      let done = Int(progress.fraction * Double(inner))
      return StyledText("[" + String(repeating: "#", count: done) + String(repeating: ".", count: inner - done) + "]")
    }
    let halves = Int(progress.fraction * Double(2 * length))
    let done = String(repeating: "━", count: halves / 2) + (halves % 2 == 1 ? "╸" : "")
    let left = String(repeating: "─", count: length - (halves + 1) / 2)
    return StyledText(done, .accent) + StyledText(left, .faint)
  }

  private func leftPadded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
