/// Why the database refused.
public enum DatabaseError: Error, Equatable, Sendable {
  /// The file is no database, or parts of it are damaged.
  case corrupt(String)
  /// Another session writes, and did not end in time.
  case busy
  /// No space is left where the file lies.
  case full
  /// The file or its directory may not be written.
  case readOnly
  /// The file cannot be opened or created.
  case cannotOpen(String)
  /// The file was written by a newer version of the program.
  case newerSchema(found: Int, known: Int)
  /// Anything else, with SQLite's own words and its extended code.
  case failed(String, code: Int32)
}

extension DatabaseError: CustomStringConvertible {
  /// What happened, and what to do about it.
  public var description: String {
    switch self {
    case .corrupt(let detail): "the state database is damaged (\(detail))"
    case .busy: "another session is writing to the state database; try again in a moment"
    case .full: "no space is left for the state database; free some and try again"
    case .readOnly: "the state database may not be written; check the permissions of its directory"
    case .cannotOpen(let detail): "the state database cannot be opened (\(detail))"
    case .newerSchema(let found, let known):
      "the state database has schema \(found), and this version knows \(known); use the newer Ganbook that wrote it"
    case .failed(let detail, let code): "the state database refused: \(detail) (SQLite code \(code))"
    }
  }
}
