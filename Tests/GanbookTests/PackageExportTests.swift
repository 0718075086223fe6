import Foundation
import Testing

/// `ganbook export --to package`. The package is built and run in `make interop`; here its program is type-checked, which the export itself does.
@Suite("Export to a package")
struct PackageExportTests {
  /// The checkout that the tests were built in.
  private static let ganbookSources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private static let lesson = """
    # Small

    Words with `code`.

    ```swift parameters
    let steps = 5
    let rate = 0.5
    let name = "plain"
    ```

    ```swift
    func half(_ x: Tensor) -> Tensor { 0.5 * x }
    let points = normal(3, 2)
    half(points) // shown
    ```

    ```swift raises
    matmul(normal(64, 3), normal(2, 128))
    ```

    ```swift
    func half(_ x: Double) -> Double { 0.5 * x }
    half(3)
    ```

    ```swift exercise
    let answer = 1.0
    ```

    ```swift check
    check(answer, equals: 2, "the answer")
    ```

    ```swift solution
    let answer = 2.0
    ```

    """

  @Test("every lesson of this checkout becomes a program that compiles", arguments: LessonFilesTests.files)
  func shippedLessons(file: String) throws {
    let ganbook = try Ganbook()
    let outcome = try ganbook(
      "export", "\(Self.ganbookSources)/Lessons/\(file)", "--to", "package", "--out", "out", "--ganbook", Self.ganbookSources)
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    let program = try ganbook.folder.text(of: outcome.output.trimmingCharacters(in: .newlines) + "/Sources/main.swift")
    #expect(program.contains("\nProgram.begin(seed: ") && program.hasSuffix("\nProgram.end()\n"))
  }

  @Test("the program reads like the lesson: prose as comments, parameters from the command line, values shown, the exercise solved")
  func program() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(Self.lesson, seed: 11)
    let outcome = try ganbook("export", lesson, "--to", "package", "--out", "out", "--ganbook", Self.ganbookSources)
    #expect(outcome.status == 0 && outcome.output == "out/01-small-package\n", "\(outcome.diagnostics)")
    let program = try ganbook.folder.text(of: "out/01-small-package/Sources/main.swift")
    for part in [
      "// Small\n//\n// A lesson for a test.\n", "\nProgram.begin(seed: 11, parameters: [\"steps\", \"rate\", \"name\"])\n",
      "\n// # Small\n//\n// Words with `code`.\n", "\nlet steps = Program.parameter(\"steps\", 5)\n",
      "\nlet name = Program.parameter(\"name\", \"plain\")\n",
      "\nlet points = normal(3, 2)\ndisplay(\nhalf(points) // shown\n)\n", "\ndisplay(half(3))\n",
      "\n// This cell fails, and is meant to:\n//\n//   matmul(normal(64, 3), normal(2, 128))\n",
      "\n// The exercise, solved.\nlet answer = 2.0\n", "\ncheck(answer, equals: 2, \"the answer\")\n",
    ] { #expect(program.contains(part), "\(part) is missing in:\n\(program)") }
    #expect(!program.contains("let answer = 1.0"))
    let manifest = try ganbook.folder.text(of: "out/01-small-package/Package.swift")
    #expect(manifest.contains("path: \"\(Self.ganbookSources)\"") && manifest.contains(".v5"))
  }

  @Test("a run's package has the run's seed and parameters, and names its path to Ganbook as it was given")
  func ofARun() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(Self.lesson)
    #expect(try ganbook("run", lesson, "--seed", "23", "-p", "rate=2", "--out", "run").status == 0)
    let link = ganbook.folder.path + "/sources"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: Self.ganbookSources)
    let outcome = try ganbook("export", "run", "--to", "package", "--out", "out", "--ganbook", "../../sources")
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    let program = try ganbook.folder.text(of: "out/01-small-package/Sources/main.swift")
    #expect(program.contains("Program.begin(seed: 23,") && program.contains("let rate = Program.parameter(\"rate\", 2.0)"))
    let manifest = try ganbook.folder.text(of: "out/01-small-package/Package.swift")
    #expect(manifest.contains("path: \"../../sources\"") && !manifest.contains(ganbook.folder.path))
  }

  @Test("what is no program is refused with its places and a next step, and nothing is written")
  func refusedLessons() throws {
    let ganbook = try Ganbook()
    let again = try ganbook.lesson("# A\n\n```swift\nlet x = 1\nlet y = 2\n```\n\n```swift\nlet z = 3\nlet y = 4\n```\n", name: "02-again")
    let first = try ganbook("export", again, "--to", "package", "--out", "out", "--ganbook", Self.ganbookSources)
    #expect(first.status == 1)
    #expect(first.diagnostics.contains("02-again.md:17: `y` is declared again; line 12 has declared it."), "\(first.diagnostics)")
    #expect(first.diagnostics.contains("give one of them another name"))
    let hidden = try ganbook.lesson(
      "# A\n\n```swift\nprivate let x = 1\nx\n```\n\n```swift\nlet a = 1\nprivate let x = 2\n```\n", name: "03-hidden")
    let second = try ganbook("export", hidden, "--to", "package", "--out", "out", "--ganbook", Self.ganbookSources)
    #expect(second.status == 1)
    #expect(second.diagnostics.contains("03-hidden.md:17: invalid redeclaration of 'x'"), "\(second.diagnostics)")
    #expect(second.diagnostics.contains("Change the lines above, and export again."))
    for name in ["02-again", "03-hidden"] { #expect(!FileManager.default.fileExists(atPath: ganbook.folder.path + "/out/\(name)-package")) }
  }

  @Test("a folder without Ganbook, a package changed by hand, and a run that is to be one at once are usage errors that say what to do")
  func refusedPlaces() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(Self.lesson)
    let nowhere = try ganbook("export", lesson, "--to", "package", "--out", "out", "--ganbook", "nowhere")
    #expect(
      nowhere.status == 2 && nowhere.diagnostics.contains("out/01-small-package/nowhere. A package is built with them: --ganbook DIR"))
    #expect(try ganbook("export", lesson, "--to", "package", "--out", "out", "--ganbook", Self.ganbookSources).status == 0)
    #expect(try ganbook("export", lesson, "--to", "package", "--out", "out", "--ganbook", Self.ganbookSources).status == 0)
    _ = try ganbook.folder.write("// mine\n", to: "out/01-small-package/Package.swift")
    let changed = try ganbook("export", lesson, "--to", "package", "--out", "out", "--ganbook", Self.ganbookSources)
    #expect(changed.status == 2 && changed.diagnostics.contains("Name another folder with --out."), "\(changed.diagnostics)")
    #expect(try ganbook.folder.text(of: "out/01-small-package/Package.swift") == "// mine\n")
    let atOnce = try ganbook("run", lesson, "--out", "run", "--to", "package")
    #expect(atOnce.status == 2 && atOnce.diagnostics.contains("ganbook export last --to package"), "\(atOnce.diagnostics)")
  }
}
