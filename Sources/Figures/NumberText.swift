/// A number as a sentence or an axis shows it: whole numbers with a comma every three digits, others with `digits`
/// significant digits at most, very large and very small ones with an exponent.
public func numberText(_ value: Double, digits: Int = 3) -> String {
  guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-infinity" : "infinity" }
  let magnitude = value.magnitude
  if magnitude == magnitude.rounded(), magnitude < 1e15 {
    return (value < 0 ? "-" : "") + grouped(String(Int64(magnitude)))
  }
  var exponent = 0
  var mantissa = magnitude
  while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
  while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
  let sign = value < 0 ? "-" : ""
  if exponent < -3 || exponent > 14 { return sign + fixed(mantissa, decimals: digits - 1) + "e\(exponent)" }
  return sign + fixed(magnitude, decimals: max(0, digits - 1 - exponent))
}

/// A count with its noun: "1 value", "1,797 values".
func counted(_ count: Int, _ noun: String) -> String {
  "\(numberText(Double(count))) \(noun)\(count == 1 ? "" : "s")"
}

private func grouped(_ digits: String) -> String {
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
    result.append(digit)
  }
  return result
}

private func fixed(_ magnitude: Double, decimals: Int) -> String {
  let scale = (0..<decimals).reduce(Int64(1)) { scale, _ in scale * 10 }
  let scaled = Int64((magnitude * Double(scale)).rounded())
  let whole = grouped(String(scaled / scale))
  guard decimals > 0 else { return whole }
  let digits = String(scaled % scale)
  var fraction = String(repeating: "0", count: decimals - digits.count) + digits
  while fraction.last == "0" { fraction.removeLast() }
  return fraction.isEmpty ? whole : whole + "." + fraction
}
