import Glibc

extension Figure {
  /// An animation. Where nothing moves its last frame is shown.
  ///
  /// - Parameters:
  ///   - frames: At least one, all with as many panels.
  ///   - secondsPerFrame: How long each is seen.
  ///   - alternativeText: Empty to have one made: how many frames there are, and what the last one shows.
  public init(
    title: String = "", frames: [Frame], columns: Int? = nil, secondsPerFrame: Double = 0.2, alternativeText: String = ""
  ) {
    require(!frames.isEmpty, "Figure: an animation needs at least one frame")
    require(
      frames.allSatisfy { $0.panels.count == frames[0].panels.count }, "Figure: the frames of an animation need as many panels each")
    require(secondsPerFrame >= 0.02 && secondsPerFrame <= 60, "Figure: a frame is seen for 0.02 to 60 seconds, not \(secondsPerFrame)")
    let last = frames[frames.count - 1]
    let words = alternativeText.isEmpty ? Figure.description(title: title, frames: frames) : alternativeText
    self.init(title: title, panels: last.panels, columns: columns, alternativeText: words)
    (self.frames, self.secondsPerFrame) = (frames, secondsPerFrame)
  }

  /// The pictures that are drawn: the frames, each with its caption in the title and all on the same axes, or the one figure that there is.
  public var pictures: [Figure] {
    guard frames.count > 0 else { return [self] }
    let shared = Figure.onSharedAxes(frames.map(\.panels))
    return zip(frames, shared).map { frame, panels in
      var picture = Figure(title: "", panels: panels, columns: columns, alternativeText: alternativeText)
      picture.title = [title, frame.caption].filter { !$0.isEmpty }.joined(separator: ": ")
      return picture
    }
  }

  private static func description(title: String, frames: [Frame]) -> String {
    let captions = [frames[0].caption, frames[frames.count - 1].caption].filter { !$0.isEmpty }
    let extent = captions.count == 2 && frames.count > 1 ? " from \(captions[0]) to \(captions[1])" : ""
    let heading = title.isEmpty ? "" : title.hasSuffix(".") ? "\(title) " : "\(title). "
    return heading + "Animation of \(counted(frames.count, "picture"))\(extent). The last one: "
      + description(title: "", panels: frames[frames.count - 1].panels)
  }

  /// Axes that would fit their data anew in each frame would make the data seem to stand still: they fit the data of all frames.
  private static func onSharedAxes(_ frames: [[Panel]]) -> [[Panel]] {
    var frames = frames
    for index in frames[0].indices where frames.allSatisfy({ $0.indices.contains(index) }) {
      let panels = frames.map { $0[index] }
      let extents = panels.map { $0.content.extent(logarithmicX: $0.x.logarithmic, logarithmicY: $0.y.logarithmic) }
      let x = Extent.union(extents.map(\.x))?.padded(by: panels[0].content.padding.x, logarithmic: panels[0].x.logarithmic)
      let y = Extent.union(extents.map(\.y))?.padded(by: panels[0].content.padding.y, logarithmic: panels[0].y.logarithmic)
      for frame in frames.indices {
        if frames[frame][index].x.range == nil { frames[frame][index].x.range = x }
        if frames[frame][index].y.range == nil { frames[frame][index].y.range = y }
      }
    }
    return frames
  }
}

/// From the smallest to the largest of some values.
private enum Extent {
  static func of(_ values: some Sequence<Double>, logarithmic: Bool) -> ClosedRange<Double>? {
    var range: ClosedRange<Double>?
    for value in values where value.isFinite && (!logarithmic || value > 0) {
      range = range.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
    }
    return range
  }

  static func union(_ ranges: [ClosedRange<Double>?]) -> ClosedRange<Double>? {
    of(ranges.compactMap { $0 }.flatMap { [$0.lowerBound, $0.upperBound] }, logarithmic: false)
  }
}

extension ClosedRange<Double> {
  /// `nil` for a single value, around which the renderer finds an axis by itself.
  fileprivate func padded(by share: Double, logarithmic: Bool) -> ClosedRange<Double>? {
    guard lowerBound < upperBound else { return nil }
    if logarithmic {
      let factor = pow(upperBound / lowerBound, share)
      return (lowerBound / factor)...(upperBound * factor)
    }
    let margin = (upperBound - lowerBound) * share
    return (lowerBound - margin)...(upperBound + margin)
  }
}

extension Panel.Content {
  /// Where the values lie along both axes; `nil` along one whose ends follow from something else.
  fileprivate func extent(logarithmicX: Bool, logarithmicY: Bool) -> (x: ClosedRange<Double>?, y: ClosedRange<Double>?) {
    let extent = { (x: [Double], y: [Double]) in (Extent.of(x, logarithmic: logarithmicX), Extent.of(y, logarithmic: logarithmicY)) }
    switch self {
    case .curves(let curves): return extent(curves.flatMap(\.x), curves.flatMap(\.reach))
    case .points(let sets): return extent(sets.flatMap(\.x), sets.flatMap(\.y))
    // How far arrows reach is for whoever draws them to say, and a backdrop is a frame of its own.
    case .plane(let plane) where plane.backdrop == nil && plane.field == nil:
      return extent(
        plane.points.flatMap(\.x) + plane.trajectories.flatMap(\.x), plane.points.flatMap(\.y) + plane.trajectories.flatMap(\.y))
    case .histograms(let histograms): return extent(histograms.flatMap(\.edges), [0] + histograms.flatMap(\.heights))
    case .bars(let bars):
      return (nil, Extent.of([0] + bars.flatMap { [$0.value - $0.deviation, $0.value + $0.deviation] }, logarithmic: logarithmicY))
    case .plane, .heatMap, .images, .matrix: return (nil, nil)
    }
  }

  /// The room beyond the outermost values.
  fileprivate var padding: (x: Double, y: Double) {
    switch self {
    case .curves: (0, 0.04)
    case .histograms, .bars: (0, 0)
    default: (0.05, 0.05)
    }
  }
}

extension Curve {
  /// All heights at which something of it is drawn.
  fileprivate var reach: [Double] {
    switch spread {
    case nil: y
    case .band(let lower, let upper): y + lower + upper
    case .runs(let runs): y + runs.flatMap { $0 }
    }
  }
}
