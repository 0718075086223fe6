import Foundation

/// What the command line asks for.
///
///     Benchmarks [--python PATH] [--rounds N] [--steps name,name] [--threads 2,1]
///
/// Without `--python` only the engine is timed. `--steps` takes the keys of `Subject.all`, and `operations`.
struct Options {
  enum Role {
    case comparison, multiplication, operations
    case engine(String)
  }

  var role = Role.comparison
  var python: String?
  var rounds = 3
  var steps: Set<String> = []
  var threads = [2, 1]
  /// How often, and for how long each time, a process repeats what it measures.
  var repetitions = 5
  var seconds = 0.5

  init(_ arguments: [String]) {
    var rest = arguments.dropFirst()
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { Self.refuse("\(name) needs a value") }
      switch name {
      case "--python": python = value
      case "--rounds": rounds = Self.number(value, for: name)
      case "--steps": steps = Set(value.split(separator: ",").map(String.init))
      case "--threads": threads = value.split(separator: ",").map { Self.number(String($0), for: name) }
      case "--repetitions": repetitions = Self.number(value, for: name)
      case "--seconds": seconds = Double(value) ?? seconds
      case "--measure": role = value == "multiplication" ? .multiplication : value == "operations" ? .operations : .engine(value)
      default: Self.refuse("\(name) is not an option")
      }
    }
    let known = Set(Subject.all.map(\.key)).union(["operations"])
    if !steps.isSubset(of: known) { Self.refuse("there is no \(steps.subtracting(known).sorted()); there are \(known.sorted())") }
  }

  func wants(_ key: String) -> Bool { steps.isEmpty || steps.contains(key) }

  private static func number(_ text: String, for name: String) -> Int {
    guard let number = Int(text), number > 0 else { refuse("\(name): \(text) is not a number above 0") }
    return number
  }

  private static func refuse(_ reason: String) -> Never {
    note("Benchmarks: \(reason)\nBenchmarks [--python PATH] [--rounds N] [--steps name,name] [--threads 2,1]")
    exit(2)
  }
}
