import Tensors

/// The UCI handwritten digits: 1,797 images of 8x8 in ten classes.
///
/// - Source: Alpaydin and Kaynak 1998, "Optical Recognition of Handwritten Digits", doi:10.24432/C50P49, the test part; CC BY 4.0.
public enum Digits {
  /// Reads `Datasets/digits/digits.csv`, after comparing its checksum with the published one.
  ///
  /// Ink 0 ... 16 becomes -1 ... 1, which is the range of a generator that ends in `tanh`.
  ///
  ///     let digits = try Digits.load()
  ///     let parts = digits.split(0.5, 0.3, 0.2, seed: 1)
  ///
  /// - Throws: `DatasetError`, which names the file, the line and what to do.
  public static func load() throws(DatasetError) -> LabelledImages {
    let path = try DatasetFolder.path(of: "digits/digits.csv")
    let bytes = try DatasetFolder.read(path)
    try DatasetFolder.verify(bytes, at: path)
    return try parse(bytes, path: path)
  }

  /// Reads rows of 64 numbers of ink and a label.
  ///
  /// - Parameter path: Named in errors.
  package static func parse(_ bytes: [UInt8], path: String) throws(DatasetError) -> LabelledImages {
    var pixels: [Float] = []
    var labels: [Int] = []
    var line = 0
    for row in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      // The text ends with a line break, after which nothing is left.
      if row.isEmpty && row.endIndex == bytes.endIndex && line > 1 { break }
      func fault(_ problem: String) -> DatasetError { .malformed(path: path, line: line, problem: problem) }
      let fields = row.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard fields.count == 65 else {
        throw fault("64 numbers and a label are expected, separated by commas; there are \(fields.count) fields")
      }
      for (column, field) in fields.enumerated() {
        let bound = column < 64 ? 16 : 9
        guard let value = number(field), value <= bound else {
          throw fault("field \(column + 1) should be a whole number from 0 to \(bound), and is '\(String(decoding: field, as: UTF8.self))'")
        }
        if column < 64 { pixels.append(Float(value) / 8 - 1) } else { labels.append(value) }
      }
    }
    guard !labels.isEmpty else { throw .malformed(path: path, line: 1, problem: "the file is empty") }
    return LabelledImages(
      images: Tensor(shape: [labels.count, 64], values: pixels), labels: labels, height: 8, width: 8, classes: 10)
  }

  /// One or two decimal digits, and nothing else.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    guard (1...2).contains(field.count), field.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return field.reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}
