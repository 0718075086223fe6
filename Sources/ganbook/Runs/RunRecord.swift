import NotebookProtocol

/// A headless run as `run.json` tells it: enough to know what was run, with what, and what came out.
struct RunRecord: Codable, Equatable {
  /// Raised whenever a reader of older files would be misled.
  static let currentSchema = 1

  enum Status: String, Codable {
    case running, passed, failed, timeout, interrupted
  }

  /// The lesson, and the hash of the bytes that were run.
  struct LessonReference: Codable, Equatable {
    var name: String
    var title: String
    var file: String
    var sha256: String
  }

  /// The metrics of one training.
  struct Training: Codable, Equatable {
    var number: Int
    var file: String
    var metrics: [String]
    var steps: Int
    /// The study that it belongs to and the seed it ran under; none outside studies.
    var study: Int?
    var seed: UInt64?
  }

  var schema = currentSchema
  var id: String
  var lesson: LessonReference
  var parameters: [String: String]
  var seed: UInt64
  /// A quick run overrides parameters and judges no claim.
  var quick: Bool
  var versions: [String: String]
  /// ISO 8601, in UTC.
  var started: String
  var seconds: Double = 0
  var status = Status.running
  /// How many cells the whole run has; `cells` holds those that ran.
  var cellCount: Int
  var cells: [CellRecord] = []
  var trainings: [Training] = []

  var claims: [ClaimOutcome] { cells.flatMap(\.claims) }
  var checks: [CheckOutcome] { cells.flatMap(\.checks) }
  /// The files of models, each as it was kept last.
  var checkpoints: [CellRecord.Checkpoint] {
    var kept: [CellRecord.Checkpoint] = []
    for checkpoint in cells.flatMap({ $0.checkpoints ?? [] }) {
      kept.removeAll { $0.file == checkpoint.file }
      kept.append(checkpoint)
    }
    return kept
  }
}
