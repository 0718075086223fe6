/// The numbers that a safetensors file may hold.
enum SafetensorsDType: String {
  case double = "F64"
  case float = "F32"
  case half = "F16"
  case brainFloat = "BF16"
  case int64 = "I64"
  case int32 = "I32"
  case int16 = "I16"
  case int8 = "I8"
  case uint64 = "U64"
  case uint32 = "U32"
  case uint16 = "U16"
  case uint8 = "U8"
  case boolean = "BOOL"
  case float8E4M3 = "F8_E4M3"
  case float8E5M2 = "F8_E5M2"

  var byteCount: Int {
    switch self {
    case .double, .int64, .uint64: 8
    case .float, .int32, .uint32: 4
    case .half, .brainFloat, .int16, .uint16: 2
    case .int8, .uint8, .boolean, .float8E4M3, .float8E5M2: 1
    }
  }

  /// The function that makes a Float of sixteen bits, for the two kinds that have sixteen.
  var widened: ((UInt16) -> Float)? {
    switch self {
    case .half: widenedHalf
    case .brainFloat: { Float(bitPattern: UInt32($0) << 16) }
    default: nil
    }
  }
}

/// A half-precision number: one bit of sign, five of exponent, ten of fraction (IEEE 754 binary16).
private func widenedHalf(_ bits: UInt16) -> Float {
  let sign = UInt32(bits >> 15) << 31
  let exponent = UInt32(bits >> 10 & 0x1F)
  let fraction = UInt32(bits & 0x3FF)
  switch exponent {
  case 0:
    // Below the smallest normal number the fraction counts units of 2^-24.
    let magnitude = Float(fraction) * 0x1p-24
    return sign == 0 ? magnitude : -magnitude
  case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
  default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
  }
}
