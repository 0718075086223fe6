import Foundation
import Terminal
import Testing

@Suite struct KittyPictureTests {
  /// What a terminal would make of it: the keys of the first chunk, and the bytes of all.
  private func read(_ text: String) throws -> (keys: [String], chunks: [String], bytes: Data?) {
    let parts = text.components(separatedBy: "\u{1B}_G").dropFirst().map { $0.components(separatedBy: "\u{1B}\\")[0] }
    let chunks = parts.map { $0.components(separatedBy: ";") }
    return (chunks.map { $0[0] }, chunks.map { $0[1] }, Data(base64Encoded: chunks.map { $0[1] }.joined()))
  }

  @Test(
    "the bytes arrive whole, in chunks of at most 4,096 characters of which all but the last say that more follow",
    arguments: [0, 1, 2, 3, 3_071, 3_072, 3_073, 100_000])
  func chunks(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7_919) }
    let picture = try read(KittyPicture(png: bytes, cells: PictureCells(width: 400, height: 200, cell: (10, 20), most: 80)).text)
    #expect(picture.bytes == Data(bytes))
    #expect(picture.chunks.allSatisfy { $0.count <= 4_096 } && picture.chunks.dropLast().allSatisfy { $0.count == 4_096 })
    #expect(picture.keys[0].hasPrefix("a=T,f=100,q=2,c=40,r=10,m=") && picture.keys.last?.hasSuffix("m=0") == true)
    #expect(picture.keys.dropLast().allSatisfy { $0.hasSuffix("m=1") })
  }

  @Test("a picture keeps its shape within a hundredth, is never wider than the window, and hardly narrower than it has pixels for")
  func shape() {
    for (width, height) in [(620, 418), (540, 320), (1_180, 418), (100, 900), (380, 380)] {
      for cell in [(8, 16), (9, 18), (10, 21), (7, 15)] {
        for most in [40, 80, 200] {
          let cells = PictureCells(width: width, height: height, cell: cell, most: most)
          let shown = Double(cells.columns * cell.0) / Double(cells.rows * cell.1)
          #expect(
            abs(shown / (Double(width) / Double(height)) - 1) < (cells.columns > 20 ? 0.02 : 0.06),
            "\(width)x\(height) in \(cell): \(cells)")
          #expect(cells.columns <= most)
          #expect(cells.columns * 10 >= 9 * min(most, width / cell.0) - 10)
        }
      }
    }
    #expect(PictureCells(width: 0, height: 0, cell: (0, 0), most: 0) == PictureCells(width: 1, height: 1, cell: (1, 1), most: 1))
  }
}
