/// What lies in the plane, in layers from below: a backdrop, arrows, paths, points.
public struct Plane: Codable, Sendable, Equatable {
  /// Values over a rectangle, such as a density, in greys from white (low) to grey (high), so that colours in front of it stay legible.
  public var backdrop: HeatMap?
  /// What the backdrop's values are, for the remark below the picture.
  public var backdropName: String
  public var field: VectorField?
  public var trajectories: [Trajectory]
  public var points: [PointSet]

  public init(
    backdrop: HeatMap? = nil, backdropName: String = "density", field: VectorField? = nil, trajectories: [Trajectory] = [],
    points: [PointSet] = []
  ) {
    self.backdrop = backdrop
    self.backdropName = backdropName
    self.field = field
    self.trajectories = trajectories
    self.points = points
  }
}
