/// The tables, as the steps that lead from each version to the next. A step that was released never changes.
enum Schema {
  static var version: Int { steps.count }

  /// Brings a database up to date, all steps or none.
  static func migrate(_ database: Database) throws(DatabaseError) {
    if try version(of: database) == version { return }
    try database.transaction { () throws(DatabaseError) in
      // Another session may have been faster.
      let found = try version(of: database)
      guard found <= version else { throw .newerSchema(found: found, known: version) }
      for step in steps[found...] { try database.script(step) }
      try database.script("PRAGMA user_version = \(version)")
    }
  }

  static func version(of database: Database) throws(DatabaseError) -> Int {
    Int(try database.run("PRAGMA user_version").first?.first?.integer ?? 0)
  }

  private static let steps = [
    """
    CREATE TABLE history (
      id INTEGER PRIMARY KEY,
      cell TEXT NOT NULL
    );
    CREATE TABLE progress (
      lesson TEXT PRIMARY KEY,
      lesson_hash TEXT NOT NULL,
      cell INTEGER NOT NULL,
      updated REAL NOT NULL
    );
    CREATE TABLE achievement (
      lesson TEXT NOT NULL REFERENCES progress (lesson),
      kind TEXT NOT NULL CHECK (kind IN ('exercise', 'quiz')),
      number INTEGER NOT NULL,
      PRIMARY KEY (lesson, kind, number)
    ) WITHOUT ROWID;
    CREATE TABLE run (
      id TEXT PRIMARY KEY,
      directory TEXT NOT NULL,
      lesson TEXT NOT NULL,
      lesson_hash TEXT NOT NULL,
      seed TEXT NOT NULL,
      parameters TEXT NOT NULL,
      quick INTEGER NOT NULL,
      started REAL NOT NULL,
      finished REAL,
      status TEXT NOT NULL
    );
    CREATE TABLE journal (
      session TEXT NOT NULL,
      ordinal INTEGER NOT NULL,
      source TEXT NOT NULL,
      PRIMARY KEY (session, ordinal)
    ) WITHOUT ROWID;
    """,
    // Nothing was ever written to the first journal.
    """
    DROP TABLE journal;
    CREATE TABLE session (
      id TEXT PRIMARY KEY,
      lesson TEXT NOT NULL,
      lesson_hash TEXT NOT NULL,
      seed TEXT NOT NULL,
      started REAL NOT NULL,
      place TEXT NOT NULL
    );
    CREATE TABLE journal (
      session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      action TEXT NOT NULL CHECK (action IN ('cell', 'undo', 'branch', 'switch')),
      text TEXT NOT NULL,
      file TEXT NOT NULL,
      line INTEGER NOT NULL,
      stop INTEGER,
      stops TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('running', 'finished', 'failed', 'killed')),
      seconds REAL NOT NULL,
      place TEXT NOT NULL,
      kept TEXT NOT NULL,
      PRIMARY KEY (session, ordinal)
    ) WITHOUT ROWID;
    """,
    // What SQLite keeps it does not check: a changed bit within a text is found only by a sum of one's own.
    """
    ALTER TABLE session ADD COLUMN build TEXT NOT NULL DEFAULT '';
    ALTER TABLE session ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
    ALTER TABLE journal ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
    """,
  ]
}
