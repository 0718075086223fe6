import Figures

/// What a picture says about the values that it does not show.
enum Remark {
  static func notFinite(_ count: Int) -> [String] {
    count == 0
      ? []
      : [count == 1 ? "1 value that is not finite is left out" : "\(numberText(Double(count))) values that are not finite are left out"]
  }

  static func notPositive(_ count: Int) -> [String] {
    count == 0
      ? []
      : [
        count == 1
          ? "1 value that is not positive has no place on a logarithmic axis"
          : "\(numberText(Double(count))) values that are not positive have no place on a logarithmic axis"
      ]
  }

  /// Names the series without a value that could be drawn, or counts them when there are many.
  static func empty(_ names: [String]) -> [String] {
    guard names.count <= 3 else { return ["\(names.count) series have nothing to draw"] }
    return names.map { $0.isEmpty ? "a series has nothing to draw" : "\(plain($0)): nothing to draw" }
  }

  static func shown(_ shown: Int, of count: Int, _ what: String) -> [String] {
    shown == count ? [] : ["\(numberText(Double(shown))) of \(numberText(Double(count))) \(what) are drawn"]
  }

  static func outside(_ count: Int) -> [String] {
    count == 0 ? [] : [count == 1 ? "1 point lies outside" : "\(numberText(Double(count))) points lie outside"]
  }
}
