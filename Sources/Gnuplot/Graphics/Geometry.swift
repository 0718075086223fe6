/// A rectangle in pixels whose origin is the lower left corner of the picture.
struct Rectangle: Equatable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  var right: Int { x + width }
  var top: Int { y + height }
}

/// Distances from a panel's edges to its plotting area, in pixels.
struct Margins: Equatable {
  var left = 0
  var right = 0
  var top = 0
  var bottom = 0
}

/// How wide a text is about, in pixels: there is no asking the font before gnuplot draws.
func estimatedWidth(_ text: String, size: Double) -> Int {
  let units = text.unicodeScalars.reduce(0.0) { total, scalar in
    total + (scalar.value >= 0x1100 && scalar.properties.isIdeographic ? 1.0 : scalar.properties.isUppercase ? 0.72 : 0.58)
  }
  return Int((units * size).rounded(.up))
}
