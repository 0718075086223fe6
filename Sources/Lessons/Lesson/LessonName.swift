/// What the name of a lesson's file says: `04-how-a-gan-works.md` is number 4, named `how-a-gan-works`.
public struct LessonName: Sendable, Hashable {
  /// `nil` when the file name does not begin with a number and a hyphen.
  public var number: Int?
  /// The part after the number, which `after` in a front matter refers to.
  public var name: String
  /// Whether the file lies in a folder named `museum`: a piece of the bug museum, which has a name and no number.
  public var isExhibit: Bool

  /// - Parameter path: The path of a lesson; its last part is the file, the one before it tells whether it is in the museum.
  public init(path: String) {
    let parts = path.split(separator: "/")
    let file = parts.last.map(String.init) ?? path
    isExhibit = parts.dropLast().last.map(String.init) == LessonName.museum
    let stem = file.hasSuffix(".md") ? String(file.dropLast(3)) : file
    let digits = stem.prefix { ("0"..."9").contains($0) }
    if let number = Int(digits), stem.dropFirst(digits.count).hasPrefix("-") {
      self.number = number
      self.name = String(stem.dropFirst(digits.count + 1))
    } else {
      self.number = nil
      self.name = stem
    }
  }

  /// The folder of the bug museum, inside the lessons'.
  static let museum = "museum"
}
