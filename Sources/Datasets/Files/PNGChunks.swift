import CZlib

/// Goes from chunk to chunk of a PNG file, and compares their checksums.
///
///     length | name | data | checksum of name and data
struct PNGChunks {
  struct Chunk {
    var name: String
    /// The first byte, and all bytes of it.
    var start: Int
    /// The data's length.
    var length: Int
    var range: Range<Int> { start..<(start + length + 12) }
    /// A capital first letter: the picture cannot be read without it.
    var isCritical: Bool
  }

  private let file: [UInt8]
  private let path: String
  private var position = PNG.signature.count
  private var isOver = false

  init(_ file: [UInt8], path: String) {
    self.file = file
    self.path = path
  }

  /// The next chunk, or `nil` behind the last one, where the file ends.
  mutating func next() throws(DatasetError) -> Chunk? {
    if isOver {
      guard position == file.count else { throw fault(position, "\(file.count - position) bytes follow the last chunk") }
      return nil
    }
    guard file.count - position >= 12 else { throw fault(file.count, "the file ends before the picture does") }
    let length = file.bigEndian(at: position)
    guard length <= file.count - position - 12 else {
      throw fault(file.count, "the file ends within the chunk of \(length) bytes that begins at byte \(position)")
    }
    let letters = file[(position + 4)..<(position + 8)]
    guard letters.allSatisfy({ (0x41...0x5a).contains($0 & 0xdf) }) else { throw fault(position + 4, "a chunk's name is no four letters") }
    let chunk = Chunk(
      name: String(decoding: letters, as: UTF8.self), start: position, length: length, isCritical: letters[position + 4] & 0x20 == 0)
    guard checksum(of: chunk) == file.bigEndian(at: chunk.range.upperBound - 4) else {
      throw fault(position, "the checksum of the chunk \(chunk.name) is not that of its bytes")
    }
    position = chunk.range.upperBound
    isOver = chunk.name == "IEND"
    return chunk
  }

  private func checksum(of chunk: Chunk) -> Int {
    file.withUnsafeBufferPointer { Int(crc32(0, $0.baseAddress! + chunk.start + 4, UInt32(chunk.length + 4))) }
  }

  private func fault(_ byte: Int, _ problem: String) -> DatasetError { .corrupt(path: path, byte: byte, problem: problem) }
}

extension Array<UInt8> {
  /// The 32-bit number at this place, the highest byte first.
  func bigEndian(at place: Int) -> Int { self[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } }
}
