/// LaTeX mathematics as Unicode text for a terminal.
///
/// A formula is read by `MathParser` into `MathNode`s and set by `MathLayout`, on one line or on several. What LaTeX knows
/// and this does not stays readable: an unknown macro is shown by its name, a brace too many is passed over.
public enum MathText {
  /// The formula on one line: `\frac{a + b}{2}` becomes `(a + b)/2`, `\min_G \max_D V(D, G)` becomes `min_G max_D V(D, G)`.
  public static func line(_ latex: String) -> String {
    MathLayout(style: .line).box(of: MathParser.parse(latex)).lines.joined(separator: " ")
  }

  /// The formula as display mathematics: fractions are stacked, sums and extrema carry their limits above and below.
  ///
  /// - Parameter width: Columns there are. A wider formula is broken before its relations, then before its signs.
  /// - Returns: Lines that belong under one another; without white space at their ends.
  public static func block(_ latex: String, width: Int = .max) -> [String] {
    let row = MathParser.parse(latex)
    let whole = MathLayout(style: .display).box(of: row)
    guard whole.width > width else { return whole.trimmedLines }
    return MathLayout(style: .display).boxes(of: row, width: width).flatMap(\.trimmedLines)
  }

  /// The macros for which there is no sign, in order and each once.
  public static func unknownMacros(in latex: String) -> [String] {
    var unknown: [String] = []
    for case .macro(let name) in MathToken.tokens(of: latex) where !MathSymbols.isKnown(name) && !unknown.contains(name) {
      unknown.append(name)
    }
    return unknown
  }
}
