/// A picture that was drawn.
public struct Rendered: Sendable, Equatable {
  /// The picture: a PNG, SVG, PDF or GIF file, or UTF-8 text; nothing where it is in a window.
  public var bytes: [UInt8]
  /// Where it was saved; `nil` when it stayed in memory.
  public var path: String?

  /// The picture as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
