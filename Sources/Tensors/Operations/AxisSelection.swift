/// What stands for an axis between a tensor's brackets: a number, a range of places, or a stride over them.
///
/// A number drops its axis; everything else keeps it. Places are counted from 0, as in an array.
public protocol AxisSelection {
  /// The places that are meant of an axis of `length`.
  func selection(of length: Int) -> SelectedPlaces
}

/// Places of an axis, one step from the next.
public struct SelectedPlaces: Equatable, Sendable {
  public let start: Int
  /// From one place to the next; negative runs backwards.
  public let step: Int
  public let count: Int
  /// Whether the axis is left out of the result.
  public let dropsAxis: Bool

  public init(start: Int, step: Int = 1, count: Int, dropsAxis: Bool = false) {
    self.start = start
    self.step = step
    self.count = count
    self.dropsAxis = dropsAxis
  }

  /// Whether all places are places of an axis of `length`.
  func fits(_ length: Int) -> Bool {
    if count == 0 { return (0...length).contains(start) }
    return count > 0 && (0..<length).contains(start) && (0..<length).contains(start + (count - 1) * step)
  }
}

extension Int: AxisSelection {
  public func selection(of length: Int) -> SelectedPlaces { SelectedPlaces(start: self, count: 1, dropsAxis: true) }
}

extension Range<Int>: AxisSelection {
  public func selection(of length: Int) -> SelectedPlaces { SelectedPlaces(start: lowerBound, count: count) }
}

extension ClosedRange<Int>: AxisSelection {
  public func selection(of length: Int) -> SelectedPlaces { SelectedPlaces(start: lowerBound, count: count) }
}

extension PartialRangeFrom<Int>: AxisSelection {
  public func selection(of length: Int) -> SelectedPlaces { SelectedPlaces(start: lowerBound, count: length - lowerBound) }
}

extension PartialRangeUpTo<Int>: AxisSelection {
  public func selection(of length: Int) -> SelectedPlaces { SelectedPlaces(start: 0, count: upperBound) }
}

extension PartialRangeThrough<Int>: AxisSelection {
  public func selection(of length: Int) -> SelectedPlaces { SelectedPlaces(start: 0, count: upperBound + 1) }
}

extension StrideTo<Int>: AxisSelection {
  public func selection(of length: Int) -> SelectedPlaces { SelectedPlaces(places: Array(self)) }
}

extension StrideThrough<Int>: AxisSelection {
  public func selection(of length: Int) -> SelectedPlaces { SelectedPlaces(places: Array(self)) }
}

extension SelectedPlaces {
  fileprivate init(places: [Int]) {
    self.init(start: places.first ?? 0, step: places.count > 1 ? places[1] - places[0] : 1, count: places.count)
  }
}
