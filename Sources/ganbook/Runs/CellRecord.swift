import NotebookProtocol

/// What one cell did.
struct CellRecord: Codable, Equatable {
  enum Status: String, Codable {
    case passed
    /// Taken back: it did not compile, trapped, or was interrupted.
    case failed
  }

  /// Files of one figure, relative to the run's directory.
  struct DrawnFigure: Codable, Equatable {
    var title: String
    var alternativeText: String
    var files: [String]

    /// The file of an animation; `nil` for a figure that stands still.
    var moving: String? { files.first { $0.hasSuffix(".gif") } }
  }

  /// A model that the cell kept; the file is relative to the run's directory.
  struct Checkpoint: Codable, Equatable {
    var name: String
    var file: String
    var bytes: Int
  }

  /// The number that the reader sees.
  var number: Int
  /// The line of the lesson where its source begins.
  var line: Int
  var kind: String
  var source: String
  var status = Status.passed
  var seconds: Double = 0
  /// What it printed, standard output and standard error together.
  var output = ""
  var value: ShownValue?
  var figures: [DrawnFigure] = []
  var claims: [ClaimOutcome] = []
  var checks: [CheckOutcome] = []
  var tables: [Table] = []
  var notes: [String] = []
  /// In the order in which they were kept, each file once; records of older versions have none.
  var checkpoints: [Checkpoint]?
  /// Why it failed, as it was shown.
  var error: String?

  /// Whether everything that this cell was asked to show holds.
  ///
  /// A cell of kind `raises` is asked to fail. A quick run does not judge claims; checks are judged always.
  func holds(judgingClaims: Bool) -> Bool {
    let endedAsMeant = (status == .failed) == (kind == "raises")
    return endedAsMeant && checks.allSatisfy(\.passes) && (!judgingClaims || claims.allSatisfy(\.holds))
  }
}
