/// What a PNG file says of itself in its first chunk.
package struct PNGHeader: Equatable {
  package let width: Int
  package let height: Int
  /// Bits of a sample: 1, 2, 4, 8 or 16.
  let depth: Int
  private let colorType: UInt8

  /// Signature and first chunk.
  package static let byteCount = 33
  /// Where width and height stand.
  static let sizeOffset = 16

  /// - Parameter file: The first bytes of the file at least.
  package init(_ file: [UInt8], path: String) throws(DatasetError) {
    func fault(_ byte: Int, _ problem: String) -> DatasetError { .corrupt(path: path, byte: byte, problem: problem) }
    let signature = PNG.signature
    if let byte = zip(file, signature).enumerated().first(where: { $1.0 != $1.1 })?.offset {
      throw fault(byte, "a PNG file begins with other bytes")
    }
    guard file.count >= Self.byteCount else { throw fault(file.count, "the file ends within its header of \(Self.byteCount) bytes") }
    guard Array(file[8..<16]) == [0, 0, 0, 13] + Array("IHDR".utf8) else { throw fault(8, "the first chunk is not the header") }
    (width, height) = (file.bigEndian(at: 16), file.bigEndian(at: 20))
    guard (1...0x7fff_ffff).contains(width), (1...0x7fff_ffff).contains(height) else {
      throw fault(Self.sizeOffset, "the header tells of \(height)x\(width) pixels")
    }
    depth = Int(file[24])
    colorType = file[25]
    guard Self.depths[colorType]?.contains(depth) == true else { throw fault(24, "there is no color type \(colorType) with \(depth) bits") }
    guard file[26] == 0, file[27] == 0, file[28] < 2 else { throw fault(26, "the picture is packed in a way that PNG does not have") }
  }

  /// Grey, color, palette, grey with opacity, color with opacity.
  private static let depths: [UInt8: Set<Int>] = [0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]]

  /// 1 for grey, 3 for color.
  package var channels: Int { colorType & 2 == 0 ? 1 : 3 }
  /// Numbers in the picture as it is read, saturated where the product is too large to count.
  package var sampleCount: Int {
    let (product, overflow) = (width * height).multipliedReportingOverflow(by: channels)
    return overflow ? .max : product
  }

  /// The bytes of all lines, each behind a byte that names its filter. Interlaced pictures have a little more.
  var unpackedByteCount: Int {
    let samples = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType] ?? 1
    let (product, overflow) = ((width * samples * depth + 7) / 8 + 1).multipliedReportingOverflow(by: height)
    return overflow ? .max : product
  }
}
