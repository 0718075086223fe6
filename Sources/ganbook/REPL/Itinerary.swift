import Lessons

/// The way through a lesson: the places where a reader stops to do something, each with the prose that leads to it.
struct Itinerary {
  struct Stop {
    enum Content: Equatable {
      case cell(Cell)
      case quiz(Quiz)
      /// Behind the last cell there may still be prose.
      case end
    }

    var content: Content
    var preface: [Prose]
    /// Set at a starter and at the check that judges it.
    var exercise: Exercise?

    var cell: Cell? { if case .cell(let cell) = content { cell } else { nil } }
    var quiz: Quiz? { if case .quiz(let quiz) = content { quiz } else { nil } }
  }

  /// Never empty: the last one is the end.
  let stops: [Stop]

  init(_ lesson: Lesson) {
    var stops: [Stop] = []
    var preface: [Prose] = []
    for block in lesson.blocks {
      let content: Stop.Content
      switch block {
      case .prose(let prose):
        preface.append(prose)
        continue
      case .hint: continue
      case .cell(let cell) where cell.kind == .solution: continue
      case .cell(let cell): content = .cell(cell)
      case .quiz(let quiz): content = .quiz(quiz)
      }
      let exercise = if case .cell(let cell) = content { lesson.exercise(of: cell) } else { Exercise?.none }
      stops.append(Stop(content: content, preface: preface, exercise: exercise))
      preface = []
    }
    self.stops = stops + [Stop(content: .end, preface: preface, exercise: nil)]
  }

  var cellCount: Int { stops.compactMap(\.cell).count }

  /// Where the cell with this number stands.
  func index(ofCell number: Int) -> Int? { stops.firstIndex { $0.cell?.number == number } }

  /// The next cell at or behind a stop.
  func cell(from index: Int) -> Cell? { stops[min(index, stops.count)...].lazy.compactMap(\.cell).first }
}
