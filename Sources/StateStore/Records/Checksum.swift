/// Finds what was changed on disk by accident.
enum Checksum {
  /// FNV-1a, 64 bits, over the texts and their lengths. Each step is one to one, so that a single changed byte always changes the sum.
  static func of(_ texts: [String]) -> String {
    var sum = UInt64(0xcbf2_9ce4_8422_2325)
    func add(_ text: some Sequence<UInt8>) { for byte in text { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 } }
    for text in texts {
      add(String(text.utf8.count).utf8)
      add(":".utf8)
      add(text.utf8)
    }
    return String(sum, radix: 16)
  }
}
