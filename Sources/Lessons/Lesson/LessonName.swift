/// What the name of a lesson's file says: `04-how-a-gan-works.md` is number 4, named `how-a-gan-works`.
public struct LessonName: Sendable, Hashable {
  /// `nil` when the file name does not begin with a number and a hyphen.
  public var number: Int?
  /// The part after the number, which `after` in a front matter refers to.
  public var name: String

  /// - Parameter path: The path of a lesson; only its last part counts.
  public init(path: String) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
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
}
