/// What gnuplot's `pdfcairo` terminal leaves to be done.
enum PortableDocument {
  /// Sets the date of a PDF file to the beginning of 1970, so that the same figure gives the same bytes.
  ///
  /// The text keeps its length: a PDF file counts its bytes.
  static func finished(_ bytes: [UInt8]) -> [UInt8] {
    let key = Array("/CreationDate (D:".utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: key) }) else { return bytes }
    var result = bytes
    for (offset, digit) in "19700101000000".utf8.enumerated() {
      let place = start + key.count + offset
      guard place < result.count, (0x30...0x39).contains(result[place]) else { break }
      result[place] = digit
    }
    return result
  }
}
