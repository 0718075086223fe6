/// A PNG file, checked as far as that goes without unpacking it.
///
/// Every chunk's checksum is compared, so that a file which was cut off or changed anywhere is refused. Of its chunks only those are kept that
/// the pixels need: text, profiles, gamma and animations are passed over, and a sample is what the file stores. The header is not believed:
/// a picture that the packed bytes cannot hold, or that has more samples than the limit, is refused before there is memory for it.
///
/// - Source: ISO/IEC 15948:2004, "Portable Network Graphics (PNG)", clauses 5, 10 and 11.
/// - Deviation: bytes behind the last chunk are refused; an animation is its first picture.
package struct PNG {
  package let header: PNGHeader
  let path: String
  /// The file again with the needed chunks alone.
  let essence: [UInt8]

  package static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  /// What the pixels need.
  private static let essential: Set = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]
  /// Deflate's best: 258 bytes for two bits.
  private static let bestRatio = 1_032

  /// - Parameters:
  ///   - path: Named in errors.
  ///   - limit: A picture of more samples (height x width x channels) is refused.
  package init(_ file: [UInt8], path: String, limit: Int) throws(DatasetError) {
    self.path = path
    header = try PNGHeader(file, path: path)
    guard header.sampleCount <= limit else {
      throw .unsuitable(
        path: path, problem: "its header tells of \(header.height)x\(header.width) pixels, more than \(limit) samples",
        remedy: "Take a smaller picture, or raise the limit")
    }
    var chunks = PNGChunks(file, path: path)
    var (essence, packed, last) = (Self.signature, 0, "")
    while let chunk = try chunks.next() {
      if chunk.name == "IDAT" {
        guard packed == 0 || last == "IDAT" else {
          throw .corrupt(path: path, byte: chunk.start, problem: "the pixels' chunks do not follow each other")
        }
        packed += chunk.length
      }
      if Self.essential.contains(chunk.name) {
        essence += file[chunk.range]
      } else if chunk.isCritical {
        throw .corrupt(path: path, byte: chunk.start, problem: "the chunk \(chunk.name), which may not be passed over, is unknown")
      }
      last = chunk.name
    }
    guard header.unpackedByteCount / Self.bestRatio <= packed else {
      throw .corrupt(
        path: path, byte: PNGHeader.sizeOffset,
        problem: "the header tells of \(header.height)x\(header.width) pixels, which \(packed) packed bytes cannot hold")
    }
    self.essence = essence
  }
}
