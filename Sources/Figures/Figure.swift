/// A picture as a value: what is to be seen, and nothing about how it is drawn.
///
/// Cells make figures, the notebook sends them through a pipe, `Gnuplot` draws them, and the exports describe them with
/// their `alternativeText`. A figure therefore holds plain numbers only.
public struct Figure: Codable, Sendable, Equatable {
  /// The line above all panels; empty for none.
  public var title: String
  /// The parts of the picture, filled row by row; of an animation those of its last frame.
  public var panels: [Panel]
  /// How many panels stand side by side.
  public var columns: Int
  /// What a reader who cannot see the picture is told.
  public var alternativeText: String
  /// The pictures of an animation, one after the other; none for a picture that stands still.
  public var frames: [Frame] = []
  /// How long each frame is seen.
  public var secondsPerFrame = 0.2

  /// One picture of an animation.
  public struct Frame: Codable, Sendable, Equatable {
    /// What is different in this one, such as the step.
    public var caption: String
    public var panels: [Panel]

    public init(_ caption: String, panels: [Panel]) {
      self.caption = caption
      self.panels = panels
    }
  }

  /// A figure of several panels.
  ///
  /// - Parameters:
  ///   - columns: Panels in one row; `nil` puts all of them side by side.
  ///   - alternativeText: Empty to have one made from the panels.
  public init(title: String = "", panels: [Panel], columns: Int? = nil, alternativeText: String = "") {
    self.title = title
    self.panels = panels
    self.columns = max(1, columns ?? panels.count)
    self.alternativeText = alternativeText.isEmpty ? Figure.description(title: title, panels: panels) : alternativeText
  }

  /// A figure of one panel, whose title stands above it.
  public init(_ panel: Panel, alternativeText: String = "") {
    self.init(panels: [panel], alternativeText: alternativeText)
  }
}
