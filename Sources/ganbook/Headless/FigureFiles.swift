import Figures
import Foundation
import Gnuplot

/// Draws a run's figures while its cells go on: one after the other, on a thread of their own.
final class FigureFiles: @unchecked Sendable {
  let folder: String
  private let formats: [String]
  private let renderer = GnuplotRenderer()
  /// Serial, and the only place where `failures` is touched while drawing goes on.
  private let queue = DispatchQueue(label: "ganbook.figures")
  private var failures: [any Error] = []
  private var count = 0

  /// - Parameters:
  ///   - folder: Exists already.
  ///   - formats: File extensions, such as `png`.
  init(folder: String, formats: [String]) {
    self.folder = folder
    self.formats = formats
  }

  /// Begins to draw a figure and returns the names that its files will have, relative to the folder.
  func draw(_ figure: Figure) -> [String] {
    count += 1
    let stem = RunDirectory.figureName(count, title: Self.name(of: figure))
    // What moves, moves in a GIF file; the other formats have its last frame.
    let names = (formats + (figure.frames.count > 1 ? ["gif"] : [])).map { "\(stem).\($0)" }
    queue.async { [folder, renderer] in
      for name in names {
        do { try renderer.render(figure, to: .file("\(folder)/\(name)")) } catch { self.failures.append(error) }
      }
    }
    return names
  }

  /// Waits for every figure so far, and hands over what went wrong.
  func finish() -> [any Error] {
    queue.sync {
      defer { failures = [] }
      return failures
    }
  }

  /// What a figure is called: its title, or the first one that a panel has.
  static func name(of figure: Figure) -> String {
    ([figure.title] + figure.panels.map(\.title)).first { !$0.isEmpty } ?? "figure"
  }
}
