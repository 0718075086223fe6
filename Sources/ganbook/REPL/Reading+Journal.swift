import Foundation
import Lessons
import Notebook
import NotebookProtocol
import StateStore
import Terminal

extension Reading {
  /// Asks a reader whose notebook was cut off whether it is to go on. Where no one types, `:resume` does.
  func offer(_ leftover: Leftover, _ editor: LineEditor) {
    let plan = ReplayPlan(leftover.entries)
    let count = Self.count(of: plan.cells.count, "cell")
    let running = plan.unfinished == nil ? "" : " and another was running"
    let text = "Your notebook on \"\(lesson.title)\" was cut off: \(count) had run\(running). \(duration(of: plan))"
    console.print(StyledText(text).wrapped(to: console.width))
    for notice in notices(of: leftover) { console.complain(StyledText(notice, .warning).wrapped(to: console.diagnosticWidth)) }
    self.leftover = leftover
    guard isatty(STDIN_FILENO) == 1 else { return console.remark(":resume goes on with it.") }
    while true {
      let answer = editor.readCell(prompt: StyledText("Go on with it? [Y/n] ", .accent), continuation: "")
      guard let answer else {
        isOver = true
        return
      }
      switch answer.lowercased().filter({ !$0.isWhitespace }) {
      case "", "y", "yes": return resume()
      case "n", "no":
        leftover.forget(in: store)
        self.leftover = nil
        return
      default: continue
      }
    }
  }

  /// Why it may not become what it was.
  private func notices(of leftover: Leftover) -> [String] {
    var notices: [String] = []
    if leftover.journal.lost > 0 {
      let lost = Self.count(of: leftover.journal.lost, "entry", "entries")
      notices.append("The last \(lost) of its journal cannot be read, and would not be run again.")
    }
    if leftover.session.lessonHash != lesson.hash {
      notices.append("The lesson has changed since then: cells run as they were, and you read it from the beginning.")
    }
    if leftover.session.build != Versions.build {
      notices.append("Another build of Ganbook ran it: numbers may differ in their last digits.")
    }
    return notices
  }

  /// Runs what the reader did again, after the notebook died: now, or before this session.
  func resume() {
    if let leftover {
      self.leftover = nil
      journal = SessionJournal(leftover, store: store, complain: { [console] in console.complain(StyledText($0, .warning)) })
      session = nil
      replay(isCut: leftover.journal.lost > 0)
    } else if session?.isAlive == false {
      replay()
    } else {
      complain("There is nothing to resume: the notebook stands. :redo runs what was undone.")
    }
  }

  /// What a reader can do when the process that ran the cells is gone.
  func offerToResume() {
    let plan = ReplayPlan(journal.entries)
    guard !plan.cells.isEmpty else { return }
    let text = ":resume runs your \(Self.count(of: plan.cells.count, "cell")) again, up to before this one. \(duration(of: plan))"
    console.print(StyledText(text, .strong).wrapped(to: console.width))
  }

  // MARK: Replaying

  /// - Parameter isCut: The journal's end cannot be read: the reader then was somewhere else.
  private func replay(isCut: Bool = false) {
    let plan = ReplayPlan(journal.entries)
    do throws(NotebookError) {
      try session?.restart()
    } catch {
      return console.complain(faults.lines(error))
    }
    (ran, everRan, bookmarks, metrics) = ([], [:], [:], MetricLog())
    let isSameLesson = journal.session.lessonHash == lesson.hash
    let isWhole = follow(plan, isSameLesson: isSameLesson)
    if isSameLesson { goBack(to: isWhole && !isCut ? Place(text: journal.session.place) : nil, plan) }
    if isWhole {
      let text = isCut ? "The notebook stands as it did before what cannot be read." : "The notebook stands where it was."
      console.print(StyledText(text, .strong))
    }
    if let unfinished = plan.unfinished { show(unfinished: unfinished) }
  }

  /// - Returns: Whether everything ran again.
  private func follow(_ plan: ReplayPlan, isSameLesson: Bool) -> Bool {
    var states = [0: 0]
    for (index, step) in plan.steps.enumerated() {
      do throws(NotebookError) {
        switch step {
        case .run(let entry):
          console.print(StyledText(name(of: entry), .faint))
          if entry.stop == nil { typed[entry.file] = entry.text }
          let stop = entry.stop.flatMap { isSameLesson && itinerary.stops.indices.contains($0) ? $0 : nil }
          guard runAgain(entry, stop: stop) else {
            giveUp(at: entry, plan.steps[index...])
            return false
          }
          states[entry.ordinal] = session?.cells.last
        case .go(let ordinal):
          try session?.go(to: states[ordinal] ?? 0)
          takeOver()
        case .name(let name, let place):
          try session?.branch(name)
          bookmarks[name] = Place(text: place) ?? Place(position: position, settled: settled, hasOwnVersion: false, ordinal: 0)
        }
      } catch {
        console.complain(faults.lines(error))
        return false
      }
    }
    return true
  }

  private func giveUp(at entry: JournalEntry, _ rest: ArraySlice<ReplayPlan.Step>) {
    journal.drop(Set(rest.compactMap { if case .run(let entry) = $0 { entry.ordinal } else { nil } }))
    complain("The notebook stands as it did before \(name(of: entry)); that and what followed were not run again.")
  }

  /// The session stands elsewhere: so do the cells that ran and what they measured.
  func takeOver() {
    ran = session?.cells.compactMap { everRan[$0] } ?? []
    metrics = ran.last?.metrics ?? MetricLog()
  }

  /// - Returns: Whether the state is the same as it was after this cell.
  private func runAgain(_ entry: JournalEntry, stop: Int?) -> Bool {
    let presenter = CellPresenter(console, pictures: pictures, metrics: metrics, isQuiet: true)
    let source = CellSource(entry.text, file: entry.file, line: entry.line)
    let result = execute(source, as: Ran(stop: stop), presenter, again: entry.stops)
    guard let result else { return false }
    // Ctrl-C stopped a training where it had not stopped before.
    if result.stops != entry.stops {
      _ = try? session?.undo()
      reconcile()
      return false
    }
    if let stop { settled.insert(stop) }
    return true
  }

  private func goBack(to place: Place?, _ plan: ReplayPlan) {
    guard let place else { return move(to: ran.compactMap(\.stop).last.map { $0 + 1 } ?? 0) }
    settled = place.settled.union(ran.compactMap(\.stop))
    let last = ran.last.flatMap { last in plan.cells.last { $0.stop == last.stop } }
    if place.ordinal >= last?.ordinal ?? 0 || last?.stop == nil {
      move(to: place.position)
      hasOwnVersion = place.hasOwnVersion
    } else if let stop = last?.stop {
      move(to: stop + 1)
    }
  }

  private func show(unfinished entry: JournalEntry) {
    console.print(StyledText("This was running when the notebook died, and has not been run again:", .strong).wrapped(to: console.width))
    console.print(console.prose.code(entry.text))
  }

  func savePlace() { journal.save(place) }

  /// Where the reader is now.
  var place: Place {
    Place(position: position, settled: settled, hasOwnVersion: hasOwnVersion, ordinal: journal.entries.last?.ordinal ?? 0)
  }

  private func name(of entry: JournalEntry) -> String {
    entry.stop.flatMap { itinerary.stops.indices.contains($0) ? itinerary.stops[$0].cell?.number : nil }.map { "cell \($0)" } ?? entry.file
  }

  private func duration(of plan: ReplayPlan) -> String {
    let length = plan.seconds < 1 ? "less than a second" : "about \(Number.duration(plan.seconds))"
    return "Running \(plan.cells.count == 1 ? "it" : "them") again as you wrote \(plan.cells.count == 1 ? "it" : "them") takes \(length)."
  }

  static func count(of number: Int, _ noun: String, _ plural: String? = nil) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(plural ?? noun + "s")"
  }
}
