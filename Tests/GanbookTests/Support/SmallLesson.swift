/// Pieces of lessons that tests read, and the notebook open on them.
enum SmallLesson {
  static let question = """
    ```quiz
    question: Which is larger?
    choices:
      - {text: "one", because: "It is not."}
      - {text: "two", right: true}
    ```
    """

  static let starter = """
    Write `double`.

    ```swift exercise
    func double(_ x: Double) -> Double { x }
    ```
    """

  static let solution = """
    ```swift solution
    func double(_ x: Double) -> Double { 2 * x }
    ```
    """

  /// The notebook on a lesson of `cells` cells, with its first prompt on the screen.
  static func open(
    _ body: String, cells: Int, _ arguments: [String] = [], rows: UInt16 = 40
  ) throws -> (terminal: PseudoTerminal, ganbook: Ganbook) {
    let ganbook = try Ganbook()
    let terminal = try PseudoTerminal(ganbook, ["open", ganbook.lesson(body)] + arguments, rows: rows)
    try terminal.wait(for: "cell 1 of \(cells)")
    try terminal.wait(for: "> ")
    return (terminal, ganbook)
  }
}
