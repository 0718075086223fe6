import Glibc

/// What can be said about the state on disk without changing anything of it: opening a store would set a damaged file aside.
public struct StateHealth: Equatable, Sendable {
  public enum Database: Equatable, Sendable {
    /// No session has begun one yet.
    case none
    /// Whole, of a schema that this version knows.
    case sound(bytes: Int)
    /// Written by a newer version of the program.
    case newer(found: Int, known: Int)
    /// SQLite's own words about what is wrong.
    case damaged(String)
    /// It could not be looked at.
    case unreadable(String)
  }

  public var path: String
  public var database: Database
  /// Whether the file system is another machine's.
  public var isRemote: Bool
  /// The processes whose sessions live.
  public var sessions: [Int32]
  /// Damaged files that earlier sessions set aside.
  public var setAside: [String]

  /// - Parameters:
  ///   - directory: The directory of the state.
  ///   - locks: The system's list of locks, in the form of `/proc/locks`.
  public init(directory: String, locks: String) {
    path = directory + "/state.sqlite"
    isRemote = RemoteFileSystem.holds(directory)
    database = Self.examined(path)
    let names = Self.names(in: directory)
    setAside = names.filter { $0.hasPrefix("state.sqlite.damaged-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
    let held = Self.held(locks)
    sessions = names.filter { $0.hasPrefix("state.sqlite.") && $0.hasSuffix(".lock") }.compactMap { name in
      var information = stat()
      return stat("\(directory)/\(name)", &information) == 0 ? held[UInt64(information.st_ino)] : nil
    }
  }

  /// Makes the directory, as a session would.
  ///
  /// - Returns: The reason when it cannot be, or cannot be written.
  public static func prepare(_ directory: String) -> String? { StateDirectory.create(directory) }

  private static func examined(_ path: String) -> Database {
    var information = stat()
    guard stat(path, &information) == 0 else { return errno == ENOENT ? .none : .unreadable(String(cString: strerror(errno))) }
    do throws(DatabaseError) {
      let database = try Connection(path: path, isReadOnly: true)
      let verdict = try database.run("PRAGMA integrity_check(1)").first?.first?.text ?? "no answer from its check"
      guard verdict == "ok" else { return .damaged(verdict) }
      let found = try Schema.version(of: database)
      return found > Schema.version ? .newer(found: found, known: Schema.version) : .sound(bytes: Int(information.st_size))
    } catch .corrupt(let words) {
      return .damaged(words)
    } catch {
      return .unreadable(error.description)
    }
  }

  private static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } })
    }
    return names.sorted()
  }

  /// Processes that hold a lock of a whole file, by the file's number: `1: FLOCK ADVISORY WRITE 812 fe:00:1234 0 EOF`. To try the
  /// lock itself would keep a session out that begins at this moment.
  private static func held(_ locks: String) -> [UInt64: Int32] {
    var held: [UInt64: Int32] = [:]
    for line in locks.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 6, words[1] == "FLOCK", let process = Int32(words[4]) else { continue }
      if let number = words[5].split(separator: ":").last.flatMap({ UInt64($0) }) { held[number] = process }
    }
    return held
  }
}

/// The connection to a database, where `Database` means what was found out about it.
private typealias Connection = Database
