/// Text for a terminal whose locale knows no Unicode.
public enum ASCIIFallback {
  /// The text with typographic signs and the commonest mathematical ones spelled in ASCII; what is left becomes `?`.
  public static func of(_ text: String) -> String {
    var (result, last) = ("", Height.level)
    for character in text {
      let (height, plain) = level(of: character)
      // A run of raised characters is one exponent, and is marked once.
      if height != .level, height != last { result += height == .raised ? "^" : "_" }
      result += plain
      last = height
    }
    return result
  }

  private enum Height { case level, raised, lowered }

  private static func level(of character: Character) -> (Height, String) {
    if character.isASCII { return (.level, String(character)) }
    if let plain = raised[character] { return (.raised, plain) }
    if let plain = lowered[character] { return (.lowered, plain) }
    return (.level, spelling[character] ?? decomposed(character))
  }

  private static let raised = characters(
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁᵂ", "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUW")
  private static let lowered = characters("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx")

  private static func characters(_ from: String, _ to: String) -> [Character: String] {
    Dictionary(uniqueKeysWithValues: zip(from, to.map(String.init)))
  }

  /// A letter without its accents.
  private static func decomposed(_ character: Character) -> String {
    let base = letters[character]
    return base ?? "?"
  }

  private static let letters: [Character: String] = {
    let accented = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ"
    let plain = "AAAAAACEEEEIIIINOOOOOOUUUUYaaaaaaceeeeiiiinoooooouuuuyy"
    return Dictionary(uniqueKeysWithValues: zip(accented, plain.map(String.init)))
  }()

  private static let spelling: [Character: String] = [
    "–": "-", "—": "--", "−": "-", "‐": "-", "‘": "'", "’": "'", "“": "\"", "”": "\"", "…": "...", "•": "*", "·": "*", "×": "x", "÷": "/",
    "±": "+-", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "∼": "~", "→": "->", "←": "<-", "↦": "|->", "⇒": "=>", "∞": "inf", "√": "sqrt",
    "∑": "sum", "∏": "prod", "∫": "int", "∂": "d", "∇": "grad", "∈": "in", "∉": "not in", "∀": "for all", "∃": "exists", "ℝ": "R", "𝔼": "E",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi",
    "Ψ": "Psi", "Ω": "Omega", "ℓ": "l", "‖": "||", "∥": "||", "∣": "|", "′": "'", "″": "''", "°": " deg", "§": "section ", "ß": "ss",
    "\u{A0}": " ", "✓": "ok", "✗": "x", "│": "|", "─": "-", "━": "=", "«": "<<", "»": ">>",
  ]
}
