import Datasets
import Testing

/// Two images of 2x3.
private let plain: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25]

/// The same, packed by `gzip -n`.
private let packed: [UInt8] = [
  31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 99, 96, 224, 96, 102, 96, 96, 96, 130, 98, 102, 46, 110, 30, 94, 62, 126, 17, 81, 49,
  113, 9, 73, 0, 5, 206, 13, 22, 28, 0, 0, 0,
]

@Suite("IDX files")
struct IDXTests {
  private func parse(_ bytes: [UInt8], limit: Int = 1_000) throws(DatasetError) -> IDX { try IDX.parse(bytes, path: "x", limit: limit) }

  /// The byte and the problem of the refusal, or nothing where the file is read.
  private func refusal(_ bytes: [UInt8], limit: Int = 1_000) -> String? {
    do { _ = try parse(bytes, limit: limit); return nil } catch {
      switch error {
      case .corrupt("x", let byte, let problem): return "\(byte): \(problem)"
      default: return "\(error)"
      }
    }
  }

  @Test("shape and bytes come out, packed or not")
  func goodFile() throws {
    let expected = IDX(shape: [2, 2, 3], bytes: [10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25])
    #expect(try parse(plain) == expected)
    #expect(try parse(packed) == expected)
  }

  @Test("every truncation is refused, at the byte where the file ends")
  func truncations() {
    for count in plain.indices {
      #expect(refusal(Array(plain[..<count]))?.hasPrefix("\(count): the file ends") == true, "after \(count) bytes")
    }
    for count in packed.indices { #expect(refusal(Array(packed[..<count])) != nil, "packed, after \(count) bytes") }
  }

  @Test("a flipped bit of the header is refused, wherever it is")
  func flippedHeader() {
    for byte in 0..<16 {
      for bit in 0..<8 {
        var file = plain
        file[byte] ^= 1 << bit
        #expect(refusal(file) != nil, "byte \(byte), bit \(bit)")
      }
    }
  }

  @Test("a flipped bit of packed elements or of their checksum is refused")
  func flippedPacked() {
    // Before byte 10 stand the time, the system and flags, which mean nothing for the contents.
    for byte in 10..<packed.count {
      for bit in 0..<8 {
        var file = packed
        file[byte] ^= 1 << bit
        // In a stored length or a code's padding a bit may be free; what is read is then right all the same.
        #expect(refusal(file) != nil || (try? parse(file)) == (try? parse(plain)), "byte \(byte), bit \(bit)")
      }
    }
  }

  @Test(
    "the refusal says what is wrong",
    arguments: [
      ([0, 0, 13, 1, 0, 0, 0, 0], "2: the elements are of type 13; only unsigned bytes, type 8, are read"),
      ([7, 0, 8, 1], "0: an IDX file begins with two zeros"),
      ([0, 0, 8, 0], "3: 0 dimensions; there should be 1 to 8"),
      ([0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 0], "8: dimension 2 has length 0"),
      ([0, 0, 8, 1, 0, 0, 0, 2, 5], "9: the file ends after 1 of the 2 elements that its header tells of"),
      ([0, 0, 8, 1, 0, 0, 0, 1, 5, 6], "9: 1 bytes follow the 1 elements that the header tells of"),
      ([0, 0, 8, 2, 0, 0, 1, 0, 0, 0, 1, 0], "8: the header tells of more than 1000 elements, 256x256"),
    ] as [([UInt8], String)])
  func messages(file: [UInt8], text: String) {
    #expect(refusal(file) == text)
  }

  @Test("lengths whose product overflows are refused, not wrapped to a small number")
  func overflow() {
    // Two lengths of 2^31 and one of 4 make 2^64, which is 0 to a careless machine.
    let file: [UInt8] = [0, 0, 8, 3, 0x80, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 4]
    #expect(refusal(file, limit: .max)?.contains("more than") == true)
  }

  @Test("a packed file that would unpack to more than the limit is refused")
  func limit() {
    #expect(refusal(packed, limit: 28) == nil)
    #expect(refusal(packed, limit: 27) == "x: it holds more than 27 bytes. Take a part of it, or raise the limit.")
  }

  @Test("a file of several packed members is their contents in a row, and what follows a member must be another")
  func members() throws {
    #expect(try Gzip.unpacked(packed + packed, path: "x", limit: 100) == plain + plain)
    #expect(refusal(packed + [0]) != nil)
  }

  @Test("a longer file than the limit is not read to its end")
  func longFile() throws {
    try withFolder(["a": plain]) { folder in
      let file = try IDX.read("\(folder)/a", limit: 28)
      #expect(file.shape == [2, 2, 3])
      #expect(throws: DatasetFolder.tooLong("\(folder)/a", limit: 27)) { try IDX.read("\(folder)/a", limit: 27) }
    }
  }
}
