import CSQLite

/// One connection to an SQLite database: statements in, rows out, failures as typed errors.
final class Database {
  typealias Row = [DatabaseValue]

  private let connection: OpaquePointer

  /// Opens a file, or a database in memory for the path `:memory:`.
  ///
  /// - Parameters:
  ///   - isReadOnly: Whether nothing of it is to be changed; there must be a file then.
  ///   - patience: Milliseconds to wait for another session that writes.
  init(path: String, isReadOnly: Bool = false, patience: Int32 = 3_000) throws(DatabaseError) {
    var handle: OpaquePointer?
    let flags = (isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(handle)
      throw code & 0xFF == SQLITE_CANTOPEN ? .cannotOpen("\(path): \(message)") : Self.error(code, message)
    }
    connection = handle
    sqlite3_busy_timeout(connection, patience)
  }

  deinit { sqlite3_close_v2(connection) }

  /// Runs one statement and gives its rows.
  @discardableResult
  func run(_ statement: String, _ values: DatabaseValue...) throws(DatabaseError) -> [Row] {
    try run(statement, with: values)
  }

  func run(_ statement: String, with values: [DatabaseValue]) throws(DatabaseError) -> [Row] {
    var prepared: OpaquePointer?
    try check(sqlite3_prepare_v2(connection, statement, -1, &prepared, nil))
    defer { sqlite3_finalize(prepared) }
    for (index, value) in values.enumerated() { try bind(value, Int32(index + 1), prepared) }
    var rows: [Row] = []
    while true {
      let code = sqlite3_step(prepared)
      if code == SQLITE_DONE { return rows }
      guard code == SQLITE_ROW else { throw lastError(code) }
      rows.append((0..<sqlite3_column_count(prepared)).map { Self.value($0, prepared) })
    }
  }

  /// Runs several statements that have neither values nor rows.
  func script(_ statements: String) throws(DatabaseError) {
    try check(sqlite3_exec(connection, statements, nil, nil, nil))
  }

  /// Everything inside happens, or nothing of it. The lock is taken at the beginning, so that two sessions never wait for each other.
  func transaction<Result>(_ body: () throws(DatabaseError) -> Result) throws(DatabaseError) -> Result {
    try script("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try script("COMMIT")
      return result
    } catch {
      // A full disk has rolled back already; a second time is refused, and that is no news.
      sqlite3_exec(connection, "ROLLBACK", nil, nil, nil)
      throw error
    }
  }

  private func bind(_ value: DatabaseValue, _ index: Int32, _ statement: OpaquePointer?) throws(DatabaseError) {
    // SQLite copies the text before the call returns: SQLITE_TRANSIENT, a macro that Swift cannot import.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    let code =
      switch value {
      case .null: sqlite3_bind_null(statement, index)
      case .integer(let number): sqlite3_bind_int64(statement, index, number)
      case .real(let number): sqlite3_bind_double(statement, index, number)
      case .text(let text): sqlite3_bind_text(statement, index, text, Int32(text.utf8.count), transient)
      }
    try check(code)
  }

  private static func value(_ column: Int32, _ statement: OpaquePointer?) -> DatabaseValue {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
    case SQLITE_NULL: return .null
    default:
      guard let bytes = sqlite3_column_text(statement, column) else { return .null }
      let count = Int(sqlite3_column_bytes(statement, column))
      return .text(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
    }
  }

  private func check(_ code: Int32) throws(DatabaseError) {
    if code != SQLITE_OK { throw lastError(code) }
  }

  private func lastError(_ code: Int32) -> DatabaseError {
    Self.error(code, String(cString: sqlite3_errmsg(connection)))
  }

  private static func error(_ code: Int32, _ message: String) -> DatabaseError {
    switch code & 0xFF {
    case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt(message)
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_FULL: .full
    case SQLITE_READONLY: .readOnly
    case SQLITE_CANTOPEN: .cannotOpen(message)
    default: .failed(message, code: code)
    }
  }
}
