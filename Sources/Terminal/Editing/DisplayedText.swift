/// The text that readline is told to draw in place of the one that is edited.
///
/// After each newline stands the continuation prompt, and tabs are spaces; nothing else differs. Offsets count UTF-8 bytes.
struct DisplayedText {
  private(set) var bytes: [UInt8] = []
  /// Where each byte of the edited text went, and the end.
  private var places: [Int] = []

  init(_ text: [UInt8], continuation: String) {
    for byte in text {
      places.append(bytes.count)
      switch byte {
      case UInt8(ascii: "\n"):
        bytes.append(byte)
        bytes += continuation.utf8
      case UInt8(ascii: "\t"): bytes += [UInt8(ascii: " "), UInt8(ascii: " ")]
      default: bytes.append(byte)
      }
    }
    places.append(bytes.count)
  }

  func place(of offset: Int) -> Int { places[min(max(0, offset), places.count - 1)] }
}
