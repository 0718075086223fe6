import Lessons
import StateStore
import Terminal

/// The lessons beside what the reader has done of them.
struct Shelf {
  struct Book: Codable, Equatable {
    /// None for a piece of the museum.
    var number: Int?
    var name: String
    var file: String
    var title: String
    var summary: String
    var minutes: Int
    var cells: Int
    /// Cells that the reader has behind them.
    var done: Int
    var exercises = 0
    var exercisesPassed = 0
    var questions = 0
    var questionsAnswered = 0
    /// Why the file is no lesson; `nil` for all others.
    var fault: String?
  }

  let books: [Book]

  init(_ library: LessonLibrary, progress store: StateStore) {
    let progress = Dictionary((try? store.progress())?.map { ($0.lesson, $0) } ?? []) { first, _ in first }
    books = library.entries.filter(\.isListed).map { entry in
      do {
        let lesson = try entry.lesson()
        let cells = Itinerary(lesson).cellCount
        let known = progress[entry.name.name]
        return Book(
          number: entry.name.number, name: entry.name.name, file: entry.path, title: lesson.title, summary: lesson.frontMatter.summary,
          minutes: lesson.frontMatter.minutes, cells: cells, done: min(cells, known?.cell ?? 0), exercises: lesson.exercises.count,
          exercisesPassed: known?.exercisesPassed.count ?? 0, questions: lesson.quizzes.count,
          questionsAnswered: known?.quizzesAnswered.count ?? 0, fault: nil)
      } catch {
        return Book(
          number: entry.name.number, name: entry.name.name, file: entry.path, title: entry.name.name, summary: "", minutes: 0, cells: 0,
          done: 0,
          fault: Faults.prose(error))
      }
    }
  }

  /// Number, title, length and progress on one line, the summary below; then the museum, whose pieces go by their names.
  func lines(_ console: Console) -> [StyledText] {
    let exhibits = books.filter { $0.number == nil }
    let museum = exhibits.isEmpty ? [] : [StyledText(""), StyledText("The bug museum: what public code gets wrong", .strong)]
    return books.filter { $0.number != nil }.flatMap { lines($0, console) } + museum + exhibits.flatMap { lines($0, console) }
  }

  private func lines(_ book: Book, _ console: Console) -> [StyledText] {
    let call = book.number.map { $0 < 10 ? "0\($0)" : "\($0)" } ?? book.name
    let head =
      StyledText("\(call)  ", .accent) + StyledText(book.title, .strong) + StyledText("  \(book.minutes)\u{A0}min\(progress(book))", .faint)
    let text = book.fault.map { StyledText($0, .error) } ?? StyledText(book.summary)
    return head.wrapped(to: console.width) + text.wrapped(to: console.width - 4).map { StyledText("    ") + $0 }
  }

  private func progress(_ book: Book) -> String {
    if book.done == 0 { return "" }
    return book.done >= book.cells ? ", done" : ", \(book.done) of \(book.cells) cells done"
  }
}
