import Foundation
import Glibc
import StateStore
import Testing

@Suite("What may go wrong with the state")
struct FaultTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  /// A database with some cells, closed properly.
  private func filled(_ count: Int = 300) throws {
    let store = StateStore(directory: sandbox.path)
    for number in 0..<count { try store.addHistory("cell \(number) " + String(repeating: "x", count: 200)) }
  }

  private func setAside(_ store: StateStore) -> String? {
    if case .setAside(let path, _)? = store.notices.first { path } else { nil }
  }

  @Test("a file that is no database is set aside whole, and a fresh one works")
  func garbage() throws {
    let garbage = Data((0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 37) })
    try sandbox.write(garbage)
    let store = StateStore(directory: sandbox.path)
    let aside = try #require(setAside(store))
    #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == garbage)
    try store.addHistory("a")
    #expect(try StateStore(directory: sandbox.path).history() == ["a"])
    #expect(StateStore(directory: sandbox.path).notices.isEmpty)
  }

  @Test("a second damaged file does not take the place of the first")
  func twice() throws {
    var aside: Set<String> = []
    for _ in 0..<3 {
      try sandbox.write(
        Data("no database at all, but long enough to have a header, which is a hundred bytes in a file of SQLite: so.".utf8))
      aside.insert(try #require(setAside(StateStore(directory: sandbox.path))))
    }
    #expect(aside.count == 3 && aside.allSatisfy { FileManager.default.fileExists(atPath: $0) })
  }

  @Test(
    "a file that was cut off, as by a power failure, opens: as it was, or set aside; never as an error",
    arguments: [0, 1, 99, 100, 512, 4_096, 20_000, 40_960])
  func truncated(length: Int) throws {
    try filled()
    let whole = try sandbox.bytes()
    #expect(whole.count > 50_000)
    try sandbox.write(whole.prefix(length))
    let store = StateStore(directory: sandbox.path)
    // SQLite takes a single byte for an empty file; there is nothing in it to save.
    #expect((setAside(store) != nil) == (length > 1))
    #expect(store.path != nil)
    #expect(try store.history().isEmpty)
  }

  @Test("a page of noise in the middle is found when the file is opened")
  func noise() throws {
    try filled()
    var bytes = try sandbox.bytes()
    for index in 16_384..<20_480 { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
    try sandbox.write(bytes)
    #expect(setAside(StateStore(directory: sandbox.path)) != nil)
  }

  @Test("a session that was killed in the middle of its writing loses nothing that it had written")
  func killed() throws {
    let (process, _) = try Probe.start(["fill", sandbox.path, "100000000"])
    while try StateStore(directory: sandbox.path).history().count < 20 { usleep(10_000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let store = StateStore(directory: sandbox.path)
    #expect(store.notices.isEmpty)
    let history = try store.history()
    #expect(history.count >= 20)
    #expect(history.enumerated().allSatisfy { $1.hasPrefix("\($0) ") })
  }

  @Test("a full disk is an error with a cause, and everything before it stays")
  func full() throws {
    let output = try Probe.run(["fill", sandbox.path, "300000"])
    #expect(output.contains("ERROR"))
    let saved = try #require(output.split(separator: "SAVED ").last.flatMap { Int($0.filter(\.isNumber)) })
    let store = StateStore(directory: sandbox.path)
    #expect(saved > 0 && store.notices.isEmpty)
    #expect(try store.history().count == saved)
  }

  @Test("without HOME the state lives in memory, and says so")
  func noHome() throws {
    for environment in [[:], ["HOME": ""], ["HOME": "relative"]] {
      let store = StateStore(environment: environment)
      #expect(store.path == nil)
      #expect(store.notices == [.inMemory(reason: "neither XDG_STATE_HOME nor HOME names a directory")])
      try store.addHistory("a")
      #expect(try store.history() == ["a"])
    }
  }

  @Test(
    "where nothing can be written the state lives in memory, and the notice names the place",
    arguments: ["/proc/ganbook", "/dev/null/state"])
  func readOnly(directory: String) throws {
    let store = StateStore(directory: directory)
    try store.addHistory("a")
    #expect(store.path == nil && store.notices.count == 1)
    #expect(store.notices[0].description.contains(directory.hasPrefix("/proc") ? "/proc/ganbook" : "/dev/null"))
  }

  @Test("a directory in the database's place is no reason to fail")
  func directory() throws {
    try FileManager.default.createDirectory(atPath: sandbox.database, withIntermediateDirectories: true)
    let store = StateStore(directory: sandbox.path)
    #expect(store.path == nil && store.notices.count == 1)
  }

  @Test("the state's directory is for its owner alone, below XDG_STATE_HOME or below HOME")
  func place() throws {
    let state = StateStore(environment: ["HOME": sandbox.path, "XDG_STATE_HOME": sandbox.path + "/xdg"])
    #expect(state.path == sandbox.path + "/xdg/ganbook/state.sqlite")
    let home = StateStore(environment: ["HOME": sandbox.path, "XDG_STATE_HOME": "relative"])
    #expect(home.path == sandbox.path + "/.local/state/ganbook/state.sqlite")
    for path in [sandbox.path + "/xdg/ganbook", sandbox.path + "/.local/state/ganbook"] {
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o700)
    }
  }

  @Test("a database of a newer version is left as it is")
  func newer() throws {
    try filled(1)
    var bytes = try sandbox.bytes()
    // The user version is a big-endian number at byte 60 of the header, as SQLite's file format has it.
    bytes[63] = 99
    try sandbox.write(bytes)
    let store = StateStore(directory: sandbox.path)
    #expect(store.path == nil)
    #expect(
      store.notices.map(\.description) == [
        "History and progress of this session will not be kept: the state database has schema 99, and this version knows 3; "
          + "use the newer Ganbook that wrote it."
      ])
    #expect(try sandbox.bytes()[63] == 99)
  }

  @Test("two sessions that open and write at once lose nothing")
  func twoSessions() throws {
    let sessions = try ["a", "b", "c"].map { name in try Probe.start(["history", sandbox.path] + (0..<60).map { "\(name) \($0)" }) }
    for (process, output) in sessions {
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(!text.contains("ERROR") && !text.contains("NOTICE"), "\(text)")
    }
    let history = try StateStore(directory: sandbox.path).history()
    #expect(history.count == 180)
    for name in ["a", "b", "c"] { #expect(history.filter { $0.hasPrefix(name) } == (0..<60).map { "\(name) \($0)" }) }
  }

  @Test("two sessions that find the same damage set it aside once")
  func twoMenders() throws {
    try sandbox.write(Data(repeating: 7, count: 10_000))
    let sessions = try (0..<4).map { try Probe.start(["history", sandbox.path, "cell \($0)"]) }
    let texts = sessions.map { process, output in
      defer { process.waitUntilExit() }
      return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    #expect(texts.filter { $0.contains("NOTICE") }.count == 1, "\(texts)")
    #expect(sandbox.names.filter { $0.contains("damaged") }.count == 1)
    #expect(try Set(StateStore(directory: sandbox.path).history()) == Set((0..<4).map { "cell \($0)" }))
  }

  @Test("every error says what happened in words that a reader can act on")
  func prose() {
    let table: [(DatabaseError, String)] = [
      (.corrupt("malformed"), "the state database is damaged (malformed)"),
      (.busy, "another session is writing to the state database; try again in a moment"),
      (.full, "no space is left for the state database; free some and try again"),
      (.readOnly, "the state database may not be written; check the permissions of its directory"),
      (.cannotOpen("x: y"), "the state database cannot be opened (x: y)"),
      (.failed("m", code: 1), "the state database refused: m (SQLite code 1)"),
    ]
    for (error, text) in table { #expect(error.description == text) }
    #expect(
      StateNotice.setAside(path: "p", reason: "r").description
        == "History and progress could not be read: r. The file was set aside as p, and a fresh one begun.")
  }
}
