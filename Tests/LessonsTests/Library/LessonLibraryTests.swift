import Foundation
import Lessons
import Testing

@Suite struct LessonLibraryTests {
  /// A checkout with lessons in a folder that is removed when the test ends.
  private final class Checkout {
    let root: String
    init(_ names: [String]) throws {
      root = FileManager.default.temporaryDirectory.appendingPathComponent("ganbook-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: root + "/Lessons/museum", withIntermediateDirectories: true)
      for name in names { try Data(Fixture.text.utf8).write(to: URL(fileURLWithPath: root + "/Lessons/" + name)) }
    }
    deinit { try? FileManager.default.removeItem(atPath: root) }
    func library() throws -> LessonLibrary { try LessonLibrary(folder: root + "/Lessons") }
  }

  private static let names = ["10-wgan.md", "04-how-a-gan-works.md", "03-losses.md", "12-wgan-gp.md", "notes.md", "readme.txt", ".x.md"]

  @Test("lessons are listed by number, other files are not")
  func order() throws {
    let checkout = try Checkout(LessonLibraryTests.names)
    let library = try checkout.library()
    #expect(library.entries.map(\.stem) == ["03-losses", "04-how-a-gan-works", "10-wgan", "12-wgan-gp", "notes"])
    #expect(library.entries.map(\.name.number) == [3, 4, 10, 12, nil])
    let first = try withExtendedLifetime(checkout) { try library.entries[0].lesson() }
    #expect(first.title == "Two coins")
  }

  @Test("pieces of the museum come last, are found by name like any lesson, and are told from notes")
  func museum() throws {
    let checkout = try Checkout(["03-losses.md", "notes.md", "museum/slopes.md", "museum/batch.md", "museum/.hidden.md"])
    let library = try checkout.library()
    #expect(library.entries.map(\.stem) == ["03-losses", "notes", "batch", "slopes"])
    #expect(library.entries.map(\.name.isExhibit) == [false, false, true, true])
    #expect(library.entries.map(\.isListed) == [true, false, true, true])
    let piece = try library.resolve("slopes")
    #expect(piece.path == checkout.root + "/Lessons/museum/slopes.md")
    #expect(try withExtendedLifetime(checkout) { try piece.lesson() }.name == piece.name)
  }

  @Test(
    "a lesson is found by number, name and any unique part",
    arguments: [
      ("4", "04-how-a-gan-works"), ("04", "04-how-a-gan-works"), ("losses", "03-losses"), ("LOSS", "03-losses"),
      ("how a gan", "04-how-a-gan-works"), ("gan-works", "04-how-a-gan-works"), ("wgan", "10-wgan"), ("gp", "12-wgan-gp"),
      ("03-losses", "03-losses"), ("03-losses.md", "03-losses"),
    ])
  func resolve(word: String, stem: String) throws {
    #expect(try Checkout(LessonLibraryTests.names).library().resolve(word).stem == stem)
  }

  @Test(
    "a name that fits none or several is refused with those that were meant",
    arguments: [
      ("loses", "there is no lesson 'loses'. Did you mean 'losses'?"),
      ("wroks", "there is no lesson 'wroks'. Did you mean 'how-a-gan-works'?"),
      ("99", "there is no lesson '99'. `ganbook lessons` lists them."),
      ("", "there is no lesson ''. `ganbook lessons` lists them."),
      ("gan", "'gan' fits several lessons. Which of '04-how-a-gan-works', '10-wgan' or '12-wgan-gp'?"),
      ("/nowhere/l.md", "/nowhere/l.md: the lesson cannot be read: there is no such file. Check the path and its permissions."),
    ])
  func refusal(word: String, message: String) throws {
    let library = try Checkout(LessonLibraryTests.names).library()
    let error = #expect(throws: LessonError.self) { try library.resolve(word) }
    #expect(error?.description == message)
  }

  @Test("a path leads to its file, wherever it lies")
  func path() throws {
    let checkout = try Checkout(["03-losses.md"])
    let path = checkout.root + "/Lessons/03-losses.md"
    #expect(try checkout.library().resolve(path).path == path)
  }

  @Test("lessons are found above the executable, above the current folder, in the prefix, and where the environment says")
  func find() throws {
    let checkout = try Checkout(["03-losses.md"])
    let prefix = try Checkout([])
    try FileManager.default.createDirectory(atPath: prefix.root + "/share/ganbook", withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: prefix.root + "/Lessons", toPath: prefix.root + "/share/ganbook/Lessons")
    try Data(Fixture.text.utf8).write(to: URL(fileURLWithPath: prefix.root + "/share/ganbook/Lessons/01-generator.md"))
    func folder(executable: String, current: String, environment: [String: String] = [:]) throws -> String {
      try LessonLibrary.find(executable: executable, currentFolder: current, environment: environment).folder
    }
    let inCheckout = checkout.root + "/Lessons"
    #expect(try folder(executable: checkout.root + "/.build/release/ganbook", current: "/") == inCheckout)
    #expect(try folder(executable: "/usr/bin/env", current: checkout.root + "/Lessons") == inCheckout)
    #expect(try folder(executable: prefix.root + "/bin/ganbook", current: "/") == prefix.root + "/share/ganbook/Lessons")
    #expect(try folder(executable: "/usr/bin/env", current: "/", environment: ["GANBOOK_LESSONS": inCheckout]) == inCheckout)
  }

  @Test("where there are no lessons, the places that were searched are named")
  func nothing() {
    let error = #expect(throws: LessonError.self) {
      try LessonLibrary.find(executable: "/usr/bin/env", currentFolder: "/", environment: ["GANBOOK_LESSONS": "/nowhere"])
    }
    #expect(
      error?.description
        == "no lessons were found. Looked in /nowhere. Set GANBOOK_LESSONS to the folder that holds them.")
  }

  @Test(
    "a file name carries number and name",
    arguments: [
      ("Lessons/04-how-a-gan-works.md", 4, "how-a-gan-works"), ("notes.md", nil, "notes"), ("12.md", nil, "12"), ("7-x", 7, "x"),
      ("99999999999999999999-x.md", nil, "99999999999999999999-x"), ("Lessons/museum/batch.md", nil, "batch"),
    ] as [(String, Int?, String)])
  func names(path: String, number: Int?, name: String) {
    #expect(LessonName(path: path).number == number)
    #expect(LessonName(path: path).name == name)
    #expect(LessonName(path: path).isExhibit == path.contains("museum/"))
  }
}
