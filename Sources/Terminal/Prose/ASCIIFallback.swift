/// Text for a terminal whose locale knows no Unicode.
public enum ASCIIFallback {
  /// The text with typographic signs and the commonest mathematical ones spelled in ASCII; what is left becomes `?`.
  public static func of(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      result += character.isASCII ? String(character) : spelling[character] ?? decomposed(character)
    }
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
    "⁰": "^0", "¹": "^1", "²": "^2", "³": "^3", "⁴": "^4", "⁵": "^5", "⁶": "^6", "⁷": "^7", "⁸": "^8", "⁹": "^9", "⁻": "^-", "ⁿ": "^n",
    "₀": "_0", "₁": "_1", "₂": "_2", "₃": "_3", "₄": "_4", "₅": "_5", "₆": "_6", "₇": "_7", "₈": "_8", "₉": "_9",
    "\u{A0}": " ", "✓": "ok", "✗": "x", "│": "|", "─": "-", "━": "=", "«": "<<", "»": ">>",
  ]
}
