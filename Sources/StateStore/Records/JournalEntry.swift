/// One thing that a reader did to a notebook, written down before it happened.
public struct JournalEntry: Sendable, Equatable {
  /// What was done: a cell was run, the newest cell was undone, the present state got a name, the state of that name was gone back to.
  public enum Action: String, Sendable { case cell, undo, branch, `switch` }

  /// How it ended; what never ended is `running`.
  public enum Outcome: String, Sendable {
    case running, finished, failed
    /// The process that ran it died, and the notebook with it.
    case killed
  }

  /// Counts what was done in the session, from 1.
  public var ordinal: Int
  public var action: Action
  /// The cell's whole text, or a branch's name.
  public var text: String
  /// What messages call the cell's place, and the line on which it begins.
  public var file: String
  public var line: Int
  /// The stop of the lesson that the cell belongs to; `nil` for what was typed.
  public var stop: Int?
  /// The steps after which the reader stopped trainings, by the trainings' numbers.
  public var stops: [Int: Int]
  public var outcome: Outcome
  public var seconds: Double
  /// Where the reader was, for a branch.
  public var place: String
  /// The name under which `switch` kept what it left; empty when that had a name.
  public var kept: String

  public init(
    ordinal: Int, action: Action, text: String = "", file: String = "", line: Int = 1, stop: Int? = nil, stops: [Int: Int] = [:],
    outcome: Outcome = .finished, seconds: Double = 0, place: String = "", kept: String = ""
  ) {
    self.ordinal = ordinal
    self.action = action
    self.text = text
    self.file = file
    self.line = line
    self.stop = stop
    self.stops = stops
    self.outcome = outcome
    self.seconds = seconds
    self.place = place
    self.kept = kept
  }
}

/// A notebook that was open: everything that its cells' states depend on, apart from the cells.
public struct JournalSession: Sendable, Equatable {
  public var id: String
  /// The lesson's file, and the hash of its text.
  public var lesson: String
  public var lessonHash: String
  public var seed: UInt64
  /// Seconds since 1970.
  public var started: Double
  /// The program that ran the cells: another one may give other bits.
  public var build: String
  /// Where the reader was; the front end knows how to read it.
  public var place: String

  public init(id: String, lesson: String, lessonHash: String, seed: UInt64, started: Double, build: String = "", place: String = "") {
    self.id = id
    self.lesson = lesson
    self.lessonHash = lessonHash
    self.seed = seed
    self.started = started
    self.build = build
    self.place = place
  }
}

/// What can be read of a session's journal.
public struct Journal: Sendable, Equatable {
  /// In order, up to the first that cannot be read: what follows builds on it.
  public var entries: [JournalEntry]
  /// How many entries there are from the first that cannot be read on.
  public var lost: Int

  public init(entries: [JournalEntry], lost: Int) {
    self.entries = entries
    self.lost = lost
  }
}
