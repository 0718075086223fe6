import Figures
import Foundation
import Gnuplot
import Notebook
import Terminal

/// The figures of a reading: drawn in the terminal as well as it can show them, kept as PNG files, animations as GIF files.
final class Pictures {
  let folder: String
  private var renderer = GnuplotRenderer()
  private var count = 0
  private var complained: Set<String> = []
  /// How they are drawn where somebody watches.
  var terminal = PictureTerminal.wanted(ProcessInfo.processInfo.environment)
  /// What `:plot` shows again.
  private(set) var last: Figure?

  /// - Parameter folder: Made when the first figure comes.
  init(folder: String) {
    self.folder = folder
  }

  /// Draws a figure where somebody watches, and keeps it.
  func show(_ figure: Figure, on console: Console) {
    last = figure
    renderer.isCancelled = Interrupts.watch()
    if console.output.isTerminal { draw(figure, on: console) }
    if !renderer.isCancelled() { save(figure, on: console) }
  }

  /// Saves a figure and says where.
  func keep(_ figure: Figure, on console: Console) {
    renderer.isCancelled = Interrupts.watch()
    save(figure, on: console)
  }

  private func save(_ figure: Figure, on console: Console) {
    count += 1
    let path =
      "\(folder)/\(RunDirectory.figureName(count, title: FigureFiles.name(of: figure), folder: nil)).\(figure.frames.count > 1 ? "gif" : "png")"
    attempt(on: console) {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try write(figure, to: path)
      console.print(place(path, on: console))
    }
  }

  /// Read aloud, a long path is told once, and then the file's name alone.
  private func place(_ path: String, on console: Console) -> StyledText {
    guard console.isPlain else { return StyledText("picture  \(UserDirectories.short(path))", .faint) }
    let name = (path as NSString).lastPathComponent
    return StyledText("Kept as \(name)" + (count > 1 ? "." : " in \(UserDirectories.short(folder))."))
  }

  func write(_ figure: Figure, to path: String) throws { try renderer.render(figure, to: .file(path)) }

  private func draw(_ figure: Figure, on console: Console) {
    if console.isPlain {
      let words = "Picture: \(figure.title.isEmpty ? "" : "\(figure.title). ")\(figure.alternativeText)"
      return console.print(StyledText(words).wrapped(to: console.width))
    }
    attempt(on: console) { try Screen(console: console, renderer: renderer, wanted: terminal).draw(figure) }
  }

  /// Draws the last figure again in a way that is named.
  func show(_ figure: Figure, as terminal: PictureTerminal, on console: Console) {
    renderer.isCancelled = Interrupts.watch()
    attempt(on: console) { try Screen(console: console, renderer: renderer, wanted: terminal).draw(figure) }
  }

  /// A gnuplot that is missing is missing for every figure: once is enough.
  private func attempt(on console: Console, _ body: () throws -> Void) {
    do {
      try body()
    } catch {
      let text = Faults.prose(error)
      if error as? GnuplotError == .cancelled { return console.print(StyledText(text, .faint)) }
      guard complained.insert(text).inserted else { return }
      console.print((StyledText("no picture: ", .warning) + StyledText(text)).wrapped(to: console.width))
    }
  }
}
