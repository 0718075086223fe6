import NotebookProtocol
import Tensors

/// The outcomes of one experiment under several seeds.
public struct Study<Outcome> {
  /// The seed of each outcome; `withSeed` of it repeats the experiment.
  public let seeds: [UInt64]
  public let outcomes: [Outcome]

  /// The mean of a number over the seeds.
  public func mean(_ number: (Outcome) -> Double) -> Double {
    reduce(0) { $0 + number($1) } / Double(count)
  }

  /// The standard deviation of a number over the seeds, with n - 1 in the denominator; 0 for a single seed.
  public func deviation(_ number: (Outcome) -> Double) -> Double {
    let centre = mean(number)
    let squares = reduce(0) { $0 + (number($1) - centre) * (number($1) - centre) }
    return count < 2 ? 0 : (squares / Double(count - 1)).squareRoot()
  }
}

extension Study: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { outcomes.count }
  public subscript(index: Int) -> Outcome { outcomes[index] }
}

/// Runs an experiment under several seeds: a random outcome is claimed over seeds, never over one lucky run.
///
/// The seeds follow from the notebook's own, so that `--seed` repeats a study or varies it. The notebook's random generator goes on as
/// if nothing had been drawn. Ctrl-C ends the study after the seeds that are done.
///
/// - Parameters:
///   - count: How many seeds.
///   - experiment: Gets the seed it runs under.
public func study<Outcome>(seeds count: Int, _ experiment: (UInt64) throws -> Outcome) rethrows -> Study<Outcome> {
  require(count > 0, "study: \(count) seeds; there must be at least 1")
  let outer = Trainings.place
  defer { (Trainings.context, Trainings.place) = ([], outer) }
  Trainings.wasInterrupted = false
  Trainings.studies += 1
  let studyNumber = Trainings.studies
  var (seeds, outcomes): ([UInt64], [Outcome]) = ([], [])
  for number in 1...count {
    let seed = randomGenerator.seed &* 1_000 &+ UInt64(number)
    Trainings.context = [Metric("\(number) of \(count), seed", Double(seed))]
    Trainings.place = StudyPlace(study: studyNumber, seed: seed, training: 0)
    let outcome = try withSeed(seed) { try experiment(seed) }
    if Trainings.wasInterrupted {
      say(.note("The study stopped in seed \(number) of \(count). It has the outcomes of the \(number - 1) before it."))
      break
    }
    seeds.append(seed)
    outcomes.append(outcome)
  }
  return Study(seeds: seeds, outcomes: outcomes)
}
