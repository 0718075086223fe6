/// What an optimiser does to one run of numbers: the parameter, its gradient, and up to three numbers of state for each.
protocol UpdateRule {
  /// Changes `numbers.count` numbers in place; each result depends on the numbers of its own position alone.
  func apply<T: Scalar>(_ numbers: UpdateNumbers<T>)
}

/// Where the numbers of one run lie. States that a rule does not have point to the parameter and are not touched.
struct UpdateNumbers<T: Scalar> {
  let count: Int
  let parameter: UnsafeMutablePointer<T>
  let gradient: UnsafeMutablePointer<T>
  let first: UnsafeMutablePointer<T>
  let second: UnsafeMutablePointer<T>
  let third: UnsafeMutablePointer<T>
}

/// All parameters of a model, to be updated in one parallel job.
///
/// A model has some thirty parameters and most of them are small: a thread dispatch for each would cost more than its arithmetic.
/// The parameters are therefore laid end to end, as it were, and the line is cut into parts of equal length whatever parameter they
/// fall into. The cut depends on the shapes alone, never on the number of threads.
package struct UpdateBatch {
  private struct Part {
    /// Where the part begins on the line of all parameters of its precision.
    let start: Int
    let parameter: Storage
    let gradient: Storage
    let states: (Storage?, Storage?, Storage?)
  }

  /// Numbers in one chunk of the job.
  private static let grain = 4_096
  private var floats: [Part] = []
  private var doubles: [Part] = []

  package init() {}

  /// Takes a parameter in. It gets numbers of its own first, as its states do, so that no other tensor sees them change.
  ///
  /// - Precondition: The gradient and the states have the parameter's count and precision; there are at most three states.
  package mutating func add(_ parameter: inout Tensor, _ gradient: Tensor? = nil, states: Storage?...) {
    parameter.makeUnique()
    let part = Part(
      start: parameter.dtype == .float ? end(floats) : end(doubles), parameter: parameter.storage,
      gradient: gradient?.storage ?? parameter.storage,
      states: (states.count > 0 ? states[0] : nil, states.count > 1 ? states[1] : nil, states.count > 2 ? states[2] : nil))
    switch parameter.dtype {
    case .float: floats.append(part)
    case .double: doubles.append(part)
    }
  }

  private func end(_ parts: [Part]) -> Int { parts.last.map { $0.start + $0.parameter.count } ?? 0 }

  /// Applies a rule to every parameter.
  func run<Rule: UpdateRule>(_ rule: Rule) {
    run(rule, floats, Float.self)
    run(rule, doubles, Double.self)
  }

  private func run<Rule: UpdateRule, T: Scalar>(_ rule: Rule, _ parts: [Part], _: T.Type) {
    inParallel(count: end(parts), grain: UpdateBatch.grain) { range in
      var index = firstPart(of: parts, endingAfter: range.lowerBound)
      var position = range.lowerBound
      while position < range.upperBound {
        let part = parts[index]
        let offset = position - part.start
        let count = min(range.upperBound - position, part.parameter.count - offset)
        let parameter = part.parameter.pointer(to: T.self) + offset
        func state(_ storage: Storage?) -> UnsafeMutablePointer<T> { storage.map { $0.pointer(to: T.self) + offset } ?? parameter }
        rule.apply(
          UpdateNumbers(
            count: count, parameter: parameter, gradient: part.gradient.pointer(to: T.self) + offset,
            first: state(part.states.0), second: state(part.states.1), third: state(part.states.2)))
        position += count
        index += 1
      }
    }
  }

  /// The number of the part that holds `position`; empty parameters hold none.
  private func firstPart(of parts: [Part], endingAfter position: Int) -> Int {
    var (low, high) = (0, parts.count)
    while low < high {
      let middle = (low + high) / 2
      if parts[middle].start + parts[middle].parameter.count > position { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Tensor {
  /// Gives this tensor numbers of its own, so that they can be changed in place, and takes it out of every trace.
  package mutating func makeUnique() {
    node = nil
    if isKnownUniquelyReferenced(&storage) { return }
    let copy = Storage(count: count, dtype: dtype)
    copy.bytes.copyMemory(from: storage.bytes, byteCount: count * dtype.byteCount)
    storage = copy
  }
}
