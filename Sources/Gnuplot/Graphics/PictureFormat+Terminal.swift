/// The command that chooses gnuplot's terminal for a format.
extension PictureFormat {
  /// - Parameters:
  ///   - frames: How many pictures follow each other; only a GIF file has more than one.
  ///   - seconds: How long each is seen.
  func terminal(width: Int, height: Int, style: PlotStyle, frames: Int = 1, seconds: Double = 0) -> String {
    let background = "background '#\(style.background.digits)'"
    let families = plain(style.fonts.joined(separator: ",")).filter { $0 != "'" }
    switch self {
    case .png:
      // Cairo takes a font's size in points of 1/72 inch.
      let scale = style.pixelScale
      return "set terminal pngcairo noenhanced truecolor size \(width * scale),\(height * scale) fontscale \(0.75 * Double(scale)) "
        + "linewidth \(scale) pointscale \(scale) rounded \(background) font '\(style.fonts.first ?? ""),\(style.fontSize)'"
    case .svg:
      return "set terminal svg noenhanced fixed size \(width),\(height) rounded \(background) font '\(families),\(style.fontSize)'"
    case .gif:
      // One pixel for each of the layout's, as for sixels. Time is in hundredths of a second.
      let animation = frames > 1 ? " animate delay \(max(2, Int((seconds * 100).rounded()))) loop 0" : ""
      return "set terminal gif noenhanced size \(width),\(height) fontscale 0.75 linewidth 1 rounded \(background) "
        + "font '\(style.fonts.first ?? ""),\(style.fontSize)'\(animation)"
    case .pdf:
      // A pixel is 1/96 inch and a point 1/72.
      return "set terminal pdfcairo noenhanced size \(Double(width) / 96),\(Double(height) / 96) fontscale 0.5625 linewidth 1.5 "
        + "pointscale 1 rounded \(background) font '\(style.fonts.first ?? ""),\(style.fontSize)'"
    }
  }

  /// The command that chooses gnuplot's terminal for sixel pictures: one pixel for each of the layout's.
  static func sixelTerminal(width: Int, height: Int, style: PlotStyle) -> String {
    // libgd takes a font's size in points of 1/72 inch, too, and looks for the font by its name.
    "set terminal sixelgd noenhanced truecolor size \(width),\(height) fontscale 0.75 linewidth 1 rounded "
      + "background '#\(style.background.digits)' font '\(style.fonts.first ?? ""),\(style.fontSize)'"
  }
}
