extension Color {
  /// The nearest of the 256 colours that terminals share: a cube of six steps a channel, and 24 greys.
  var terminalIndex: Int {
    let levels: [Int] = [0, 95, 135, 175, 215, 255]
    let channels = [Int(red), Int(green), Int(blue)]
    let cube = channels.map { channel in levels.indices.min { abs(levels[$0] - channel) < abs(levels[$1] - channel) } ?? 0 }
    let grey = min(23, max(0, (channels.reduce(0, +) / 3 - 3) / 10))
    let distance = { (candidate: [Int]) in zip(candidate, channels).map { ($0 - $1) * ($0 - $1) }.reduce(0, +) }
    let greyLevel = 8 + 10 * grey
    return distance([greyLevel, greyLevel, greyLevel]) < distance(cube.map { levels[$0] })
      ? 232 + grey : 16 + 36 * cube[0] + 6 * cube[1] + cube[2]
  }

  /// How light the colour is, from 0 to 1.
  var lightness: Double { (0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)) / 255 }
}

extension TextTerminal {
  /// A cell that shows one colour above another.
  func cell(upper: Color?, lower: Color?) -> TextBlock.Cell {
    switch (upper, lower) {
    case (nil, nil): return TextBlock.Cell()
    case (let upper?, nil): return color ? TextBlock.Cell(character: "▀", look: foreground(upper)) : shade(upper.lightness, 0)
    case (nil, let lower?): return color ? TextBlock.Cell(character: "▄", look: foreground(lower)) : shade(0, lower.lightness)
    case (let upper?, let lower?):
      guard color else { return shade(upper.lightness, lower.lightness) }
      guard glyphs == .unicode else {
        return TextBlock.Cell(character: " ", look: background(upper.mixed(with: lower, share: 0.5)))
      }
      return TextBlock.Cell(character: "▀", look: foreground(upper) + ";" + background(lower))
    }
  }

  func foreground(_ color: Color) -> String { "38;5;\(color.terminalIndex)" }
  func background(_ color: Color) -> String { "48;5;\(color.terminalIndex)" }

  /// Two lightnesses, one above the other, without colour.
  private func shade(_ upper: Double, _ lower: Double) -> TextBlock.Cell {
    let ramp = glyphs == .unicode ? Array(" ░▒▓█") : Array(" .:-=+*#%@")
    if glyphs == .unicode, abs(upper - lower) > 0.4 { return TextBlock.Cell(character: upper > lower ? "▀" : "▄") }
    let mean = (upper + lower) / 2
    return TextBlock.Cell(character: ramp[min(ramp.count - 1, Int(mean * Double(ramp.count)))])
  }
}
