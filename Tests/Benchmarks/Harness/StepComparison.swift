/// One step, timed on all sides in turn, and the verdict.
struct StepComparison {
  let subject: Subject
  let bench: Bench

  init(_ subject: Subject, _ bench: Bench) { (self.subject, self.bench) = (subject, bench) }

  func run() {
    var sides: [Measurements] = []
    var rates: [Double] = []
    for round in 1...bench.options.rounds {
      note("\(subject.key), \(bench.threads) threads, round \(round) of \(bench.options.rounds)")
      rates.append(bench.measure("multiplication").map(\.value).max() ?? .nan)
      sides.add(bench.measure(subject.key))
      for (script, variants) in subject.peers {
        // After the first round only the fastest variant of each library is repeated.
        for variant in round == 1 ? variants : fastestVariant(of: variants, in: sides) {
          sides.add(bench.measure(script: script, variant, subject.arguments))
        }
      }
    }
    report(sides, rate: medianOf(rates))
  }

  private func fastestVariant(of variants: [String], in sides: [Measurements]) -> [String] {
    let candidates = sides.filter { side in variants.contains { side.name == "PyTorch \($0)" || side.name == "JAX \($0)" } }
    return candidates.fastest.map { [String($0.name.drop { $0 != " " }.dropFirst())] } ?? []
  }

  private func report(_ sides: [Measurements], rate: Double) {
    guard let own = sides.first(where: { $0.name == "Ganbook" }) else { return note("\(subject.key): the engine's side failed") }
    let peers = sides.filter { $0.name != "Ganbook" }
    let floor = subject.floatingPointOperations / rate / 1e6
    print(
      "\n\(subject.title); \(bench.threads) thread\(bench.threads == 1 ? "" : "s"); milliseconds a step, MB at the peak (above the start)")
    print("   median    least  greatest   of ours      peak     above  ")
    for side in [own] + peers {
      let memory = side.peakMemory.column(0) + (side.peakMemory - side.startMemory).column(0)
      print(
        "\(side.median.column())\(side.least.column()) \(side.greatest.column()) x\((side.median / own.median).column(2))\(memory)  \(side.name)"
      )
    }
    let gigaflop = (subject.floatingPointOperations / 1e9).fixed(3)
    print(
      "\(floor.column())                     x\((floor / own.median).column(2))                    the floor: \(gigaflop) Gflop at \(rate.fixed(0)) Gflop/s"
    )
    Verdict(own: own, peers: peers, floor: floor).print()
  }
}
