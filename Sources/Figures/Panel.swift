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

  /// What a panel shows.
  public enum Content: Codable, Sendable, Equatable {
    case curves([Curve])
    case points([PointSet])
    case images(ImageGrid)
    case heatMap(HeatMap)
    case bars([Bar])
    case plane(Plane)
    case matrix(NamedMatrix)
    case histograms([Histogram])
  }
}
