/// A run in the index: where its files lie, and what they are of. The files themselves are the record.
public struct RunEntry: Sendable, Equatable {
  /// How far it came.
  public enum Status: String, Sendable {
    case running, passed, failed, timeout, interrupted
  }

  /// Unique among all runs.
  public var id: String
  /// Where its files lie.
  public var directory: String
  /// The lesson's name.
  public var lesson: String
  /// The lesson's text when it ran.
  public var lessonHash: String
  /// What its random numbers began with.
  public var seed: UInt64
  /// The overrides, as JSON.
  public var parameters: String
  /// A quick run judges no claim.
  public var isQuick: Bool
  /// Seconds since 1970.
  public var started: Double
  /// `nil` while it runs, and for ever when it was killed.
  public var finished: Double?
  /// How it ended, as far as it did.
  public var status: Status

  public init(
    id: String, directory: String, lesson: String, lessonHash: String, seed: UInt64, parameters: String = "{}", isQuick: Bool = false,
    started: Double, finished: Double? = nil, status: Status = .running
  ) {
    self.id = id
    self.directory = directory
    self.lesson = lesson
    self.lessonHash = lessonHash
    self.seed = seed
    self.parameters = parameters
    self.isQuick = isQuick
    self.started = started
    self.finished = finished
    self.status = status
  }
}
