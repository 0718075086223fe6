/// What one side of a comparison took, round by round.
struct Measurements {
  let name: String
  /// Milliseconds a step, one for each round.
  var milliseconds: [Double] = []
  /// Memory in MB before the first step, and the most there ever was; the largest of the rounds.
  var startMemory = Double.nan
  var peakMemory = Double.nan

  var median: Double { medianOf(milliseconds) }
  var least: Double { milliseconds.min() ?? .nan }
  var greatest: Double { milliseconds.max() ?? .nan }
  var library: Substring { name.prefix { $0 != " " } }
}

extension [Measurements] {
  /// Adds one process's output: lines of a name, a tabulator and a number.
  mutating func add(_ lines: [(name: String, value: Double)]) {
    for (name, value) in lines {
      let subject = name.hasSuffix(" start") ? String(name.dropLast(6)) : name.hasSuffix(" peak") ? String(name.dropLast(5)) : name
      let index = firstIndex { $0.name == subject } ?? endIndex
      if index == endIndex { append(Measurements(name: subject)) }
      switch name.dropFirst(subject.count) {
      case " start": self[index].startMemory = value
      case " peak": self[index].peakMemory = Swift.max(value, self[index].peakMemory.isNaN ? 0 : self[index].peakMemory)
      default: self[index].milliseconds.append(value)
      }
    }
  }

  var fastest: Measurements? { filter { !$0.median.isNaN }.min { $0.median < $1.median } }
}

extension Double {
  /// With so many decimals, right-aligned in nine columns.
  func column(_ decimals: Int = 3) -> String {
    let text = isNaN ? "-" : fixed(decimals)
    return String(repeating: " ", count: Swift.max(0, 9 - text.count)) + text
  }

  func fixed(_ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let digits = String(Int((magnitude * scale).rounded()))
    let padded = String(repeating: "0", count: Swift.max(0, decimals + 1 - digits.count)) + digits
    let sign = self < 0 ? "-" : ""
    return decimals == 0 ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
