import Datasets

// A picture as it comes in, and once more with right checksums, for else hardly anything that was changed would reach the pixels. Pixels or an
// error come out, within the limit.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPNG(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  read(input)
  read(mended(input))
  return 0
}

private func read(_ file: [UInt8]) {
  let limit = 1 << 20
  for (channels, background) in [(1, nil), (3, nil), (1, 0), (3, 255)] as [(Int, UInt8?)] {
    do throws(DatasetError) {
      let picture = try PNG(file, path: "fuzz.png", limit: limit)
      let pixels = try picture.pixels(channels: channels, background: background)
      precondition(pixels.count == picture.header.width * picture.header.height * channels, "a sample for each pixel and channel")
      precondition(picture.header.width * picture.header.height <= limit, "no more than the limit")
    } catch {
      precondition(error.description.hasPrefix("fuzz.png"), "an error names the file")
    }
  }
}

/// The file with the checksum that each of its chunks should have, as far as there are chunks.
private func mended(_ file: [UInt8]) -> [UInt8] {
  var file = file
  var start = PNG.signature.count
  while file.count - start >= 12 {
    let length = file[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
    guard length <= file.count - start - 12 else { break }
    let sum = checksum(file[(start + 4)..<(start + 8 + length)])
    for byte in 0..<4 { file[start + 8 + length + byte] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * byte)) }
    start += length + 12
  }
  return file
}

/// The checksum of PNG's annex D, bit by bit.
private func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  ~bytes.reduce(UInt32.max) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xedb8_8320 ^ sum >> 1 : sum >> 1 }
  }
}
