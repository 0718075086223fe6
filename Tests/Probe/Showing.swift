import Foundation
import Terminal

/// A page with everything that prose, code, diagnostics and outcomes can be made of.
func show(width: Int, colored: Bool) {
  let isUnicode = TerminalInformation.isUnicode(ProcessInfo.processInfo.environment)
  let style = Style(isColored: colored)
  let renderer = ProseRenderer(width: width, isUnicode: isUnicode, isColored: colored)
  print(style(renderer.lines(samplePage)), terminator: "")
  let diagnostic = Diagnostic(
    .error, "cannot convert value of type 'String' to expected argument type 'Tensor'", place: "03-losses.md", line: 41, column: 24,
    length: 7,
    notes: [Diagnostic(.note, "'softplus' is declared here", place: "Operations.swift", line: 12, column: 13, length: 8)])
  let lines = DiagnosticRenderer(width: width, isUnicode: isUnicode).lines(diagnostic) { place, _ in
    place == "03-losses.md" ? "let loss = softplus(-\"logits\" + 1).mean()" : "public func softplus(_ x: Tensor) -> Tensor"
  }
  print("")
  print(style(lines), terminator: "")
  let ornaments = Ornaments(isUnicode: isUnicode)
  print("")
  print(style("\(ornaments.success) claim holds", .success) + "  8 of 8 seeds (asked for: at least 7)")
  print(style("\(ornaments.failure) check fails", .error) + "  differs by 0.25")
  print(style("warning:", .warning) + " the loss became NaN at step 412")
}

let samplePage: [ProseBlock] = [
  .heading(level: 1, [.text("Mode collapse, and "), .code("MLP"), .text(" generators")]),
  .paragraph([
    .text("Suppose a forger can paint "), .emphasis([.text("one banknote")]), .text(" perfectly. Why would they "),
    .strong([.text("ever")]),
    .text(" learn a second? The generator's loss is "), .math("−log D(G(z))"), .text(", and nothing in "),
    .code("valueAndGradient(at: generator)"),
    .text(" asks it to visit all modes. See "), .link([.text("PacGAN")], url: "https://arxiv.org/abs/1712.04086"), .text(". 生成器と識別器のゲーム。"),
  ]),
  .math(["V(D, G) = 𝔼[log D(x)] + 𝔼[log(1 − D(G(z)))]"]),
  .heading(level: 2, [.text("What to look at")]),
  .list(
    start: nil, isTight: true,
    items: [
      [.paragraph([.text("The losses: they "), .strikethrough([.text("always")]), .text(" sometimes tell.")])],
      [
        .paragraph([.text("The samples:")]),
        .list(
          start: 9, isTight: true,
          items: [
            [
              .paragraph([
                .text("A mode is "), .emphasis([.text("covered")]),
                .text(" when more than one in a hundred samples is a high-quality sample of it."),
              ])
            ],
            [.paragraph([.text("Count them.")])],
          ]),
      ],
    ]),
  .quote([.paragraph([.text("Modes alone prove nothing: 2,500 points of a bare circle score 8 of 8.")])]),
  .code(
    """
    // The discriminator's step
    for step in training(steps: 5_000) {
      let real = ring.sample(256)
      print("step \\(step.index): \\(loss)")
    }
    """, language: "swift"),
  .table(
    ProseTable(
      alignments: [.left, .left, .right, .right],
      head: [[.text("Source")], [.text("Method")], [.text("Modes of 8")], [.text("High quality")]],
      rows: [
        [[.text("VEEGAN, table 1")], [.text("GAN")], [.text("1")], [.text("99.3 %")]],
        [[.text("PacGAN, table 1 (10 runs)")], [.code("Pac4")], [.text("7.8 ± 0.1")], [.text("95.9 %")]],
      ])),
  .rule,
]

/// A training that takes two seconds.
func showProgress(steps: Int) {
  let environment = ProcessInfo.processInfo.environment
  let information = { TerminalInformation(descriptor: STDERR_FILENO, environment: environment) }
  let isColored = ColorChoice.auto.isColored(environment: environment, isTerminal: isatty(STDERR_FILENO) == 1)
  let bar = ProgressBar(terminal: information, style: Style(isColored: isColored))
  for step in 1...steps {
    usleep(UInt32(2_000_000 / steps))
    let loss = 1.386 - Double(step) / Double(steps)
    bar.update(Progress(step: step, steps: steps, rate: Double(steps) / 2, latest: [("discriminator", loss), ("generator", 0.6931)]))
  }
  bar.finish()
}
