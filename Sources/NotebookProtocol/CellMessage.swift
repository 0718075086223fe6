import Figures

/// What a cell tells the notebook while it runs.
public enum CellMessage: Codable, Sendable, Equatable {
  /// The value of the cell's last expression.
  case value(ShownValue)
  case figure(Figure)
  /// Where a training stands; sent a few times a second.
  case progress(TrainingProgress)
  /// Metrics of finished steps, in batches.
  case metrics([MetricRecord])
  case claim(ClaimOutcome)
  case check(CheckOutcome)
  case table(Table)
  /// A model was kept as a file.
  case checkpoint(KeptCheckpoint)
  /// The answer to `describe(variables:)`, which the notebook asks for `:vars`.
  case variables([VariableDescription])
  /// A remark that is no error, such as a loss that became NaN.
  case note(String)
  /// The engine refuses an operation; the cell traps right after this.
  case engineFailure(String)
}

/// A value as the reader sees it.
public struct ShownValue: Codable, Sendable, Equatable {
  public var text: String
  public var type: String

  public init(text: String, type: String) {
    self.text = text
    self.type = type
  }
}

/// A model, or the state of a training, that a cell kept as a file.
public struct KeptCheckpoint: Codable, Sendable, Equatable {
  public var name: String
  public var path: String
  public var bytes: Int

  public init(name: String, path: String, bytes: Int) {
    self.name = name
    self.path = path
    self.bytes = bytes
  }
}

/// Where a training stands.
public struct TrainingProgress: Codable, Sendable, Equatable {
  /// Steps that are finished.
  public var step: Int
  public var steps: Int
  /// Steps a second.
  public var rate: Double
  /// The latest value of each metric, in the order in which they were first logged.
  public var latest: [Metric]
  /// True in the last message of this training.
  public var isFinished: Bool
  /// Counts the trainings of a notebook from 1.
  public var training: Int
  /// The reader wanted no more steps than these.
  public var wasStopped: Bool
  /// Where this training stands in a study; `nil` outside studies.
  public var study: StudyPlace?

  public init(
    step: Int, steps: Int, rate: Double, latest: [Metric], isFinished: Bool = false, training: Int = 1, wasStopped: Bool = false,
    study: StudyPlace? = nil
  ) {
    self.step = step
    self.steps = steps
    self.rate = rate
    self.latest = latest
    self.isFinished = isFinished
    self.training = training
    self.wasStopped = wasStopped
    self.study = study
  }
}

/// Where a training stands in a study, which runs one experiment under several seeds.
public struct StudyPlace: Codable, Sendable, Equatable {
  /// Counts the studies of a notebook from 1.
  public var study: Int
  public var seed: UInt64
  /// Counts the trainings of one seed from 1: an experiment may train more than once.
  public var training: Int

  public init(study: Int, seed: UInt64, training: Int) {
    self.study = study
    self.seed = seed
    self.training = training
  }
}

/// A name and a number.
public struct Metric: Codable, Sendable, Equatable {
  public var name: String
  public var value: Double

  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// What one step of one training logged.
public struct MetricRecord: Codable, Sendable, Equatable {
  /// Counts the trainings of a notebook from 1.
  public var training: Int
  public var step: Int
  public var metrics: [Metric]

  public init(training: Int, step: Int, metrics: [Metric]) {
    self.training = training
    self.step = step
    self.metrics = metrics
  }
}
