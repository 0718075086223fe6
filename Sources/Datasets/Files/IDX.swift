/// An array of unsigned bytes in the format of MNIST's files, packed by gzip or not.
///
///     0 0 8 rank | one big-endian 32-bit length for each dimension | the bytes, the last dimension fastest
///
/// The header is not believed: the lengths are multiplied with care and the product is compared with the bytes that are there, so a
/// lie costs no memory. A file is read whole; it takes its own (unpacked) size and no more than `limit`.
///
/// - Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", section on the file formats.
/// - Deviation: of the format's six types of elements only unsigned bytes (8) are read, which all image sets in this format use.
public struct IDX: Equatable, Sendable {
  /// The lengths of the dimensions, each at least 1.
  public let shape: [Int]
  /// As many as the product of the lengths.
  public let bytes: [UInt8]

  /// 256 MiB: five times the images of MNIST's training part, which become four times as many bytes as a tensor.
  public static let standardLimit = 1 << 28

  /// Reads a file.
  ///
  /// - Parameter limit: More bytes than this, packed or unpacked, are refused.
  /// - Throws: `DatasetError`, which names the file and the byte.
  public static func read(_ path: String, limit: Int = standardLimit) throws(DatasetError) -> IDX {
    try parse(try DatasetFolder.read(path, limit: limit), path: path, limit: limit)
  }

  /// - Parameter path: Named in errors.
  package static func parse(_ file: [UInt8], path: String, limit: Int = standardLimit) throws(DatasetError) -> IDX {
    let contents = Gzip.isMark(file) ? try Gzip.unpacked(file, path: path, limit: limit) : file
    let shape = try header(contents, path: path)
    let start = 4 + 4 * shape.count
    var count = 1
    for (dimension, length) in shape.enumerated() {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow, product <= limit else {
        throw .corrupt(
          path: path, byte: 4 + 4 * dimension,
          problem: "the header tells of more than \(limit) elements, \(shape.map(String.init).joined(separator: "x"))")
      }
      count = product
    }
    let present = contents.count - start
    guard present >= count else {
      throw .corrupt(
        path: path, byte: contents.count, problem: "the file ends after \(present) of the \(count) elements that its header tells of")
    }
    guard present == count else {
      throw .corrupt(
        path: path, byte: start + count, problem: "\(present - count) bytes follow the \(count) elements that the header tells of")
    }
    return IDX(shape: shape, bytes: Array(contents[start...]))
  }

  /// The lengths of the dimensions.
  private static func header(_ bytes: [UInt8], path: String) throws(DatasetError) -> [Int] {
    func fault(_ byte: Int, _ problem: String) -> DatasetError { .corrupt(path: path, byte: byte, problem: problem) }
    guard bytes.count >= 4 else { throw fault(bytes.count, "the file ends within its first four bytes") }
    guard bytes[0] == 0, bytes[1] == 0 else { throw fault(bytes[0] == 0 ? 1 : 0, "an IDX file begins with two zeros") }
    guard bytes[2] == 8 else { throw fault(2, "the elements are of type \(bytes[2]); only unsigned bytes, type 8, are read") }
    let rank = Int(bytes[3])
    guard (1...8).contains(rank) else { throw fault(3, "\(rank) dimensions; there should be 1 to 8") }
    guard bytes.count >= 4 + 4 * rank else { throw fault(bytes.count, "the file ends within its header of \(4 + 4 * rank) bytes") }
    var shape: [Int] = []
    for dimension in 0..<rank {
      let start = 4 + 4 * dimension
      let length = bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
      guard length > 0 else { throw fault(start, "dimension \(dimension + 1) has length 0") }
      shape.append(length)
    }
    return shape
  }

  package init(shape: [Int], bytes: [UInt8]) {
    self.shape = shape
    self.bytes = bytes
  }
}
