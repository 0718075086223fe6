/// The kinds of picture files.
public enum PictureFormat: String, CaseIterable, Sendable {
  case png, svg, pdf
  /// An animation, or a picture that stands still.
  case gif

  /// The format that a file name's extension asks for.
  public init(path: String) throws(GnuplotError) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), let format = PictureFormat(rawValue: name[name.index(after: dot)...].lowercased()) else {
      throw .unknownFormat(path: path)
    }
    self = format
  }

  /// What every complete file of this format ends with, white space aside.
  var trailer: [UInt8] {
    switch self {
    case .png: Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]
    case .svg: Array("</svg>".utf8)
    case .pdf: Array("%%EOF".utf8)
    // A block of no bytes ends the last picture, a semicolon the file.
    case .gif: [0x00, 0x3B]
    }
  }

  /// Whether `bytes` have the format's end.
  package func isComplete(_ bytes: [UInt8]) -> Bool {
    let whiteSpace: Set<UInt8> = self == .png || self == .gif ? [] : [0x09, 0x0A, 0x0D, 0x20]
    let end = bytes.lastIndex { !whiteSpace.contains($0) }.map { $0 + 1 } ?? 0
    return bytes[..<end].suffix(trailer.count).elementsEqual(trailer)
  }
}
