/// The macros that are one symbol, and what stands for them.
enum MathSymbols {
  static let symbols: [String: (String, MathClass)] = {
    var table: [String: (String, MathClass)] = [:]
    for (signs, kind) in [(ordinary, MathClass.ordinary), (binaries, .binary), (relations, .relation), (opening, .open), (closing, .close)]
    {
      for (name, sign) in signs { table[name] = (sign, kind) }
    }
    for name in functions { table[name] = (name, .function) }
    return table
  }()

  /// Signs that carry limits.
  static let largeOperators: [String: String] = [
    "sum": "∑", "prod": "∏", "int": "∫", "iint": "∬", "oint": "∮", "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⨁",
    "min": "min", "max": "max", "sup": "sup", "inf": "inf", "lim": "lim", "limsup": "lim sup", "liminf": "lim inf",
    "argmin": "arg min", "argmax": "arg max", "Pr": "Pr",
  ]

  private static let functions = [
    "log", "ln", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arg", "det", "dim", "ker", "deg", "gcd", "mod", "lg",
    "arcsin", "arccos", "arctan", "cot", "sec", "csc", "hom",
  ]

  private static let ordinary: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω",
    "infty": "∞", "nabla": "∇", "partial": "∂", "ell": "ℓ", "hbar": "ℏ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "emptyset": "∅",
    "varnothing": "∅", "forall": "∀", "exists": "∃", "nexists": "∄", "neg": "¬", "lnot": "¬", "top": "⊤", "bot": "⊥",
    "prime": "′", "degree": "°", "dagger": "†", "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱",
    "square": "□", "blacksquare": "■", "star": "⋆", "Vert": "‖", "|": "‖", "vert": "|", "backslash": "\\",
    "%": "%", "$": "$", "#": "#", "&": "&", "_": "_", "checkmark": "✓", "angle": "∠", "triangle": "△", "imath": "ı", "jmath": "ȷ",
  ]

  private static let binaries: [String: String] = [
    "cdot": "·", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "ast": "*", "circ": "∘", "bullet": "•", "oplus": "⊕",
    "ominus": "⊖", "otimes": "⊗", "odot": "⊙", "cup": "∪", "cap": "∩", "setminus": "∖", "wedge": "∧", "land": "∧", "vee": "∨",
    "lor": "∨",
  ]

  private static let relations: [String: String] = [
    "sim": "∼", "simeq": "≃", "approx": "≈", "cong": "≅", "equiv": "≡", "propto": "∝", "neq": "≠", "ne": "≠", "leq": "≤",
    "le": "≤", "geq": "≥", "ge": "≥", "ll": "≪", "gg": "≫", "prec": "≺", "succ": "≻", "in": "∈", "notin": "∉", "ni": "∋",
    "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇", "mid": "|", "nmid": "∤", "parallel": "‖", "perp": "⊥",
    "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔", "mapsto": "↦", "longrightarrow": "⟶",
    "Rightarrow": "⇒", "implies": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⇔", "uparrow": "↑", "downarrow": "↓",
    "triangleq": "≜", "coloneqq": "≔", "models": "⊨", "vdash": "⊢", "doteq": "≐", "lesssim": "≲", "gtrsim": "≳", "colon": ":",
  ]

  private static let opening: [String: String] = [
    "{": "{", "lbrace": "{", "lbrack": "[", "langle": "⟨", "lVert": "‖", "lvert": "|", "lfloor": "⌊", "lceil": "⌈",
  ]

  private static let closing: [String: String] = [
    "}": "}", "rbrace": "}", "rbrack": "]", "rangle": "⟩", "rVert": "‖", "rvert": "|", "rfloor": "⌋", "rceil": "⌉",
  ]

  static let spaces: [String: String] = [
    ",": " ", ":": " ", ";": " ", " ": " ", "\n": " ", "enspace": " ", "thinspace": " ", "quad": "  ", "qquad": "    ",
  ]

  static let accents: [String: String] = [
    "hat": "\u{302}", "widehat": "\u{302}", "tilde": "\u{303}", "widetilde": "\u{303}", "bar": "\u{304}", "dot": "\u{307}",
    "ddot": "\u{308}", "vec": "\u{20D7}", "check": "\u{30C}", "breve": "\u{306}", "overline": "\u{305}", "underline": "\u{332}",
  ]

  /// Macros whose group is plain text.
  static let words: Set = ["text", "textrm", "textit", "textbf", "texttt", "mbox"]

  /// Macros that change the shape of letters, which a terminal does not.
  static let shapes: Set = ["mathrm", "mathbf", "mathit", "mathsf", "mathtt", "boldsymbol", "bm", "pmb"]

  /// Macros about size and place.
  static let silent: Set = [
    "!", "displaystyle", "textstyle", "limits", "nolimits", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr",
    "biggl", "biggr", "bigm", "nonumber",
  ]

  /// Macros that end something the parser began.
  static let endings: Set = ["\\", "right", "end"]

  static func isKnown(_ name: String) -> Bool {
    symbols[name] != nil || largeOperators[name] != nil || spaces[name] != nil || accents[name] != nil || words.contains(name)
      || shapes.contains(name) || silent.contains(name) || endings.contains(name) || MathStructure(name) != nil
  }
}

/// The macros that take arguments and build something of them.
enum MathStructure {
  case fraction, binomial, root, left, begin, blackboard, calligraphic, operatorName

  init?(_ name: String) {
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac": self = .fraction
    case "binom": self = .binomial
    case "sqrt": self = .root
    case "left": self = .left
    case "begin": self = .begin
    case "mathbb": self = .blackboard
    case "mathcal", "mathscr": self = .calligraphic
    case "operatorname": self = .operatorName
    default: return nil
    }
  }
}
