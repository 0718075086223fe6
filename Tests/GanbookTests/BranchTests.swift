import Foundation
import Testing

@Suite("Branches in a terminal")
struct BranchTests {
  /// The generator's loss of the first training saturates: a discriminator that is sure leaves it no gradient.
  private static let collapse = """
    ```swift
    let ring = Mixture.ring(modes: 8, radius: 2, deviation: 0.1)
    var generator = MLP(2, 64, 64, 2, activation: .leakyReLU(0.2))
    var discriminator = MLP(2, 64, 64, 1, activation: .leakyReLU(0.2))
    var generatorOptimizer = Adam(for: generator, learningRate: 1e-3, beta1: 0.5)
    var discriminatorOptimizer = Adam(for: discriminator, learningRate: 1e-3, beta1: 0.5)

    func train(steps: Int, _ generatorLoss: (Tensor) -> Tensor) {
      for step in training(steps: steps) {
        let real = ring.sample(128)
        let fake = generator(normal(128, 2))
        let (dLoss, dGradient) = valueAndGradient(at: discriminator) {
          minimaxDiscriminatorLoss(realLogits: $0(real), fakeLogits: $0(fake))
        }
        discriminatorOptimizer.update(&discriminator, along: dGradient)
        let latents = normal(128, 2)
        let (gLoss, gGradient) = valueAndGradient(at: generator) { generatorLoss(discriminator($0(latents))) }
        generatorOptimizer.update(&generator, along: gGradient)
        step.log(["discriminator": dLoss, "generator": gLoss])
      }
    }
    ```

    ```swift
    train(steps: 800) { 100 * minimaxGeneratorLoss(fakeLogits: 20 * $0 - 40) }
    ```

    ```swift
    ring.coverage(of: generator(normal(2_500, 2)))
    ```

    """

  private func modes(_ terminal: PseudoTerminal) throws -> Int {
    terminal.type("\"modes <\\(ring.coverage(of: generator(normal(2_500, 2))).modes)>\"\r")
    return try #require(Int(try terminal.wait(for: /modes <(\d+)>/)))
  }

  @Test("rewind to before the collapse and train with another loss: both runs stand, and one picture compares them")
  func rewind() throws {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(Self.collapse)
    let terminal = try PseudoTerminal(ganbook, ["open", lesson])
    try terminal.wait(for: "cell 1 of 3")
    terminal.type("\r")
    try terminal.wait(for: "cell 2 of 3")
    terminal.type("\r")
    try terminal.wait(for: "cell 3 of 3", seconds: 60)
    let collapsed = try modes(terminal)
    terminal.type(":branch collapsed\r")
    try terminal.wait(for: "is kept as `collapsed`")
    terminal.type(":undo 2\r")
    try terminal.wait(for: "Took back 2 cells")
    terminal.type("train(steps: 800) { nonSaturatingGeneratorLoss(fakeLogits: $0) }\r")
    try terminal.wait(for: "picture", seconds: 60)
    let rewound = try modes(terminal)
    #expect(rewound > collapsed + 2, "\(collapsed) modes before, \(rewound) after")

    terminal.type(":compare collapsed now\r")
    try terminal.wait(for: "collapsed")
    try terminal.wait(for: "picture")
    terminal.type(":switch collapsed\r")
    try terminal.wait(for: "What you left is kept as `previous`.")
    #expect(try modes(terminal) == collapsed)
    terminal.type(":compare collapsed previous\r")
    try terminal.wait(for: "previous")
    terminal.type(":switch previous\r")
    try terminal.wait(for: "stands at `previous`")
    #expect(try modes(terminal) == rewound)
    terminal.type(":branch\r")
    try terminal.wait(for: "  collapsed  1 training")
    terminal.type(":switch nowhere\r")
    try terminal.wait(for: "There are: collapsed, previous.")
    terminal.type(":compare collapsed collapsed\r")
    try terminal.wait(for: "There is nothing to compare")

    // A killed notebook comes back with its branches.
    terminal.kill(SIGKILL)
    _ = try terminal.end()
    let second = try PseudoTerminal(ganbook, ["open", lesson])
    try second.wait(for: "Go on with it?")
    second.type("\r")
    try second.wait(for: "stands where it was", seconds: 60)
    #expect(try modes(second) == rewound)
    second.type(":switch collapsed\r")
    try second.wait(for: "stands at `collapsed`")
    #expect(try modes(second) == collapsed)
    second.type(":compare collapsed previous\r")
    try second.wait(for: "picture")
  }
}
