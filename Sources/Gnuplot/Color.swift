/// A colour in sRGB.
public struct Color: Sendable, Equatable {
  /// 0xRRGGBB.
  public var rgb: UInt32

  public init(_ rgb: UInt32) { self.rgb = rgb & 0xFFFFFF }

  init(red: UInt8, green: UInt8, blue: UInt8) { rgb = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  var red: UInt8 { UInt8(rgb >> 16 & 0xFF) }
  var green: UInt8 { UInt8(rgb >> 8 & 0xFF) }
  var blue: UInt8 { UInt8(rgb & 0xFF) }

  /// Six hexadecimal digits.
  var digits: String { String(String(0x1000000 | rgb, radix: 16).dropFirst()) }

  /// As gnuplot writes it, with `transparency` from 0 to 1 where the terminal has it.
  func gnuplot(transparency: Double = 0) -> String {
    let alpha = UInt32((min(max(transparency, 0), 1) * 255).rounded())
    let digits = String(alpha << 24 | rgb, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// The colour that lies `share` of the way to `other`.
  func mixed(with other: Color, share: Double) -> Color {
    let mix = { (from: UInt8, to: UInt8) in UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded()) }
    return Color(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }
}
