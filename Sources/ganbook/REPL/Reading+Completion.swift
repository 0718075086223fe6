import Notebook
import Terminal

extension Reading {
  /// Starts to load what completion needs, which takes a second, while the reader reads. Where it gave up, another try begins.
  func startCompletion() {
    guard isTypedAt, completion?.hasGivenUp != false else { return }
    completion?.end()
    completion = session?.completionService()
  }

  /// What may stand at the cursor in a piece of Swift.
  func completeSwift(_ text: String, _ cursor: String.Index, _ interrupt: Int32) -> Completions {
    guard let session, let completion else { return .none }
    let place = session.completionPlace(in: text, at: cursor)
    let candidates = completion.candidates(at: place, interrupt: interrupt)
    guard candidates.contains(where: \.isOfWrapped) else {
      return Completions(replacing: place.prefix.count, candidates.map(\.text), labels: candidates.map(\.signature))
    }
    // Some take the point before the cursor along, so all of them do.
    guard text[..<cursor].dropLast(place.prefix.count).last == "." else { return .none }
    return Completions(
      replacing: place.prefix.count + 1, candidates.map { ($0.isOfWrapped ? "?." : ".") + $0.text }, labels: candidates.map(\.signature))
  }

  /// Descriptors that speak up while the reader thinks.
  var watched: [Int32] { completion.map { [$0.noticeDescriptor] } ?? [] }

  func tellNotices(_ editor: LineEditor) {
    let notices = completion?.takeNotices() ?? []
    guard !notices.isEmpty else { return }
    editor.whileHidden { console.complain(notices.flatMap { StyledText($0, .faint).wrapped(to: console.diagnosticWidth) }) }
  }
}
