import Figures

/// Draws figures with gnuplot.
///
///     let renderer = GnuplotRenderer()
///     try renderer.render(figure, to: .file("curves.png"))
///     print(try renderer.render(figure, to: .text(TextTerminal(columns: 80, rows: 24, color: true))).text)
///
/// Each picture has a gnuplot of its own, which is spawned, never forked, and gone when the picture is there: nothing of
/// one picture reaches the next, and pictures may be drawn on several threads at once.
public struct GnuplotRenderer: Sendable {
  /// A path, or a name to be looked up on PATH when a picture is drawn.
  public var executable: String
  public var style: PlotStyle
  /// How long one picture may take.
  public var deadline: Duration
  /// Asked now and then, and after every signal: whether the picture is not wanted any more.
  public var isCancelled: @Sendable () -> Bool = { false }

  public init(executable: String = "gnuplot", style: PlotStyle = PlotStyle(), deadline: Duration = .seconds(10)) {
    self.executable = executable
    self.style = style
    self.deadline = deadline
  }

  /// Draws `figure`.
  ///
  /// An animation moves in a GIF file; everywhere else its last frame is drawn.
  ///
  /// Values that are not finite are left out, and the picture says how many there were; a series without any value is
  /// a remark in the picture. The same figure gives the same bytes.
  ///
  /// - Throws: `GnuplotError`. A file that stood at the output's path is then still what it was.
  @discardableResult
  public func render(_ figure: Figure, to output: Output) throws(GnuplotError) -> Rendered {
    for panel in figure.panels + figure.frames.flatMap(\.panels) {
      if let reason = panel.content.inconsistency { throw .inconsistentFigure(reason) }
    }
    switch output {
    case .file(let path):
      let bytes = try picture(of: figure, as: PictureFormat(path: path))
      try AtomicFile.write(bytes, to: path)
      return Rendered(bytes: bytes, path: path)
    case .png:
      return Rendered(bytes: try picture(of: figure, as: .png), path: nil)
    case .sixel:
      return Rendered(bytes: try sixels(of: figure), path: nil)
    case .window:
      try Window(renderer: self).show(figure.still)
      return Rendered(bytes: [], path: nil)
    case .text(let terminal):
      return Rendered(bytes: Array(try text(of: figure.still, for: terminal).utf8), path: nil)
    }
  }

  /// Where gnuplot is.
  public func locate() throws(GnuplotError) -> String { try Executable.locate(executable) }

  /// What gnuplot says about its version: "gnuplot 5.4 patchlevel 4".
  public func version() throws(GnuplotError) -> String {
    let script = try Script()
    try script.command("set print '-'\nprint sprintf('gnuplot %.1f patchlevel %s', GPVAL_VERSION, GPVAL_PATCHLEVEL)")
    return String(decoding: try session().run(script), as: UTF8.self).filter { !$0.isNewline }
  }

  /// The terminals that this gnuplot was built with: `pngcairo`, `svg`, `sixelgd` and others.
  public func terminals() throws(GnuplotError) -> Set<String> {
    let script = try Script()
    try script.command("set print '-'\nprint GPVAL_TERMINALS")
    return Set(String(decoding: try session().run(script), as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init))
  }

  func session() throws(GnuplotError) -> Session {
    Session(executable: try locate(), deadline: deadline, isCancelled: isCancelled)
  }

  private func picture(of figure: Figure, as format: PictureFormat) throws(GnuplotError) -> [UInt8] {
    let pictures = format == .gif ? figure.pictures : [figure.still]
    let bytes = try drawn(pictures) {
      format.terminal(width: $0, height: $1, style: style, frames: pictures.count, seconds: figure.secondsPerFrame)
    }
    guard format.isComplete(bytes) else { throw .truncated(format: format, bytes: bytes.count) }
    switch format {
    case .png, .gif: return bytes
    case .svg: return VectorDocument.finished(bytes, description: figure.alternativeText, style: style)
    case .pdf: return PortableDocument.finished(bytes)
    }
  }

  /// gnuplot writes nothing but the picture, which begins with `ESC P` and ends with `ESC \`.
  private func sixels(of figure: Figure) throws(GnuplotError) -> [UInt8] {
    let bytes = try drawn([figure.still]) { PictureFormat.sixelTerminal(width: $0, height: $1, style: style) }
    guard let start = bytes.firstIndex(of: 0x1B), let end = bytes.lastIndex(of: 0x5C), bytes[start...].starts(with: [0x1B, 0x50]),
      end > start,
      bytes[end - 1] == 0x1B
    else { throw .incompleteSixels(bytes: bytes.count) }
    return Array(bytes[start...end])
  }

  /// Pictures of one size, drawn one after the other.
  private func drawn(_ figures: [Figure], on terminal: (Int, Int) -> String) throws(GnuplotError) -> [UInt8] {
    var session = try session()
    // A tenth of the time for each further frame.
    session.deadline = deadline + deadline * (figures.count - 1) / 10
    var layouts = figures.map { PictureLayout($0, style: style) }
    let (width, height) = (layouts.map(\.width).max() ?? 0, layouts.map(\.height).max() ?? 0)
    let script = try Script()
    try script.command(terminal(width, height))
    for index in layouts.indices {
      layouts[index].least = (width, height)
      try script.command("set multiplot")
      try layouts[index].paint(on: Canvas(script: script, style: style, width: width, height: height))
      try script.command("unset multiplot")
    }
    try script.command("set terminal unknown")
    return try session.run(script)
  }
}

extension Figure {
  /// What is drawn where nothing moves.
  var still: Figure { pictures.last ?? self }
}
