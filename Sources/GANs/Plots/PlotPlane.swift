import Datasets
import Figures
import NotebookProtocol
import Tensors

/// Draws where a game pulls its two players, as arrows over a square, with paths through it.
///
///     var game = DiracGAN(theta: 1, psi: 0)
///     var orbit = [game]
///     for _ in 0..<100 {
///       game.stepAlternately(learningRate: 0.2)
///       orbit.append(game)
///     }
///     plot(
///       vectorField: { theta, psi in DiracGAN(theta: theta, psi: psi).velocity }, over: -2...2,
///       trajectories: [Trajectory("alternating", x: orbit.map(\.theta), y: orbit.map(\.psi))], centres: [(0, 0)], x: "theta", y: "psi")
///
/// The longest arrow is drawn as long as two arrows lie apart, and the others in proportion.
///
/// - Parameters:
///   - field: Gets a point of the plane, and gives how fast and where it moves.
///   - range: Both sides of the square.
///   - trajectories: Paths in front of the arrows; a ring marks the start of each and a disc its end.
///   - centres: Points marked by a cross, such as an equilibrium.
///   - arrows: Arrows in a row and in a column, at least 2.
public func plot(
  vectorField field: (Double, Double) -> (Double, Double), over range: ClosedRange<Double>, trajectories: [Trajectory] = [],
  centres: [(Double, Double)] = [], arrows: Int = 17, title: String = "", x: String = "", y: String = ""
) {
  let places = squareGrid(range, arrows)
  let along = places.map { field($0.x, $0.y) }
  let arrows = VectorField(x: places.map(\.x), y: places.map(\.y), alongX: along.map(\.0), alongY: along.map(\.1))
  plot(plane: Plane(field: arrows, trajectories: trajectories, points: crosses(centres)), title: title, x: x, y: y)
}

/// Draws where samples in the plane are pulled, such as along the gradient of a discriminator's logit.
///
///     plot(vectorField: { points in gradient(at: points) { discriminator($0).sum() } }, over: -3...3)
///
/// - Parameters:
///   - field: Gets points, shape [n, 2], and gives an arrow for each, shape [n, 2].
///   - range: Both sides of the square.
///   - samples: Points in front of the arrows, shape [n, 2].
///   - arrows: Arrows in a row and in a column, at least 2.
public func plot(
  vectorField field: (Tensor) -> Tensor, over range: ClosedRange<Double>, samples: Tensor? = nil, trajectories: [Trajectory] = [],
  arrows: Int = 17, title: String = "", x: String = "", y: String = ""
) {
  let places = squareGrid(range, arrows)
  let along = field(Tensor(shape: [places.count, 2], doubles: places.flatMap { [$0.x, $0.y] }))
  require(
    along.shape == [places.count, 2],
    "plot(vectorField:): \(places.count) points need arrows of the shape [\(places.count), 2], not \(along.shape)")
  let numbers = along.doubles
  let arrows = VectorField(
    x: places.map(\.x), y: places.map(\.y), alongX: places.indices.map { numbers[2 * $0] },
    alongY: places.indices.map { numbers[2 * $0 + 1] })
  let points = samples.map { [pointSet("samples", .samples, $0)] } ?? []
  plot(plane: Plane(field: arrows, trajectories: trajectories, points: points), title: title, x: x, y: y)
}

/// Draws paths through the plane, both axes on one scale: the orbit of a game, a latent code on its way.
///
/// - Parameter centres: Points marked by a cross.
public func plot(
  trajectories: [Trajectory], centres: [(Double, Double)] = [], title: String = "", x: String = "", y: String = ""
) {
  plot(plane: Plane(trajectories: trajectories, points: crosses(centres)), title: title, x: x, y: y)
}

/// Draws layers of the plane in front of each other, both axes on one scale.
///
/// - Parameter plane: A backdrop in grey, arrows, paths and points, each of which may be missing.
public func plot(plane: Plane, title: String = "", x: String = "", y: String = "") {
  plot(Figure(title: title, panels: [Panel(x: Axis(x), y: Axis(y), equalScale: true, content: .plane(plane))]))
}

/// Draws points that are not positions in one plane, such as one metric against another: each axis has a scale of its own.
///
///     plot(points: [PointSet("GAN", x: recalls, y: precisions)], x: "recall", y: "precision")
///
/// - Parameters:
///   - logarithmicX: Whether the horizontal axis is.
///   - logarithmic: Whether the vertical axis is.
public func plot(
  points: [PointSet], title: String = "", x: String = "", y: String = "", logarithmicX: Bool = false, logarithmic: Bool = false
) {
  let axes = (x: Axis(x, logarithmic: logarithmicX), y: Axis(y, logarithmic: logarithmic))
  plot(Figure(title: title, panels: [Panel(x: axes.x, y: axes.y, content: .points(points))]))
}

extension PointSet {
  /// The rows of a tensor as points.
  ///
  /// - Precondition: The shape is [n, 2].
  public init(_ name: String, role: Role = .samples, _ positions: Tensor) {
    self = pointSet(name, role, positions)
  }
}

extension Trajectory {
  /// The rows of a tensor as the points of a path.
  ///
  /// - Precondition: The shape is [n, 2].
  public init(_ name: String, _ positions: Tensor) {
    let points = pointSet(name, .samples, positions)
    self.init(name, x: points.x, y: points.y)
  }
}

func pointSet(_ name: String, _ role: PointSet.Role, _ tensor: Tensor) -> PointSet {
  require(tensor.rank == 2 && tensor.shape[1] == 2, "plot: points need the shape [n, 2], not \(tensor.shape)")
  let numbers = tensor.doubles
  let rows = 0..<tensor.shape[0]
  return PointSet(name, role: role, x: rows.map { numbers[2 * $0] }, y: rows.map { numbers[2 * $0 + 1] })
}

private func crosses(_ centres: [(Double, Double)]) -> [PointSet] {
  centres.isEmpty ? [] : [PointSet("", role: .centres, x: centres.map(\.0), y: centres.map(\.1))]
}

private func squareGrid(_ range: ClosedRange<Double>, _ side: Int) -> [(x: Double, y: Double)] {
  require(side > 1, "plot(vectorField:): \(side) arrows in a row; there must be at least 2")
  let axis = evenly(range, side)
  return axis.flatMap { y in axis.map { x in (x, y) } }
}
