import Glibc

/// What Ganbook remembers between sessions: history, progress, the index of runs, the journal.
///
/// One SQLite database under `XDG_STATE_HOME`. Every change is on disk when its call returns (synchronous FULL), and two sessions may use it
/// at once. Opening never fails: a damaged file is set aside, and where nothing can be written the state lives in memory.
///
/// Times are seconds since 1970.
public final class StateStore {
  let database: Database
  /// Where the database lies; `nil` in memory.
  public let path: String?
  /// What the reader should be told about the opening.
  public let notices: [StateNotice]

  /// Opens the reader's state.
  ///
  /// - Parameter environment: `XDG_STATE_HOME` and `HOME` are read.
  public convenience init(environment: [String: String]) {
    guard let directory = StateDirectory.path(environment) else {
      self.init(inMemory: "neither XDG_STATE_HOME nor HOME names a directory")
      return
    }
    self.init(directory: directory)
  }

  /// Opens the state in a directory, which is made when it does not exist.
  public convenience init(directory: String) {
    if let reason = StateDirectory.create(directory) {
      self.init(inMemory: reason)
      return
    }
    let path = directory + "/state.sqlite"
    do {
      let (database, notices) = try StateLock.hold(in: directory) { () throws(DatabaseError) in
        try Self.open(path, isRemote: RemoteFileSystem.holds(directory))
      }
      self.init(database, path: path, notices: notices)
    } catch {
      self.init(inMemory: error.description)
    }
  }

  private convenience init(inMemory reason: String) {
    do {
      let database = try Database(path: ":memory:")
      try Schema.migrate(database)
      self.init(database, path: nil, notices: [.inMemory(reason: reason)])
    } catch {
      fatalError("no memory for the state database: \(error)")
    }
  }

  private init(_ database: Database, path: String?, notices: [StateNotice]) {
    self.database = database
    self.path = path
    self.notices = notices
  }

  private static func open(_ path: String, isRemote: Bool) throws(DatabaseError) -> (Database, [StateNotice]) {
    do {
      return (try openSound(path, isRemote: isRemote), [])
    } catch .corrupt(let reason) {
      let aside = setAside(path)
      return (try openSound(path, isRemote: isRemote), [.setAside(path: aside, reason: reason)])
    }
  }

  private static func openSound(_ path: String, isRemote: Bool) throws(DatabaseError) -> Database {
    let database = try Database(path: path)
    let verdict = try database.run("PRAGMA quick_check(1)").first?.first?.text
    guard verdict == "ok" else { throw .corrupt(verdict ?? "no answer from its check") }
    let journal = try database.run("PRAGMA journal_mode = \(isRemote ? "DELETE" : "WAL")").first?.first?.text
    if !isRemote, journal != "wal" { try database.run("PRAGMA journal_mode = DELETE") }
    try database.script("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
    try Schema.migrate(database)
    return database
  }

  /// Gives the damaged file and its logs a name with the time, so that nothing is lost that a specialist could save.
  private static func setAside(_ path: String) -> String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    var stamp = [CChar](repeating: 0, count: 32)
    let count = strftime(&stamp, stamp.count, "%Y%m%dT%H%M%SZ", &parts)
    let name = "\(path).damaged-\(String(decoding: stamp.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self))"
    var free = name
    var number = 2
    while access(free, F_OK) == 0 {
      free = "\(name)-\(number)"
      number += 1
    }
    for suffix in ["", "-wal", "-shm", "-journal"] { rename(path + suffix, free + suffix) }
    return free
  }

  /// The present time.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
