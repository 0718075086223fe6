/// Letters in other shapes: blackboard bold, calligraphic, raised and lowered.
enum MathAlphabets {
  /// `nil` where Unicode has not every character of the text.
  static func superscript(_ text: String) -> String? { map(text, through: superscripts) }

  /// `nil` where Unicode has not every character of the text.
  static func `subscript`(_ text: String) -> String? { map(text, through: subscripts) }

  /// Letters that the alphabet lacks stay as they are.
  static func blackboard(_ text: String) -> String { text.map { blackboards[$0].map(String.init) ?? String($0) }.joined() }

  /// Letters that the alphabet lacks stay as they are.
  static func calligraphic(_ text: String) -> String { text.map { calligraphics[$0].map(String.init) ?? String($0) }.joined() }

  private static func map(_ text: String, through table: [Character: Character]) -> String? {
    var mapped = ""
    for character in text where character != " " {
      guard let raised = table[character] else { return nil }
      mapped.append(raised)
    }
    return mapped.isEmpty ? nil : mapped
  }

  private static func table(_ from: String, _ to: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip(from, to))
  }

  private static let superscripts = table(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUWβγδθφχ⊤′*†∘",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁᵂᵝᵞᵟᶿᵠᵡᵀ′*†°")

  private static let subscripts = table("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")

  private static let blackboards = table(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ1", "𝔸𝔹ℂ𝔻𝔼𝔽𝔾ℍ𝕀𝕁𝕂𝕃𝕄ℕ𝕆ℙℚℝ𝕊𝕋𝕌𝕍𝕎𝕏𝕐ℤ𝟙")

  private static let calligraphics = table(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "𝒜ℬ𝒞𝒟ℰℱ𝒢ℋℐ𝒥𝒦ℒℳ𝒩𝒪𝒫𝒬ℛ𝒮𝒯𝒰𝒱𝒲𝒳𝒴𝒵")
}
