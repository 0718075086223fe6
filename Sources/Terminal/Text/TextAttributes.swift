/// How a piece of text looks, in terms that every terminal since the VT220 knows.
public struct TextAttributes: Hashable, Sendable {
  /// The colours that can be read on a light and on a dark ground.
  ///
  /// Yellow, cyan, white and black are missing on purpose: each disappears on one of the two.
  public enum Color: Int, Sendable {
    case red = 31, green = 32, magenta = 35, blue = 94
  }

  /// `nil` keeps the terminal's own.
  public var color: Color?
  /// Heavier, on some terminals brighter.
  public var isBold = false
  /// Nearer to the ground.
  public var isFaint = false
  /// Slanted.
  public var isItalic = false
  /// With a line below.
  public var isUnderlined = false
  /// With a line through it.
  public var isStruck = false

  /// Text as the terminal shows it anyway.
  public static let plain = TextAttributes()

  public init(
    color: Color? = nil, isBold: Bool = false, isFaint: Bool = false, isItalic: Bool = false, isUnderlined: Bool = false,
    isStruck: Bool = false
  ) {
    self.color = color
    self.isBold = isBold
    self.isFaint = isFaint
    self.isItalic = isItalic
    self.isUnderlined = isUnderlined
    self.isStruck = isStruck
  }

  /// These attributes inside others: both hold, and the inner colour wins.
  public func inside(_ outer: TextAttributes) -> TextAttributes {
    TextAttributes(
      color: color ?? outer.color, isBold: isBold || outer.isBold, isFaint: isFaint || outer.isFaint,
      isItalic: isItalic || outer.isItalic, isUnderlined: isUnderlined || outer.isUnderlined, isStruck: isStruck || outer.isStruck)
  }

  /// The parameters of the control sequence that sets them; empty for plain text.
  var parameters: String {
    var codes: [Int] = []
    if isBold { codes.append(1) }
    if isFaint { codes.append(2) }
    if isItalic { codes.append(3) }
    if isUnderlined { codes.append(4) }
    if isStruck { codes.append(9) }
    if let color { codes.append(color.rawValue) }
    return codes.map(String.init).joined(separator: ";")
  }
}
