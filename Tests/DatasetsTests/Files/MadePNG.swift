import Foundation

/// PNG files made byte by byte, also such as no program would make.
enum MadePNG {
  static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  /// A picture of 8 bits, its lines stored unpacked.
  ///
  /// - Parameters:
  ///   - samples: Line after line.
  ///   - told: What the header tells of instead of the truth.
  static func picture(_ samples: [UInt8], width: Int, channels: Int = 1, told: (width: Int, height: Int)? = nil) -> [UInt8] {
    let line = width * channels
    let lines = stride(from: 0, to: samples.count, by: line).flatMap { [0] + samples[$0..<($0 + line)] }
    let size = told ?? (width, samples.count / line)
    return signature + chunk("IHDR", bigEndian(size.width) + bigEndian(size.height) + [8, channels == 3 ? 2 : 0, 0, 0, 0])
      + chunk("IDAT", stored(lines)) + chunk("IEND", [])
  }

  static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    bigEndian(data.count) + name.utf8 + data + bigEndian(Int(checksum(Array(name.utf8) + data)))
  }

  /// The file with the checksum that each of its chunks should have, as far as there are chunks.
  static func mended(_ file: [UInt8]) -> [UInt8] {
    var file = file
    var start = signature.count
    while file.count - start >= 12 {
      let length = file[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
      guard length <= file.count - start - 12 else { break }
      let end = start + 8 + length
      file.replaceSubrange(end..<(end + 4), with: bigEndian(Int(checksum(Array(file[(start + 4)..<end])))))
      start = end + 4
    }
    return file
  }

  static func bigEndian(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }

  /// zlib's format with one block that is not packed.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let (low, high) = (UInt8(bytes.count & 0xff), UInt8(bytes.count >> 8))
    let (a, b) = bytes.reduce((1, 0)) { sums, byte in ((sums.0 + Int(byte)) % 65_521, (sums.1 + sums.0 + Int(byte)) % 65_521) }
    return [0x78, 0x01, 0x01, low, high, ~low, ~high] + bytes + bigEndian(b << 16 | a)
  }

  /// The checksum of PNG's annex D, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xedb8_8320 ^ sum >> 1 : sum >> 1 }
    }
  }
}

/// The files of `Tests/Fuzz/Corpora`: what the fuzzers begin with, which other programs wrote, and what they found.
enum Corpus {
  static func files(_ name: String) -> [URL] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fuzz/Corpora/\(name)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appendingPathComponent($0) }
  }

  static func bytes(_ file: URL) throws -> [UInt8] { Array(try Data(contentsOf: file)) }

  /// The file, the file cut off, and the file with a byte changed, at up to a hundred places.
  static func variants(_ bytes: [UInt8]) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: max(1, bytes.count / 100)).reduce(into: [bytes]) { variants, place in
      var changed = bytes
      changed[place] = UInt8(truncatingIfNeeded: place &* 37)
      variants += [Array(bytes[..<place]), changed]
    }
  }
}
