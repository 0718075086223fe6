/// What a reader should know about how the state was opened.
public enum StateNotice: Error, Equatable, Sendable {
  /// The database was damaged; it lies at a new path, and a fresh one was begun.
  case setAside(path: String, reason: String)
  /// Nothing of this session will be kept.
  case inMemory(reason: String)
}

extension StateNotice: CustomStringConvertible {
  /// What happened, and what became of it.
  public var description: String {
    switch self {
    case .setAside(let path, let reason):
      "History and progress could not be read: \(reason). The file was set aside as \(path), and a fresh one begun."
    case .inMemory(let reason):
      "History and progress of this session will not be kept: \(reason)."
    }
  }
}
