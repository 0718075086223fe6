import Glibc

/// How the learning rate changes with the steps, as a value.
///
///     let schedule = LearningRateSchedule.warmUp(steps: 500, then: .linearDecay(2e-4, from: 10_000, to: 20_000))
///     optimizer.learningRate = schedule(step)
///
/// Steps count from zero. Two time-scale updates (Heusel et al. 2017, arXiv:1706.08500) need no schedule: give the two optimisers two rates.
public indirect enum LearningRateSchedule: Sendable, Equatable {
  case constant(Double)

  /// The rate until step `from`, and from there in a straight line to zero at step `to`, where it stays.
  ///
  /// - Source: Zhu et al. 2017, arXiv:1703.10593, section 4: 100 epochs at 2e-4, then 100 epochs down to zero.
  /// - Deviation: The paper's code counts epochs, and ends one epoch above zero.
  case linearDecay(Double, from: Int, to: Int)

  /// Half a period of a cosine from the rate to `minimum`, where it stays after `steps`.
  ///
  ///     minimum + (rate - minimum) (1 + cos(pi step / steps)) / 2
  ///
  /// - Source: Loshchilov and Hutter 2017, arXiv:1608.03983, eq. 5.
  /// - Deviation: no restarts.
  case cosine(Double, steps: Int, minimum: Double = 0)

  /// The rate times `factor` to the power of `step / every`, falling smoothly.
  case exponential(Double, factor: Double, every: Int = 1)

  /// The rate times `factor` once for every full `every` steps.
  case step(Double, factor: Double, every: Int)

  /// Another schedule times `(step + 1) / steps` until that is one.
  ///
  /// - Source: Goyal et al. 2017, arXiv:1706.02677, section 2.2, gradual warm-up.
  /// - Deviation: begins one step above zero, so that no step is lost.
  case warmUp(steps: Int, then: LearningRateSchedule)

  /// The learning rate at a step.
  public func callAsFunction(_ step: Int) -> Double {
    let t = Double(max(0, step))
    switch self {
    case .constant(let rate): return rate
    case .linearDecay(let rate, let from, let to):
      if step <= from { return rate }
      return step >= to ? 0 : rate * Double(to - step) / Double(to - from)
    case .cosine(let rate, let steps, let minimum):
      if step >= steps { return minimum }
      return minimum + (rate - minimum) * (1 + cos(.pi * t / Double(steps))) / 2
    case .exponential(let rate, let factor, let every): return rate * pow(factor, t / Double(max(1, every)))
    case .step(let rate, let factor, let every): return rate * power(factor, max(0, step) / max(1, every))
    case .warmUp(let steps, let schedule): return schedule(step) * min(1, (t + 1) / Double(max(1, steps)))
    }
  }
}
