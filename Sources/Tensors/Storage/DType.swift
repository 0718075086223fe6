/// The precision of a tensor's numbers.
public enum DType: String, Sendable, Hashable {
  /// 32 bits; the default, and what training uses.
  case float
  /// 64 bits; for checking gradients against differences.
  case double

  package var byteCount: Int { self == .float ? 4 : 8 }
}
