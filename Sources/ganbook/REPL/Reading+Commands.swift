import Foundation
import Lessons
import Notebook
import Terminal

extension Reading {
  /// Does what was typed.
  func heed(_ input: Input) {
    switch input {
    case .blank: next()
    case .unknownCommand(let name, let advice): complain("There is no command \(name). \(advice)")
    case .command(let command, let argument): heed(command, argument)
    case .swift(let text): if !answer(text) { run(typed: text) }
    }
  }

  private func heed(_ command: Command, _ argument: String) {
    switch command {
    case .next: next()
    case .play: play()
    case .back: show(position - 1)
    case .goto: withCell(argument) { show($0) }
    case .run: argument == "all" ? runAll() : withCell(argument) { runOne($0) }
    case .skip: skip()
    case .hint: hint()
    case .solution: solution()
    case .edit: edit(argument)
    case .reset: reset(argument)
    case .undo: undo(argument)
    case .redo: redo(argument)
    case .resume: resume()
    case .branch: branch(argument)
    case .switch: switchTo(argument)
    case .compare: compare(argument)
    case .restart: open(lesson)
    case .vars: listNames()
    case .time: showTimes()
    case .save: save(to: argument)
    case .plot: plot(argument)
    case .type: showType(argument)
    case .doc: showDocumentation(argument)
    case .lessons: listLessons()
    case .progress: showProgress()
    case .open: open(named: argument)
    case .help: showList(HelpText.lines(console))
    case .quit: isOver = true
    }
  }

  func complain(_ text: String) { console.complain(StyledText(text).wrapped(to: console.diagnosticWidth)) }

  // MARK: Moving

  private func show(_ index: Int) {
    guard index >= 0 else { return complain("This is the first stop of the lesson.") }
    move(to: index)
    showStop()
  }

  private func skip() {
    guard stop.content != .end else { return showPlace() }
    advance()
  }

  /// Finds the stop of the cell whose number was typed.
  private func withCell(_ argument: String, _ body: (Int) -> Void) {
    guard let number = Int(argument), let index = itinerary.index(ofCell: number) else {
      return complain("Name a cell by its number, from 1 to \(itinerary.cellCount).")
    }
    body(index)
  }

  private func runOne(_ index: Int) {
    if index == position { return next() }
    guard let cell = itinerary.stops[index].cell else { return }
    if run(cell, at: index) { settled.insert(index) }
    showPlace()
  }

  private func listLessons() {
    do {
      showList(Shelf(try Places.library(), progress: store).lines(console))
    } catch {
      complain(Faults.prose(error))
    }
  }

  /// A list that pushes the lesson off the screen; what Return does is told again below it.
  func showList(_ lines: [StyledText]) {
    console.page(lines, leavesRest: true)
    showPlace()
  }

  private func open(named word: String) {
    guard !word.isEmpty else { return complain("Name a lesson: :open 04, or any part of its name. :lessons lists them.") }
    do {
      open(try Lesson(path: Places.path(word)))
    } catch {
      complain(Faults.prose(error))
    }
  }

  // MARK: The notebook

  private func listNames() {
    guard let session, !ran.isEmpty else { return complain("There are no names yet: no cell has run.") }
    do {
      let names = try session.visibleNames()
      let rows = names.map { name -> StyledText in
        let type = name.type.isEmpty ? "" : name.kind == .func ? name.type : ": \(name.type)"
        let value = name.text.isEmpty ? "" : " = \(name.text)"
        return StyledText(name.kind.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0), .keyword) + StyledText(name.name, .strong)
          + StyledText(type, .type) + StyledText(value)
      }
      console.print(rows.map { $0.truncated(to: console.width) })
    } catch {
      console.complain(faults.lines(error))
    }
  }

  private func plot(_ path: String) {
    guard let figure = pictures.last else { return complain("There is no figure yet: cells make them with plot(...).") }
    guard !path.isEmpty else { return pictures.show(figure, on: console) }
    if let way = PictureTerminal(rawValue: path.lowercased()) {
      // From now on, too: who asks for characters once wants them.
      pictures.terminal = way
      return pictures.show(figure, as: way, on: console)
    }
    do {
      try pictures.write(figure, to: path)
      console.print(StyledText("picture  \(path)", .faint))
    } catch {
      complain(Faults.prose(error))
    }
  }

  /// `:edit` and `:edit N`. Who leaves the text as it is wants nothing to run.
  private func edit(_ argument: String) {
    if argument.isEmpty { return edit(standIn ?? stop.cell) }
    withCell(argument) { edit(itinerary.stops[$0].cell) }
  }

  private func edit(_ cell: Cell?) {
    guard let cell else { return complain("There is no cell here to edit. `:edit N` opens cell N.") }
    do {
      let text = try TextEditor.edit(cell.source, named: "cell-\(cell.number).swift")
      guard text.contains(where: { !$0.isWhitespace }) else { return complain("The file was left empty: nothing runs.") }
      func trimmed(_ text: String) -> String { text.hasSuffix("\n") ? String(text.dropLast()) : text }
      let edited = trimmed(text)
      guard edited != trimmed(cell.source) else {
        return complain("The cell was left as it is: nothing runs. `:run \(cell.number)` runs it.")
      }
      run(typed: edited)
    } catch {
      complain(Faults.prose(error))
    }
  }
}
