import Foundation

/// The runs of a grid: every lesson with every combination of parameter values, under every seed.
struct GridPlan {
  struct Point: Equatable {
    /// Counts the lessons of the command line from 0.
    var lesson: Int
    var values: [Value]
    /// `nil` for the lesson's own.
    var seed: UInt64?
  }

  struct Value: Equatable {
    var name: String
    var text: String
  }

  /// Parameters with all values that they are to take, in the order of the command line.
  let parameters: [(name: String, values: [String])]
  /// Empty for the lessons' own.
  let seeds: [UInt64]

  init(parameters: [(name: String, value: String)], seeds: String?) throws(Fault) {
    self.parameters = parameters.map { ($0.name, Self.alternatives($0.value)) }
    for (given, parsed) in zip(parameters, self.parameters) where parsed.values.contains("") {
      throw .malformedParameter("\(given.name)=\(given.value)")
    }
    self.seeds = try seeds.map(Self.range) ?? []
  }

  /// Whether there is more than one run of a lesson, or seeds were asked for.
  var isGrid: Bool { !seeds.isEmpty || parameters.contains { $0.values.count > 1 } }

  /// The parameters that take more than one value.
  var swept: [String] { parameters.filter { $0.values.count > 1 }.map(\.name) }

  /// All runs: the last parameter changes fastest but for the seed.
  func points(lessons: Int) -> [Point] {
    let combinations = parameters.reduce([[Value]()]) { combinations, parameter in
      combinations.flatMap { combination in parameter.values.map { combination + [Value(name: parameter.name, text: $0)] } }
    }
    let seeds: [UInt64?] = seeds.isEmpty ? [nil] : seeds
    return (0..<lessons).flatMap { lesson in
      combinations.flatMap { values in seeds.map { Point(lesson: lesson, values: values, seed: $0) } }
    }
  }

  /// Values between commas; commas inside brackets and quotes belong to a value.
  static func alternatives(_ text: String) -> [String] {
    var (values, depth, isQuoted) = ([""], 0, false)
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted, "(" where !isQuoted: depth += 1
      case "]" where !isQuoted, ")" where !isQuoted: depth -= 1
      default: break
      }
      if character == ",", depth == 0, !isQuoted { values.append("") } else { values[values.count - 1].append(character) }
    }
    return values.map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// `1...10`, or numbers between commas.
  private static func range(_ text: String) throws(Fault) -> [UInt64] {
    if let dots = text.firstRange(of: "...") {
      guard let first = UInt64(text[..<dots.lowerBound]), let last = UInt64(text[dots.upperBound...]), first <= last, last - first < 10_000
      else { throw .malformedSeeds(text) }
      return Array(first...last)
    }
    let seeds = text.split(separator: ",", omittingEmptySubsequences: false).map { UInt64($0.trimmingCharacters(in: .whitespaces)) }
    guard !seeds.contains(nil), Set(seeds).count == seeds.count else { throw .malformedSeeds(text) }
    return seeds.compactMap { $0 }
  }
}
