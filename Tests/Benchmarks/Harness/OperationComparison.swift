/// The operations that dominate, on all sides, one line each.
struct OperationComparison {
  private let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  func run() {
    var sides: [Measurements] = []
    for round in 1...bench.options.rounds {
      note("operations, \(bench.threads) threads, round \(round) of \(bench.options.rounds)")
      sides.add(bench.measure("operations"))
      for variant in ["eager", "compiled", "eager channels last"] { sides.add(bench.measure(script: "operations_torch.py", variant, [])) }
      sides.add(bench.measure(script: "operations_jax.py", "jit", []))
    }
    print("\nSingle operations; \(bench.threads) thread\(bench.threads == 1 ? "" : "s"); milliseconds")
    print("  Ganbook   fastest  Ganbook of it")
    for own in sides where own.name.hasSuffix(": Ganbook") { printLine(own, sides) }
  }

  private func printLine(_ own: Measurements, _ sides: [Measurements]) {
    let operation = String(own.name.dropLast(": Ganbook".count))
    // What the engine times with more around it is held against the peers' bare operation: an upper bound of its share.
    let theirs = operation.replacing("forward, sum, filter's gradient", with: "filter's gradient")
    guard let fastest = sides.filter({ $0.name.hasPrefix("\(theirs): ") && $0.name != own.name }).fastest else {
      return print("\(own.median.column())\(Double.nan.column())\(Double.nan.column(2))      \(operation)")
    }
    let side = fastest.name.dropFirst(theirs.count + 2)
    print("\(own.median.column())\(fastest.median.column())\((own.median / fastest.median).column(2))      \(operation) (\(side))")
  }
}
