import Figures
import Gnuplot
import Terminal

/// Draws figures on the reader's terminal, as well as it can show them.
struct Screen {
  let console: Console
  var renderer: GnuplotRenderer
  var wanted: PictureTerminal

  /// Draws a figure below what is there.
  ///
  /// - Throws: `GnuplotError` when not even characters could be drawn, or a window was asked for and there is none.
  func draw(_ figure: Figure) throws {
    switch way {
    case .kitty: console.write(try kitty(figure))
    case .sixel:
      // A gnuplot without sixels still has characters.
      guard let picture = try? renderer.render(figure, to: .sixel) else {
        try giveUpIfCancelled()
        return console.write(try text(figure))
      }
      console.write(picture.text + "\n")
    case .qt: try renderer.render(figure, to: .window)
    case .text, .auto: console.write(try text(figure))
    case .none: break
    }
  }

  private var way: PictureTerminal {
    guard wanted == .auto else { return wanted }
    switch TerminalGraphics.reply?.graphics {
    case .kitty: return .kitty
    case .sixel: return .sixel
    case nil: return .text
    }
  }

  private func giveUpIfCancelled() throws { if renderer.isCancelled() { throw GnuplotError.cancelled } }

  /// As large as it would be on paper, and no wider than the window.
  private func kitty(_ figure: Figure) throws -> String {
    let png = try renderer.render(figure, to: .png).bytes
    func pixels(_ range: Range<Int>) -> Int {
      png.count > range.upperBound ? png[range].reduce(0) { $0 << 8 | Int($1) } / renderer.style.pixelScale : 0
    }
    // The first chunk of a PNG file begins with width and height.
    let (width, height) = (pixels(16..<20), pixels(20..<24))
    let cell = TerminalGraphics.reply?.cell ?? (9, 18)
    return KittyPicture(png: png, cells: PictureCells(width: width, height: height, cell: cell, most: console.size.width - 1)).text
  }

  /// The figure in characters, for the window as it is now.
  func text(_ figure: Figure) throws -> String {
    let size = console.size
    let terminal = TextTerminal(
      columns: max(30, min(size.width - 1, 100)), rows: max(12, min(size.height * 2 / 3, 26)), color: console.isColored,
      glyphs: console.output.isUnicode ? .unicode : .ascii)
    let text = try renderer.render(figure, to: .text(terminal)).text
    return text.hasSuffix("\n") ? text : text + "\n"
  }
}
