/// The cause of a likely mistake and one next step, beside the words of the compiler or of the engine.
///
/// Readers know Swift, or PyTorch, or neither; the same twenty mistakes come again and again. Each row of the tables looks at a message and gives
/// its advice, or nothing; the first that has something to say is heard.
enum Advice {
  typealias Row = @Sendable (Mistake) -> String?

  static func onCompiling(_ mistake: Mistake) -> String? { first(in: compilerRows, mistake) }

  static func onRunning(_ message: String) -> String? { first(in: engineRows, Mistake(message: message)) }

  private static func first(in rows: [Row], _ mistake: Mistake) -> String? {
    for row in rows {
      if let advice = row(mistake) { return advice }
    }
    return nil
  }
}

extension CellFault {
  /// What to do about it, where the cause is one that we know.
  public var advice: String? { Advice.onRunning(message) }
}
