import Foundation
import Lessons
import Notebook
import NotebookProtocol
import StateStore
import Terminal

/// The notebook in the terminal: a reader, a lesson, and the cells that have run.
final class Reading {
  /// A cell that is part of the state that stands.
  struct Ran {
    /// The stop it belongs to; `nil` for what was typed at the prompt.
    var stop: Int?
    /// The stop that was shown when it ran.
    var at = 0
    /// Seconds to compile it, and to run it.
    var compiling = 0.0
    var running = 0.0
    /// The cell's number in its session, and the metrics of all trainings up to its end.
    var cell = 0
    var metrics = MetricLog()
  }

  let console: Console
  /// None where there is no collection of lessons: a lesson that is named by its path can be read all the same.
  let library: LessonLibrary?
  let store: StateStore
  var lesson: Lesson
  var itinerary: Itinerary
  /// The stop that is shown.
  var position = 0
  /// Stops that are dealt with: they ran, were passed over, or were answered.
  var settled: Set<Int> = []
  var ran: [Ran] = []
  /// Every cell that has run, by its number: those of branches too.
  var everRan: [Int: Ran] = [:]
  /// Where the reader was when a branch got its name.
  var bookmarks: [String: Place] = [:]
  /// What was undone and can be redone, the latest at the end.
  var undone: [Ran] = []
  var journal: SessionJournal
  /// A notebook that was cut off, until it goes on or another is begun.
  var leftover: Leftover?
  /// How far back undo reaches, as the reader was told last.
  var toldReach: Int?
  var progress: LessonProgress
  var pictures: Pictures
  var metrics = MetricLog()
  var session: NotebookSession?
  var completion: CompletionService?
  /// Whether somebody sits at a terminal and may press TAB.
  var isTypedAt = false
  /// What was typed, by the name under which errors speak of it.
  var typed: [String: String] = [:]
  var isOver = false
  private var isAsking = false

  // What belongs to the stop that is shown.
  var hintsShown = 0
  /// The solution, once the reader has asked for it: Return runs it in the exercise's place.
  var standIn: Cell?
  /// The reader has typed something here that ran.
  var hasOwnVersion = false

  private init(_ lesson: Lesson, library: LessonLibrary?, store: StateStore, console: Console) {
    self.lesson = lesson
    self.library = library
    self.store = store
    self.console = console
    itinerary = Itinerary(lesson)
    progress = Reading.progress(lesson, store)
    pictures = Reading.pictures(lesson)
    journal = Reading.journal(lesson, store, console)
  }

  /// Opens a lesson, or the one that was being read, and reads commands until the reader leaves.
  static func begin(lesson word: String?, appearance: AppearanceOptions) throws {
    Interrupts.note()
    let console = Console(appearance)
    let store = StateStore(environment: ProcessInfo.processInfo.environment)
    let library = try? Places.library()
    let unfinished = word == nil ? try library.flatMap { try unfinishedLesson(in: $0, store) } : nil
    let named = try word.map(Places.lesson)
    let (leftover, troubles) = Leftover.newest(in: store, on: named?.file)
    let lesson = try named ?? leftover?.lesson ?? unfinished?.lesson ?? Places.library().firstLesson()
    let reading = Reading(lesson, library: library, store: store, console: console)
    console.print(StyledText("Ganbook \(Ganbook.version)", .strong) + StyledText("  :help lists the commands, :quit leaves", .faint))
    for notice in store.notices { console.complain(StyledText(notice.description, .warning)) }
    for trouble in troubles { console.complain(StyledText(trouble, .warning).wrapped(to: console.diagnosticWidth)) }
    if let unfinished, unfinished.lesson.name == lesson.name {
      reading.position = reading.itinerary.index(ofCell: unfinished.cell + 1) ?? 0
      if leftover == nil { console.remark("You go on where you left off; :restart begins the lesson again.") }
    }
    reading.read(leftover)
  }

  private func read(_ leftover: Leftover?) {
    let editor = LineEditor(
      options: Typing(
        library: library, isQuestion: { [weak self] in self.map { $0.isAsking || $0.stop.quiz != nil } ?? false },
        branches: { [weak self] in self?.session?.branches.keys.sorted() ?? [] },
        completeSwift: { [weak self] in self?.completeSwift($0, $1, $2) ?? .none },
        isPlain: console.isPlain,
        format: { [weak self] text in self?.session.flatMap { SwiftFormatter($0.toolchain).formatted(text) } }
      ).options,
      style: console.diagnosticStyle,
      terminal: console.output, history: (try? store.history()) ?? [])
    isTypedAt = editor.isInteractive
    if let leftover { ask { offer(leftover, editor) } }
    if isOver { return }
    showStop()
    startSession()
    while !isOver, let text = nextInput(editor) {
      if text.contains(where: { !$0.isWhitespace }) { try? store.addHistory(text) }
      heed(Input(text))
      savePlace()
    }
    completion?.end()
    journal.forget()
  }

  private func nextInput(_ editor: LineEditor) -> String? {
    editor.readCell(prompt: StyledText("> ", .accent), continuation: StyledText(". ", .faint), watching: watched) { _ in
      tellNotices(editor)
    }
  }

  /// A question of the notebook's own: its answers are single lines.
  private func ask(_ body: () -> Void) {
    isAsking = true
    body()
    isAsking = false
  }

  var stop: Itinerary.Stop { itinerary.stops[position] }
  var view: StopView { StopView(console: console, lesson: lesson, itinerary: itinerary) }

  /// Begins another lesson, or the same one again, with an empty notebook.
  func open(_ lesson: Lesson) {
    self.lesson = lesson
    itinerary = Itinerary(lesson)
    progress = Reading.progress(lesson, store)
    let terminal = pictures.terminal
    pictures = Reading.pictures(lesson)
    pictures.terminal = terminal
    metrics = MetricLog()
    typed = [:]
    ran = []
    undone = []
    everRan = [:]
    bookmarks = [:]
    toldReach = nil
    leftover = nil
    journal.forget()
    journal = Reading.journal(lesson, store, console)
    settled = []
    session = nil
    move(to: 0)
    showStop()
    startSession()
  }

  /// Shows another stop; what was done at the old one is forgotten.
  func move(to index: Int) {
    position = min(max(0, index), itinerary.stops.count - 1)
    hintsShown = 0
    standIn = nil
    hasOwnVersion = false
  }

  // MARK: Starting

  private static func progress(_ lesson: Lesson, _ store: StateStore) -> LessonProgress {
    let hash = lesson.hash
    if let known = try? store.progress(in: lesson.name.name), known.lessonHash == hash { return known }
    return LessonProgress(lesson: lesson.name.name, lessonHash: hash, cell: 0)
  }

  private static func journal(_ lesson: Lesson, _ store: StateStore, _ console: Console) -> SessionJournal {
    SessionJournal(lesson: lesson.file, hash: lesson.hash, seed: lesson.frontMatter.seed, store: store) {
      console.complain(StyledText($0, .warning))
    }
  }

  private static func pictures(_ lesson: Lesson) -> Pictures {
    let stamp = Date().formatted(Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt))
    return Pictures(folder: "\(UserDirectories().state)/pictures/\(stamp)-\(lesson.name.name)")
  }

  /// The lesson that was read last, if it was left in its middle and has not changed since.
  private static func unfinishedLesson(in library: LessonLibrary, _ store: StateStore) throws -> (lesson: Lesson, cell: Int)? {
    guard let latest = try? store.progress().first, let entry = library.entries.first(where: { $0.name.name == latest.lesson }) else {
      return nil
    }
    let lesson = try entry.lesson()
    let isUnchanged = lesson.hash == latest.lessonHash
    return isUnchanged && (1..<Itinerary(lesson).cellCount).contains(latest.cell) ? (lesson, latest.cell) : nil
  }
}

extension LessonLibrary {
  /// Where a new reader begins.
  func firstLesson() throws(LessonError) -> Lesson {
    guard let first = entries.first else { throw .noLessons(searched: [folder]) }
    return try first.lesson()
  }
}
