import Datasets
import Tensors

/// The steps of a training, for a `for` loop.
///
///     for step in training(steps: 5_000) {
///       ...
///       step.log(["discriminator": discriminatorLoss, "generator": generatorLoss])
///     }
///
/// Shows progress and live curves. Ctrl-C ends the loop when the running step is done, with everything up to there kept; so does
/// a logged value that is not finite, with a note that names the step and the value.
///
/// - Parameters:
///   - steps: How many; at least 0.
///   - file, line: The place that messages about this training name; the caller's own when left away.
public func training(steps: Int, file: String = #filePath, line: Int = #line) -> TrainingSteps {
  require(steps >= 0, "training: \(steps) steps; there must be at least 0")
  return TrainingSteps(count: steps, place: "\(file):\(line)")
}

/// What `training(steps:)` gives.
public struct TrainingSteps: Sequence {
  let count: Int
  let place: String

  public func makeIterator() -> Iterator { Iterator(recorder: TrainingRecorder(steps: count, place: place)) }

  public struct Iterator: IteratorProtocol {
    let recorder: TrainingRecorder
    private var index = -1

    init(recorder: TrainingRecorder) { self.recorder = recorder }

    public mutating func next() -> TrainingStep? {
      if index >= 0 { recorder.endStep() }
      index += 1
      guard index < recorder.steps, !recorder.isStopped else {
        recorder.finish()
        return nil
      }
      return TrainingStep(index: index, recorder: recorder)
    }
  }
}

/// One step of a training.
public struct TrainingStep {
  /// Counts the steps from 0.
  public let index: Int
  let recorder: TrainingRecorder

  /// Records numbers of this step under their names: losses, distances, shares.
  ///
  /// - Parameters:
  ///   - metrics: Evaluated only in the steps that are recorded.
  ///   - every: Records one step in this many, and the last; 1 records all.
  public func log<Value: MetricValue>(_ metrics: @autoclosure () -> KeyValuePairs<String, Value>, every interval: Int = 1) {
    guard isRecorded(every: interval) else { return }
    for (name, value) in metrics() { recorder.record(name, value.metric, step: index) }
  }

  /// Records how samples cover a mixture: modes, and the share of high quality.
  public func log(_ coverage: @autoclosure () -> Coverage, every interval: Int = 1) {
    guard isRecorded(every: interval) else { return }
    let coverage = coverage()
    recorder.record("modes", Double(coverage.modes), step: index)
    recorder.record("high quality", coverage.highQuality, step: index)
  }

  /// Whether this is one step in `interval`, or the last: for work that is too dear for every step.
  public func isRecorded(every interval: Int) -> Bool {
    require(interval > 0, "every: the interval must be at least 1, it is \(interval)")
    return index % interval == 0 || index == recorder.steps - 1
  }
}

/// What a training step can log.
public protocol MetricValue {
  /// The number that is recorded.
  var metric: Double { get }
}

extension Tensor: MetricValue {
  /// - Precondition: `count == 1`.
  public var metric: Double { scalar }
}

extension Double: MetricValue {
  public var metric: Double { self }
}
