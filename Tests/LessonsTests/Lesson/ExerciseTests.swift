import Lessons
import Testing

@Suite struct ExerciseTests {
  static let two = """
    ```swift
    let a = 1
    ```

    One.

    ```swift exercise
    first
    ```

    ```swift check
    check first
    ```

    ```swift solution
    first solved
    ```

    Two.

    ```swift exercise
    second
    ```

    ```hint
    Think.
    ```

    ```swift check
    check second
    ```

    ```swift solution
    second solved
    ```

    ```swift
    let z = 1
    ```
    """

  @Test("a starter, its check, hints and solution belong together")
  func grouping() throws {
    let exercises = try Fixture.lesson().exercises
    #expect(exercises.count == 1)
    #expect(exercises.first?.check?.number == 5)
    #expect(exercises.first?.hints.map(\.level) == [1, 2])
    #expect(exercises.first?.solution?.source.contains("p / (p + q)") == true)
  }

  @Test("an exercise ends where the next one begins")
  func boundary() throws {
    let exercises = try Fixture.lesson(body: ExerciseTests.two).exercises
    #expect(exercises.map { $0.checks.count } == [1, 1])
    #expect(exercises.map { $0.hints.count } == [0, 1])
    #expect(exercises.map { $0.solution?.source } == ["first solved\n", "second solved\n"])
  }

  @Test("a run with nobody there takes the solutions in the places of the starters")
  func headless() throws {
    let lesson = try Fixture.lesson(body: ExerciseTests.two)
    #expect(
      lesson.cells(filling: .solution).map(\.source) == [
        "let a = 1\n", "first solved\n", "check first\n", "second solved\n", "check second\n", "let z = 1\n",
      ])
    #expect(lesson.cells(filling: .starter).map(\.source)[1] == "first\n")
    #expect(lesson.cells(filling: .starter).count == 6)
  }

  @Test("a trial stops at the exercise's check, with the exercises before it solved")
  func trial() throws {
    let lesson = try Fixture.lesson(body: ExerciseTests.two)
    let second = lesson.exercises[1]
    #expect(
      lesson.trial(of: second, filling: .starter).map(\.source)
        == ["let a = 1\n", "first solved\n", "check first\n", "second\n", "check second\n"])
    #expect(lesson.trial(of: second, filling: .solution).map(\.source)[3] == "second solved\n")
  }

  @Test("an exercise without solution runs its starter, and one without check proves nothing")
  func incomplete() throws {
    let lesson = try Fixture.lesson(body: "```swift exercise\nstarter\n```\n")
    #expect(lesson.cells(filling: .solution).map(\.source) == ["starter\n"])
    #expect(lesson.trial(of: lesson.exercises[0], filling: .solution).isEmpty)
  }

  @Test("starter, check and solution lead back to their exercise, other cells to none")
  func membership() throws {
    let lesson = try Fixture.lesson(body: ExerciseTests.two)
    #expect(lesson.cells.map { lesson.exercise(of: $0)?.starter.index } == [nil, 1, 1, 1, 4, 4, 4, nil])
  }
}
