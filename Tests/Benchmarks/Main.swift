import Foundation
import GANs

/// Times the engine beside its peers, in turn, round by round, and prints the medians with the spread.
///
///     Benchmarks [--python PATH] [--rounds N]
///
/// Without `--python` only the engine is timed.
@main
struct Benchmarks {
  static let peers = ["mlp_gan_jax.py", "mlp_gan_torch.py"]

  static func main() {
    let rounds = Int(argument("--rounds") ?? "") ?? 5
    let python = argument("--python")
    var floor = Measurements(name: "floor: matrix products alone")
    var own = Measurements(name: "Ganbook")
    var others: [Measurements] = []
    for round in 1...rounds {
      note("round \(round) of \(rounds)")
      floor.milliseconds.append(MLPTraining.floatingPointOperations / MatrixProductFloor.rate() / 1e6)
      own.milliseconds.append(millisecondsPerStep())
      for script in python == nil ? [] : peers { record(Peer(script: scriptPath(script)).measure(python: python!), in: &others) }
    }
    report(floor, own, others)
  }

  private static func millisecondsPerStep() -> Double {
    var training = MLPTraining()
    for _ in 0..<50 { training.step() }
    return millisecondsPerRun(repetitions: 500) { training.step() }
  }

  private static func record(_ results: [(name: String, milliseconds: Double)], in others: inout [Measurements]) {
    for (name, milliseconds) in results {
      if let index = others.firstIndex(where: { $0.name == name }) {
        others[index].milliseconds.append(milliseconds)
      } else {
        others.append(Measurements(name: name, milliseconds: [milliseconds]))
      }
    }
  }

  private static func report(_ floor: Measurements, _ own: Measurements, _ others: [Measurements]) {
    let core = ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"].map { ", OPENBLAS_CORETYPE=\($0)" } ?? ""
    print("\(MLPTraining.name), \(EngineThreads.count) threads\(core); milliseconds a step")
    print("   median    least  greatest  of Ganbook")
    for row in [own] + others + [floor] {
      print("\(row.median.column)\(row.least.column)\(row.greatest.column)  x\((row.median / own.median).column)  \(row.name)")
    }
  }

  private static func argument(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
    return arguments[index + 1]
  }

  private static func scriptPath(_ script: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("peers/\(script)").path
  }

  private static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
