import Foundation

extension CellCache {
  /// `$XDG_CACHE_HOME/ganbook`, `~/.cache/ganbook`, or a private directory among the temporary files when neither can be written.
  static func baseDirectory(_ environment: [String: String]) throws(NotebookError) -> String {
    var places: [String] = []
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { places.append(cache + "/ganbook") }
    if let home = environment["HOME"], home.hasPrefix("/") { places.append(home + "/.cache/ganbook") }
    places.append(NSTemporaryDirectory() + "ganbook-\(getuid())")
    var failure = NotebookError.cacheUnusable(path: places[0], reason: "no place to write to")
    for place in places {
      do throws(NotebookError) {
        try makePrivate(place)
        return place
      } catch {
        failure = error
      }
    }
    throw failure
  }

  /// Code is loaded from here: the directory must be the reader's own, and no one else may write to it.
  static func makePrivate(_ path: String) throws(NotebookError) {
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var information = stat()
    guard lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      throw .cacheUnusable(path: path, reason: "it is not a directory, or cannot be made one")
    }
    guard information.st_uid == geteuid(), information.st_mode & 0o022 == 0 else {
      throw .cacheUnusable(path: path, reason: "somebody else can write to it")
    }
    guard access(path, W_OK | X_OK) == 0 else { throw .cacheUnusable(path: path, reason: String(cString: strerror(errno))) }
  }

  /// Drops what no session has used: other builds as a whole after three days, single files of this one after a month, and what a killed compiler left after an hour.
  static func prune(_ base: String, keeping current: String) {
    let day = 24 * 3_600
    let limit = time(nil) - 30 * day
    for name in (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? [] {
      let path = "\(base)/\(name)"
      if path != current, isOlder(path, than: time(nil) - 3 * day) { try? FileManager.default.removeItem(atPath: path) }
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: current)) ?? []
    for name in names where name.hasSuffix(".new") && isOlder("\(current)/\(name)", than: time(nil) - 3_600) {
      try? FileManager.default.removeItem(atPath: "\(current)/\(name)")
    }
    guard names.count > 4_000 else { return }
    for name in names where isOlder("\(current)/\(name)", than: limit) { unlink("\(current)/\(name)") }
  }

  private static func isOlder(_ path: String, than limit: Int) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 && information.st_mtim.tv_sec < limit
  }
}

/// Where compiled cells lie.
public enum CompiledCells {
  /// The directory that a session would take; it is made when it is not there.
  public static func directory(_ environment: [String: String]) throws(NotebookError) -> String {
    try CellCache.baseDirectory(environment)
  }
}
