import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
  @Test("--version prints the version, and --help every command that readers have")
  func versionAndHelp() throws {
    let ganbook = try Ganbook()
    let version = try ganbook("--version")
    #expect(version.status == 0)
    #expect(version.output.wholeMatch(of: /ganbook \d+\.\d+\.\d+\n/) != nil)
    let help = try ganbook("--help")
    #expect(help.status == 0)
    for command in ["open", "lessons", "run", "check", "runs", "plot", "export", "doctor"] {
      #expect(help.output.contains("\n  \(command) "))
    }
    #expect(!help.output.contains("kernel"))
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var says: String
    var testDescription: String { arguments.joined(separator: " ") }
  }

  @Test(
    "a wrong call leaves with 2, prints nothing on standard output, and says what to do",
    arguments: [
      Mistake(arguments: ["rnu"], says: "Did you mean `ganbook run`?"),
      Mistake(arguments: ["lessns"], says: "Did you mean `ganbook lessons`?"),
      Mistake(arguments: ["welcome"], says: "`ganbook open welcome` opens it"),
      Mistake(arguments: ["run"], says: "Name a lesson to run"),
      Mistake(arguments: ["run", "welcome", "--sede", "3"], says: "--seed"),
      Mistake(arguments: ["run", "welcome", "--timeout", "0"], says: "above 0"),
      Mistake(arguments: ["run", "welcmoe"], says: "'welcome'"),
      Mistake(arguments: ["run", "no/such/lesson.md"], says: "no/such/lesson.md"),
      Mistake(arguments: ["run", "welcome", "-p", "steps"], says: "name=value"),
      Mistake(arguments: ["run", "welcome", "-p", "stepps=3"], says: "stepps"),
      Mistake(arguments: ["run", "welcome", "--params", "no/such/file"], says: "no/such/file"),
    ])
  func mistakes(mistake: Mistake) throws {
    let ganbook = try Ganbook()
    let outcome = try ganbook(mistake.arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.diagnostics.contains(mistake.says), "\(outcome.diagnostics)")
    #expect(ganbook.folder.names(in: "state/ganbook/runs").isEmpty, "nothing may have run")
  }

  @Test("lessons --json lists number, title and progress of every lesson")
  func lessonsAsJSON() throws {
    let outcome = try Ganbook()("lessons", "--json")
    let books = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(books.first?["name"] as? String == "welcome")
    #expect(books.first?["number"] as? Int == 0)
    #expect(books.allSatisfy { $0["fault"] == nil && $0["done"] as? Int == 0 && ($0["cells"] as? Int ?? 0) > 0 })
  }

  @Test("runs lists what was run, newest first")
  func runs() throws {
    let ganbook = try Ganbook()
    #expect(try ganbook("runs").diagnostics.contains("No runs"))
    let lesson = try ganbook.lesson("# Small\n\n```swift\n1 + 1\n```\n")
    #expect(try ganbook("run", lesson, "--seed", "3").status == 0)
    let list = try ganbook("runs").output
    #expect(list.contains("small-3"))
    #expect(list.contains("passed"))
  }
}
