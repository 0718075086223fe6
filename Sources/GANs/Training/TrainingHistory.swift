import Figures
import NotebookProtocol

/// What a training logged, as curves over its steps.
public struct TrainingHistory: Sendable, Equatable {
  /// One curve a metric, in the order in which they were first logged.
  public private(set) var curves: [Curve] = []

  init() {}

  /// The values of one metric, or none if it was never logged.
  public subscript(name: String) -> [Double] { curves.first { $0.name == name }?.y ?? [] }

  mutating func append(_ name: String, _ value: Double, step: Int) {
    let index = curves.firstIndex { $0.name == name } ?? curves.endIndex
    if index == curves.endIndex { curves.append(Curve(name, x: [], y: [])) }
    curves[index].x.append(Double(step))
    curves[index].y.append(value)
  }

  /// The last value of each metric.
  var latest: [Metric] { curves.compactMap { curve in curve.y.last.map { Metric(curve.name, $0) } } }
}

/// What the last training of this notebook logged.
public var latestTraining: TrainingHistory { Trainings.latest }
