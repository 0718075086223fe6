import Figures
import Tensors

/// Pictures one after the other, such as the samples of a generator while it is trained.
///
///     var film = Animation("The ring, learnt")
///     for step in training(steps: steps) {
///       ...
///       if step.isRecorded(every: 100) {
///         film.add("step \(step.index)") { plot(samples: generator(normal(1_000, 2)), over: ring) }
///       }
///     }
///     plot(film)
///
/// A run keeps it as a GIF file; in a terminal and on paper its last frame is drawn. All frames have the same axes.
public struct Animation {
  public let title: String
  public private(set) var frames: [Figure.Frame] = []
  private var columns = 1
  /// What a frame's `plot(...)` has drawn; `nil` while no frame is being made.
  nonisolated(unsafe) static var captured: [Figure]?
  /// More would be a large file that nobody watches to its end.
  private static let limit = 300

  public init(_ title: String = "") { self.title = title }

  /// Adds the picture that a `plot(...)` makes.
  ///
  /// - Parameters:
  ///   - caption: What is different in this frame, such as the step; it stands behind the title.
  ///   - draw: Calls one `plot(...)`, whose picture becomes the frame and is not drawn by itself.
  public mutating func add(_ caption: String, _ draw: () throws -> Void) rethrows {
    require(Animation.captured == nil, "Animation: a frame is being made inside a frame")
    require(frames.count < Animation.limit, "Animation: there are \(Animation.limit) frames already; add one every so many steps")
    Animation.captured = []
    defer { Animation.captured = nil }
    try draw()
    let drawn = Animation.captured ?? []
    require(drawn.count == 1, "Animation: a frame is one plot, and `\(caption)` made \(drawn.count)")
    let picture = drawn[0]
    require(picture.frames.isEmpty, "Animation: a frame cannot be an animation itself")
    require(
      frames.first.map { $0.panels.count == picture.panels.count } ?? true,
      "Animation: `\(caption)` has \(picture.panels.count) panels, the frames before it \(frames.first?.panels.count ?? 0)")
    columns = picture.columns
    let words = [title.isEmpty ? picture.title : "", caption].filter { !$0.isEmpty }
    frames.append(Figure.Frame(words.joined(separator: ": "), panels: picture.panels))
  }

  func figure(seconds: Double) -> Figure {
    require(!frames.isEmpty, "Animation: there are no frames; add(...) makes them")
    return Figure(title: title, frames: frames, columns: columns, secondsPerFrame: seconds)
  }
}

/// Shows an animation.
///
/// - Parameters:
///   - animation: At least one frame.
///   - seconds: How long each frame is seen, from 0.02 to 60.
public func plot(_ animation: Animation, seconds: Double = 0.2) {
  require((0.02...60).contains(seconds), "plot: a frame is seen for 0.02 to 60 seconds, not \(seconds)")
  plot(animation.figure(seconds: seconds))
}
