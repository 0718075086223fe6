import Lessons
import Testing

@Suite struct MathTextTests {
  static let lines: [(latex: String, text: String)] = [
    (#"\min_G \max_D V(D, G)"#, "min_G max_D V(D, G)"),
    (
      #"\mathbb{E}_{x \sim p_{\text{data}}}[\log D(x)] + \mathbb{E}_{z \sim p_z}\left[\log\left(1 - D(G(z))\right)\right]"#,
      "𝔼_(x∼p_data)[log D(x)] + 𝔼_(z∼p_z)[log(1 − D(G(z)))]"
    ),
    (#"D^*(x) = \frac{p(x)}{p(x) + q(x)}"#, "D*(x) = p(x)/(p(x) + q(x))"),
    (#"\frac{a + b}{2} \frac12"#, "(a + b)/2 1/2"),
    (#"\frac{2x}{3y}"#, "2x/(3y)"),
    (#"\log \frac{p}{q}"#, "log(p/q)"),
    (#"1 - e^{-9/2}"#, "1 − e^(−9/2)"),
    (#"-\log 4"#, "−log 4"),
    (#"a - b, -c = -d"#, "a − b, −c = −d"),
    (#"\sum_{i=1}^{n} x_i^2"#, "∑ᵢ₌₁ⁿ xᵢ²"),
    (#"\lVert \nabla_{\hat{x}} D(\hat x) \rVert_2"#, "‖∇_x̂ D(x̂)‖₂"),
    (#"\tilde{x}, \bar x, \hat{xy}, \overline{ab}"#, "x̃, x̄, hat(xy), a̅b̅"),
    (#"\sqrt{2\pi}\sigma, \sqrt2, \sqrt[3]{x}"#, "√(2π)σ, √2, ³√x"),
    (#"x \in \mathbb{R}^{d},\ \lambda > 0"#, "x ∈ ℝᵈ, λ > 0"),
    (#"\mathcal{N}(0, I_2)"#, "𝒩(0, I₂)"),
    (#"\mathrm{KL}(p \,\|\, q) \le \infty"#, "KL(p ‖ q) ≤ ∞"),
    (#"\theta' = -\psi f'(\theta\psi)"#, "θ′ = −ψf′(θψ)"),
    (#"2 \cdot 10^{-4} \times 3"#, "2 · 10⁻⁴ × 3"),
    (#"\begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{else} \end{cases}"#, "{1 if x > 0; 0 else}"),
    (#"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"#, "(a, b; c, d)"),
    (#"\operatorname{JS}(p, q), \operatorname*{ess}_x"#, "JS(p, q), essₓ"),
    (#"98.9\,\%"#, "98.9 %"),
    (#"\bigl( a \bigr)"#, "(a)"),
    (#"p_{\text{data}} x"#, "p_data x"),
    (#"\frobnicate{x} + \foo"#, "frobnicate x + foo"),
  ]

  @Test("a formula reads on one line", arguments: lines.indices)
  func line(index: Int) {
    let (latex, text) = MathTextTests.lines[index]
    #expect(MathText.line(latex) == text)
  }

  static let blocks: [(latex: String, lines: [String])] = [
    (#"\frac{1}{n}\sum_{i=1}^n x_i"#, [" 1   n", "───  ∑  xᵢ", " n  i=1"]),
    (#"D = \frac{p}{p + q}"#, ["       p", "D = ───────", "     p + q"]),
    (#"\min_G \max_D V"#, ["min max V", " G   D"]),
    (#"\left(\frac{a}{b}\right)^2"#, ["⎛ a ⎞²", "⎜───⎟", "⎝ b ⎠"]),
    (#"\sqrt{\frac{a}{b}}"#, [" ┌───", " │ a", " │───", "╲│ b"]),
    (#"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}"#, ["⎰1  x > 0", "⎱0  else"]),
    (#"\begin{aligned} a &= b \\ &= c + d \end{aligned}"#, ["a = b", "  = c + d"]),
    (#"a = b \\ c = d"#, ["a = b", "c = d"]),
    (#"e^{\frac{a}{b}}"#, ["e^(a/b)"]),
  ]

  @Test("display mathematics stacks fractions, limits and grids", arguments: blocks.indices)
  func block(index: Int) {
    let (latex, lines) = MathTextTests.blocks[index]
    #expect(MathText.block(latex) == lines)
  }

  @Test("a formula that is too wide is broken before its relations and signs")
  func width() {
    let latex = "a_1 + a_2 + a_3 + a_4 = b_1 + b_2 + b_3"
    #expect(MathText.block(latex, width: 16) == ["a₁ + a₂ + a₃", "   + a₄ = b₁", "   + b₂ + b₃"])
    #expect(MathText.block(latex, width: 100).count == 1)
  }

  @Test("every prefix of every formula is set in lines that hold together")
  func prefixes() {
    for latex in MathTextTests.lines.map(\.latex) + MathTextTests.blocks.map(\.latex) {
      for count in 0...latex.count {
        let prefix = String(latex.prefix(count))
        #expect(!MathText.line(prefix).contains("\n"))
        #expect(MathText.block(prefix, width: 10).allSatisfy { !$0.hasSuffix(" ") })
      }
    }
  }

  @Test(
    "what is not LaTeX is passed over",
    arguments: [
      "", "}", "{", "\\", "^", "_", "x^", "&", "\\\\", "\\right)", "\\end{x}", "\\sqrt[", "\\sqrt[&]", "\\frac", "a^b^c_d_e", "{a & b}",
    ])
  func malformed(latex: String) {
    #expect(!MathText.block(latex).isEmpty)
    #expect(!MathText.line(latex).contains("\\"))
  }

  @Test("formulas nested forty deep are set in the time of their length")
  func depth() {
    for macro in [#"\frac{1}"#, #"\sqrt"#, #"\hat"#, "x^", #"\left(\frac"#] {
      let deep = String(repeating: macro + "{", count: 38) + "x" + String(repeating: "}", count: 38)
      #expect(MathText.line(deep).contains("x"))
      #expect(MathText.block(deep).joined().contains("x"))
    }
  }

  @Test("ten thousand nested braces do not exhaust the stack")
  func nesting() {
    let deep = String(repeating: "{", count: 10_000) + "x" + String(repeating: "}", count: 10_000)
    #expect(MathText.line(#"\frac"# + deep).contains("/"))
    #expect(MathText.line(String(repeating: #"\sqrt"#, count: 10_000)).contains("√"))
    #expect(MathText.line(String(repeating: "x_{", count: 10_000)).contains("x"))
    #expect(!MathText.line(String(repeating: #"\left("#, count: 10_000)).isEmpty)
    #expect(!MathText.line(String(repeating: #"\begin{cases}"#, count: 10_000)).isEmpty)
  }

  @Test("macros without a sign are named, each once")
  func unknownMacros() {
    #expect(MathText.unknownMacros(in: #"\foo{\bar x} + \baz \foo \frac{\alpha}{2} \left( \right) \\ \,"#) == ["foo", "baz"])
  }
}
