/// A run in the index: where its files lie, and what they are of. The files themselves are the record.
public struct RunEntry: Sendable, Equatable {
  public enum Status: String, Sendable {
    case running, passed, failed, timeout, interrupted
  }

  public var id: String
  public var directory: String
  public var lesson: String
  public var lessonHash: String
  public var seed: UInt64
  /// The overrides, as JSON.
  public var parameters: String
  public var isQuick: Bool
  /// Seconds since 1970.
  public var started: Double
  /// `nil` while it runs, and for ever when it was killed.
  public var finished: Double?
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
