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
    let picture = try read(KittyPicture(png: bytes, columns: 40).text)
    #expect(picture.bytes == Data(bytes))
    #expect(picture.chunks.allSatisfy { $0.count <= 4_096 } && picture.chunks.dropLast().allSatisfy { $0.count == 4_096 })
    #expect(picture.keys[0].hasPrefix("a=T,f=100,q=2,c=40,m=") && picture.keys.last?.hasSuffix("m=0") == true)
    #expect(picture.keys.dropLast().allSatisfy { $0.hasSuffix("m=1") })
  }
}
