/// One line of the doctor's report.
struct Finding: Codable, Equatable {
  enum Verdict: String, Codable {
    case good
    /// Ganbook works, with something less.
    case warning
    /// Something that Ganbook needs is missing.
    case bad
  }

  /// What it belongs to; the report is in these chapters.
  enum Topic: String, Codable, CaseIterable {
    case swift = "Swift"
    case pictures = "Pictures"
    case terminal = "Terminal"
    case machine = "Machine"
    case files = "Files"
  }

  var topic: Topic
  /// Each stands once in a report.
  var subject: String
  var verdict: Verdict
  var found: String
  /// What that means for whoever uses Ganbook; empty where nothing is to be said.
  var meaning = ""
  /// The next step; empty where there is none to take.
  var advice = ""
}

extension Finding.Topic {
  func good(_ subject: String, _ found: String, means meaning: String = "") -> Finding {
    Finding(topic: self, subject: subject, verdict: .good, found: found, meaning: meaning)
  }

  func warning(_ subject: String, _ found: String, means meaning: String, advice: String) -> Finding {
    Finding(topic: self, subject: subject, verdict: .warning, found: found, meaning: meaning, advice: advice)
  }

  func bad(_ subject: String, _ found: String, means meaning: String, advice: String) -> Finding {
    Finding(topic: self, subject: subject, verdict: .bad, found: found, meaning: meaning, advice: advice)
  }
}
