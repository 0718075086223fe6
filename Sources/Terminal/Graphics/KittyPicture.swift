/// A PNG file as the escape sequences that make a terminal show it.
///
/// The terminal answers nothing. The picture takes whole lines, and the cursor stands at the beginning of the line below it.
///
/// - Source: Kitty's terminal graphics protocol: chunks of at most 4,096 characters, each a multiple of four but the last.
public struct KittyPicture {
  private let png: [UInt8]
  private let cells: PictureCells?

  /// - Parameter cells: What the picture is to take; `nil` for as much as it has pixels for.
  public init(png: [UInt8], cells: PictureCells? = nil) {
    self.png = png
    self.cells = cells
  }

  public var text: String {
    let data = Base64.text(of: png)
    var (result, rest, isFirst) = ("", data[...], true)
    repeat {
      let chunk = rest.prefix(4_096)
      rest = rest.dropFirst(4_096)
      let more = rest.isEmpty ? 0 : 1
      let keys = isFirst ? "a=T,f=100,q=2\(cells.map { ",c=\($0.columns),r=\($0.rows)" } ?? ""),m=\(more)" : "m=\(more)"
      result += "\u{1B}_G\(keys);" + String(decoding: chunk, as: UTF8.self) + "\u{1B}\\"
      isFirst = false
    } while !rest.isEmpty
    return result + "\n"
  }
}

/// RFC 4648, with padding.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(of bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for place in 0..<4 {
        text.append(place <= group.count ? alphabet[Int(bits >> (18 - 6 * UInt32(place)) & 63)] : UInt8(ascii: "="))
      }
    }
    return text
  }
}
