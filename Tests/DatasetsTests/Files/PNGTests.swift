import Datasets
import Foundation
import Testing

/// The pictures of `Tests/Fuzz/Corpora/png` were written by Pillow, but for two: 6 wide and 5 high, (40 x + 9 y) mod 256 in column x of line y.
@Suite("PNG files")
struct PNGTests {
  private func seed(_ name: String) throws -> [UInt8] {
    try Corpus.bytes(try #require(Corpus.files("png").first { $0.lastPathComponent == "seed-\(name).png" }))
  }

  private func pixels(_ bytes: [UInt8], channels: Int = 1, background: UInt8? = nil, limit: Int = 1_000_000) throws(DatasetError) -> [UInt8]
  {
    try PNG(bytes, path: "x", limit: limit).pixels(channels: channels, background: background)
  }

  private func refusal(_ bytes: [UInt8], limit: Int = 1_000_000) -> String? {
    do { _ = try pixels(bytes, background: 0, limit: limit); return nil } catch {
      switch error {
      case .corrupt("x", let byte, let problem): return "\(byte): \(problem)"
      default: return "\(error)"
      }
    }
  }

  private static let grey = (0..<5).flatMap { y in (0..<6).map { x in UInt8((40 * x + 9 * y) % 256) } }

  @Test(
    "samples are what the file stores, whatever its bits, its interlacing, its texts and its gamma",
    arguments: ["grey", "interlaced", "sixteen", "text"])
  func grey(name: String) throws {
    #expect(try pixels(seed(name)) == Self.grey)
    #expect(try pixels(seed(name), channels: 3) == Self.grey.flatMap { [$0, $0, $0] })
  }

  @Test("color, palettes and single bits become samples of 8 bits")
  func colors() throws {
    var color: [UInt8] = []
    for y in 0..<5 {
      for x in 0..<6 {
        let red = (40 * x + 9 * y) % 256
        color += [UInt8(red), UInt8(255 - red), UInt8(7 * x * y % 256)]
      }
    }
    #expect(try pixels(seed("color"), channels: 3) == color)
    let palette: [[UInt8]] = [[0, 0, 0], [255, 0, 0], [0, 255, 0], [0, 0, 255]]
    #expect(try pixels(seed("palette"), channels: 3) == Self.grey.flatMap { palette[Int($0) % 4] })
    #expect(try pixels(seed("bits")) == Self.grey.map { $0 % 2 * 255 })
  }

  @Test("a color in grey is its luminance: green is brighter than red, and red than blue")
  func luminance() throws {
    let file = MadePNG.picture([255, 0, 0, 0, 255, 0, 0, 0, 255, 90, 90, 90, 255, 255, 255], width: 5, channels: 3)
    let grey = try pixels(file)
    #expect(grey[1] > grey[0] && grey[0] > grey[2] && grey[3] == 90 && grey[4] == 255)
  }

  @Test("a transparent picture needs a background, which shows where it is transparent")
  func opacity() throws {
    for name in ["grey-opacity", "color-opacity", "palette-opacity"] {
      #expect(throws: DatasetError.self) { try pixels(seed(name)) }
    }
    // Opaque where x + y is odd, transparent elsewhere.
    for shade in [0, 77, 255] as [UInt8] {
      let expected = Self.grey.enumerated().map { ($0 % 6 + $0 / 6) % 2 == 1 ? $1 : shade }
      #expect(try pixels(seed("grey-opacity"), background: shade) == expected)
    }
  }

  @Test("every truncation is refused, at the byte where the file ends", arguments: Corpus.files("png"))
  func truncations(file: URL) throws {
    let bytes = try Corpus.bytes(file)
    guard refusal(bytes) == nil else { return }
    for count in bytes.indices {
      #expect(refusal(Array(bytes[..<count]))?.hasPrefix("\(count): the file ends") == true, "after \(count) bytes")
    }
  }

  @Test("a changed byte is refused wherever it is, for every chunk has its checksum", arguments: Corpus.files("png"))
  func changes(file: URL) throws {
    let bytes = try Corpus.bytes(file)
    for place in bytes.indices {
      for mask in [0x01, 0x20, 0x80] as [UInt8] {
        var changed = bytes
        changed[place] ^= mask
        #expect(refusal(changed) != nil, "byte \(place), mask \(mask)")
      }
    }
  }

  @Test(
    "what the fuzzer found, cut off or changed with right checksums, becomes pixels within the limit or a refusal",
    arguments: Corpus.files("png"))
  func corpus(file: URL) throws {
    for bytes in Corpus.variants(try Corpus.bytes(file)) {
      for candidate in [bytes, MadePNG.mended(bytes)] {
        for (channels, background) in [(1, nil), (3, 200)] as [(Int, UInt8?)] {
          do throws(DatasetError) {
            #expect(try pixels(candidate, channels: channels, background: background).count <= 3 * 1_000_000)
          } catch {
            #expect(error.description.hasPrefix("x"))
          }
        }
      }
    }
  }

  @Test("the corpus is there") func present() { #expect(Corpus.files("png").count >= 11) }

  @Test("the refusal says what is wrong")
  func messages() throws {
    let good = MadePNG.picture([1, 2, 3, 4], width: 2)
    let header = Array(good[8..<33])
    let (data, end) = (Array(good[33..<(good.count - 12)]), Array(good.suffix(12)))
    func table(_ parts: [UInt8]...) -> String? { refusal(MadePNG.signature + parts.flatMap { $0 }) }
    #expect(table(header, data, end) == nil)
    #expect(refusal(Array("GIF89a and more than enough bytes for a header".utf8)) == "0: a PNG file begins with other bytes")
    #expect(table(data, header, end) == "8: the first chunk is not the header")
    #expect(table(header, data, end, [0]) == "\(good.count): 1 bytes follow the last chunk")
    #expect(table(header, data)?.hasSuffix(": the file ends before the picture does") == true)
    #expect(table(header, MadePNG.chunk("ABCD", []), data, end) == "33: the chunk ABCD, which may not be passed over, is unknown")
    #expect(table(header, MadePNG.chunk("abCD", []), data, end) == nil)
    #expect(table(header, data, MadePNG.chunk("tEXt", []), data, end)?.hasSuffix("the pixels' chunks do not follow each other") == true)
    #expect(
      table(header, end) == "16: the header tells of 2x2 pixels, which 0 packed bytes cannot hold"
        || table(header, end)?.contains("cannot be unpacked") == true)
    func head(_ bytes: [UInt8]) -> String? { table(MadePNG.chunk("IHDR", bytes), data, end) }
    #expect(head([0, 0, 0, 0, 0, 0, 0, 2, 8, 0, 0, 0, 0]) == "16: the header tells of 2x0 pixels")
    #expect(head([0x80, 0, 0, 0, 0, 0, 0, 2, 8, 0, 0, 0, 0]) == "16: the header tells of 2x2147483648 pixels")
    #expect(head([0, 0, 0, 2, 0, 0, 0, 2, 4, 2, 0, 0, 0]) == "24: there is no color type 2 with 4 bits")
    #expect(head([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 2]) == "26: the picture is packed in a way that PNG does not have")
    #expect(head([0, 0, 0, 2, 0, 0, 0, 3, 8, 0, 0, 0, 0])?.hasPrefix("33: the pixels cannot be unpacked (") == true)
  }

  @Test("more samples than the limit are refused, and so are more than a number can count")
  func limit() {
    let file = MadePNG.picture([1, 2, 3, 4, 5, 6], width: 2, channels: 3)
    #expect(refusal(file, limit: 6) == nil)
    #expect(
      refusal(file, limit: 5) == "x: its header tells of 1x2 pixels, more than 5 samples. Take a smaller picture, or raise the limit.")
    let huge = MadePNG.picture([1, 2, 3], width: 1, channels: 3, told: (0x7fff_ffff, 0x7fff_ffff))
    #expect(refusal(huge, limit: .max)?.contains("cannot hold") == true || refusal(huge, limit: .max)?.contains("more than") == true)
  }

  @Test("a small file that tells of 30000x30000 pixels is refused before there is memory for them")
  func bomb() async throws {
    let bytes = try seed("bomb")
    #expect(refusal(bytes, limit: .max) == "16: the header tells of 30000x30000 pixels, which 28 packed bytes cannot hold")
    await #expect(processExitsWith: .success) {
      let file = try Corpus.bytes(Corpus.files("png").first { $0.lastPathComponent == "seed-bomb.png" } ?? URL(fileURLWithPath: "/"))
      let isRefused = (try? PNG(file, path: "x", limit: .max)) == nil
      var usage = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      exit(isRefused && usage.ru_maxrss < 200_000 ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }
}
