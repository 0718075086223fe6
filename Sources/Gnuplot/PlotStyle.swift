/// How every picture looks. Chosen once, for a paper's column and a screen alike.
///
/// Lengths are in pixels of 1/96 inch; a PNG has `pixelScale` device pixels for each, so that it stays sharp where it is
/// enlarged.
public struct PlotStyle: Sendable, Equatable {
  /// Fonts in the order in which they are tried. The first one comes with gnuplot's own dependencies on Debian.
  public var fonts = ["DejaVu Sans", "Liberation Sans", "Helvetica", "sans-serif"]
  public var fontSize = 14.0
  public var titleSize = 16.0
  public var smallSize = 12.5
  public var lineWidth = 1.8
  public var faintLineWidth = 0.9
  public var pixelScale = 2
  /// The plotting area of curves, bars and heat maps.
  public var plotWidth = 540
  public var plotHeight = 320
  /// The side of a plotting area whose axes have one scale.
  public var squareSide = 380
  /// Colours of series, in order: those of Okabe and Ito, which the colour-blind can tell apart, without the yellow that
  /// is too light for lines.
  public var palette: [Color] = [
    Color(0x0072B2), Color(0xD55E00), Color(0x009E73), Color(0xCC79A7), Color(0xE69F00), Color(0x56B4E9), Color(0x555555),
  ]
  /// Axes, labels and text.
  public var ink = Color(0x262626)
  public var frame = Color(0x8C8C8C)
  public var grid = Color(0xE6E6E6)
  /// Data below samples, and remarks.
  public var faint = Color(0x9A9A9A)
  public var background = Color(0xFFFFFF)
  /// From low to high in even steps of lightness, so that it reads the same in grey (viridis).
  public var heat: [Color] = [
    Color(0x440154), Color(0x482878), Color(0x3E4989), Color(0x31688E), Color(0x26828E),
    Color(0x1F9E89), Color(0x35B779), Color(0x6ECE58), Color(0xB5DE2B), Color(0xFDE725),
  ]
  /// The same in colours that a terminal with 256 of them has.
  public var terminalHeat: [Color] = [
    Color(0x5F005F), Color(0x5F0087), Color(0x005F87), Color(0x008787), Color(0x00AF87),
    Color(0x5FAF5F), Color(0x87D75F), Color(0xAFD75F), Color(0xD7D700), Color(0xFFFF00),
  ]
  /// Values behind points and arrows, from low to high: light enough for every colour in front of them.
  public var backdrop: [Color] = [Color(0xFFFFFF), Color(0xE9EBEE), Color(0xCED2D8), Color(0xAFB5BE)]
  /// The arrows of a vector field.
  public var arrow = Color(0x7A8088)
  /// How much of what lies below is seen through bands and the bodies of histograms.
  public var bandTransparency = 0.8
  /// The least width and the height of a cell with a number in it.
  public var cellWidth = 56
  public var cellHeight = 36

  public init() {}

  /// The colour of the series at `index`; after the last colour the first comes again, dashed.
  func color(_ index: Int) -> Color { palette.isEmpty ? ink : palette[index % palette.count] }

  /// The colour of the series at `index` in a terminal: a little lighter, to be legible on dark ground, too.
  func terminalColor(_ index: Int) -> Color { color(index).mixed(with: Color(0xFFFFFF), share: 0.12) }

  /// gnuplot's dash type of the series at `index`.
  func dash(_ index: Int) -> Int { palette.isEmpty ? 1 : 1 + index / palette.count % 5 }
}
