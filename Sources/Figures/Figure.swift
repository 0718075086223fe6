/// A picture as a value: what is to be seen, and nothing about how it is drawn.
///
/// Cells make figures, the notebook sends them through a pipe, `Gnuplot` draws them, and the exports describe them with
/// their `alternativeText`. A figure therefore holds plain numbers only.
public struct Figure: Codable, Sendable, Equatable {
  /// The line above all panels; empty for none.
  public var title: String
  /// The parts of the picture, filled row by row.
  public var panels: [Panel]
  /// How many panels stand side by side.
  public var columns: Int
  /// What a reader who cannot see the picture is told.
  public var alternativeText: String

  /// - Parameters:
  ///   - columns: Panels in one row; `nil` puts all of them side by side.
  public init(title: String = "", panels: [Panel], columns: Int? = nil, alternativeText: String = "") {
    self.title = title
    self.panels = panels
    self.columns = columns ?? max(1, panels.count)
    self.alternativeText = alternativeText
  }
}

/// One pair of axes, or one image grid, of a figure.
public struct Panel: Codable, Sendable, Equatable {
  public var title: String
  public var x: Axis
  public var y: Axis
  public var content: Content
  /// Both axes get the same scale, as positions in the plane need.
  public var equalScale: Bool

  public init(title: String = "", x: Axis = Axis(), y: Axis = Axis(), equalScale: Bool = false, content: Content) {
    self.title = title
    self.x = x
    self.y = y
    self.equalScale = equalScale
    self.content = content
  }

  public enum Content: Codable, Sendable, Equatable {
    case curves([Curve])
    case points([PointSet])
    case images(ImageGrid)
    case heatMap(HeatMap)
    case bars([Bar])
  }
}

/// The label, range and scale of an axis.
public struct Axis: Codable, Sendable, Equatable {
  public var label: String
  /// Lower and upper end; `nil` fits the data.
  public var range: ClosedRange<Double>?
  public var logarithmic: Bool

  public init(_ label: String = "", range: ClosedRange<Double>? = nil, logarithmic: Bool = false) {
    self.label = label
    self.range = range
    self.logarithmic = logarithmic
  }
}
