import Foundation
import GANs

/// Times the engine beside its peers and judges each step against the demand; see `Options` for what may be asked.
///
/// Every measurement is a process of its own, so that its peak memory is its own too: this program starts itself anew for the engine's
/// side, and a script for each peer's.
@main
struct Benchmarks {
  static func main() {
    let options = Options(CommandLine.arguments)
    switch options.role {
    case .multiplication: MultiplicationRate.printMeasured(options)
    case .engine(let key): EngineSide.printMeasured(Subject.named(key), options)
    case .operations: OperationTimes.printMeasured(options)
    case .comparison: compare(options)
    }
  }

  private static func compare(_ options: Options) {
    let environment = ProcessInfo.processInfo.environment
    if let core = environment["OPENBLAS_CORETYPE"] { note("OPENBLAS_CORETYPE was \(core); it is unset for this comparison") }
    print(Machine.description)
    for threads in options.threads {
      let bench = Bench(options: options, threads: threads)
      for subject in Subject.all where options.wants(subject.key) { StepComparison(subject, bench).run() }
      if options.wants("operations") { OperationComparison(bench).run() }
    }
  }
}

/// A word to whoever waits, beside the results.
func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
