/// One line of the doctor's report.
struct Finding: Codable, Equatable {
  enum Verdict: String, Codable {
    case good
    /// Ganbook works, with something less.
    case warning
    /// Something that Ganbook needs is missing.
    case bad
  }

  var subject: String
  var verdict: Verdict
  var found: String
  /// What to do, or what it means; empty where nothing is to be said.
  var advice: String

  static func good(_ subject: String, _ found: String, _ advice: String = "") -> Finding {
    Finding(subject: subject, verdict: .good, found: found, advice: advice)
  }

  static func warning(_ subject: String, _ found: String, _ advice: String) -> Finding {
    Finding(subject: subject, verdict: .warning, found: found, advice: advice)
  }

  static func bad(_ subject: String, _ found: String, _ advice: String) -> Finding {
    Finding(subject: subject, verdict: .bad, found: found, advice: advice)
  }
}
