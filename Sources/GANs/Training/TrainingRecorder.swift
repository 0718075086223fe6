import Figures
import Glibc
import NotebookProtocol

/// Collects what a training logs, and tells the notebook about it a few times a second.
///
/// A class, so that all steps of one loop share it, and so that leaving the loop by `break` ends the training too.
final class TrainingRecorder {
  let steps: Int
  /// File and line of the loop, for messages.
  private let place: String
  private(set) var isStopped = false
  /// Counts the trainings of this notebook from 1.
  private let training: Int
  private let study: StudyPlace?
  private var history = TrainingHistory()
  private var unsent: [MetricRecord] = []
  private var finishedSteps = 0
  private let start = Clock.nanoseconds
  private var lastSent: UInt64
  private var isFinished = false
  private var wasInterrupted = false

  /// Messages are at least this far apart: twenty a second.
  private static let interval: UInt64 = 50_000_000

  init(steps: Int, place: String) {
    self.steps = steps
    self.place = place
    Trainings.count += 1
    training = Trainings.count
    Trainings.place?.training += 1
    study = Trainings.place
    lastSent = start
    sendProgress()
  }

  deinit { finish() }

  func record(_ name: String, _ value: Double, step: Int) {
    if unsent.last?.step != step { unsent.append(MetricRecord(training: training, step: step, metrics: [])) }
    unsent[unsent.count - 1].metrics.append(Metric(name, value))
    history.append(name, value, step: step)
    if !value.isFinite && !isStopped { stop(at: step, because: name, value) }
  }

  /// A step is done: the moment to look whether the reader wants the training to stop, and to send news.
  func endStep() {
    finishedSteps += 1
    if Interruption.isRequested(training: training, afterStep: finishedSteps) {
      isStopped = true
      Trainings.wasInterrupted = true
      Interruption.acknowledge()
      wasInterrupted = true
      say(.note("Stopped after step \(finishedSteps) of \(steps), as you asked. Everything up to there is kept."))
    }
    let now = Clock.nanoseconds
    guard now - lastSent >= TrainingRecorder.interval else { return }
    lastSent = now
    send()
  }

  func finish() {
    guard !isFinished else { return }
    isFinished = true
    Trainings.latest = history
    if !isStopped { advise() }
    send()
  }

  /// Says what the curves tell, once for each place: a study trains in the same place many times.
  private func advise() {
    for sentence in TrainingAdvice.sentences(on: history) where Trainings.advised.insert(place).inserted {
      say(.note("\(place): \(sentence)"))
    }
  }

  private func stop(at step: Int, because name: String, _ value: Double) {
    isStopped = true
    say(
      .note(
        """
        \(place): the training stops after step \(step + 1): "\(name)" is \(value.isNaN ? "not a number (NaN)" : "infinite"), and the models with it. \
        Take this cell back with :undo, then try a smaller learning rate, or look for a logarithm or a root of 0 in the loss.
        """))
  }

  private func send() {
    if !unsent.isEmpty {
      say(.metrics(unsent))
      unsent.removeAll(keepingCapacity: true)
    }
    sendProgress()
  }

  private func sendProgress() {
    let seconds = Double(Clock.nanoseconds - start) / 1e9
    let rate = finishedSteps == 0 ? 0 : Double(finishedSteps) / seconds
    let latest = Trainings.context + history.latest
    say(
      .progress(
        TrainingProgress(
          step: finishedSteps, steps: steps, rate: rate, latest: latest, isFinished: isFinished, training: training,
          wasStopped: wasInterrupted, study: study)))
  }
}

/// What the trainings of a notebook share.
enum Trainings {
  nonisolated(unsafe) static var count = 0
  nonisolated(unsafe) static var latest = TrainingHistory()
  /// Places that have had advice.
  nonisolated(unsafe) static var advised: Set<String> = []
  nonisolated(unsafe) static var studies = 0
  /// The last training of the running study; `nil` outside studies.
  nonisolated(unsafe) static var place: StudyPlace?
  /// Shown before a training's own metrics, such as the seed of a study.
  nonisolated(unsafe) static var context: [Metric] = []
  /// Set when Ctrl-C ended a training; a study then ends too.
  nonisolated(unsafe) static var wasInterrupted = false
}

/// A clock that no one sets.
private enum Clock {
  static var nanoseconds: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
