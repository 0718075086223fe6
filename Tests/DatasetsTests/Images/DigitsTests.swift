import Datasets
import Tensors
import Testing

@Suite("Handwritten digits", .serialized)
struct DigitsTests {
  @Test("the published file has 1,797 images in the published classes, and ink from -1 to 1")
  func published() throws {
    let digits = try Digits.load()
    #expect("\(digits)" == "1797 images of 8x8 in 10 classes")
    #expect((0..<10).map { label in digits.labels.count { $0 == label } } == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    #expect(digits.images.min().scalar == -1)
    #expect(digits.images.max().scalar == 1)
    // The first row of the file: 0, 0, 5, 13, 9, 1, 0, 0.
    #expect(digits.images[0].doubles.prefix(8).map { ($0 + 1) * 8 } == [0, 0, 5, 13, 9, 1, 0, 0])
  }

  private func parse(_ text: String) throws -> LabelledImages { try Digits.parse(Array(text.utf8), path: "x.csv") }
  private let row = [String](repeating: "8", count: 64).joined(separator: ",")

  @Test("a good row is read, with and without a line break at the end")
  func goodRow() throws {
    for text in ["\(row),3\n", "\(row),3"] {
      let digits = try parse(text)
      #expect(digits.labels == [3])
      #expect(digits.images.doubles == [Double](repeating: 0, count: 64))
    }
  }

  @Test("a bad row is reported with its line and what is wrong in it")
  func badRows() {
    func problem(_ text: String) -> DatasetError? {
      do { _ = try parse(text); return nil } catch { return error as? DatasetError }
    }
    let fields = "64 numbers and a label are expected, separated by commas; there are"
    #expect(problem("\(row),3\n1,2\n") == .malformed(path: "x.csv", line: 2, problem: "\(fields) 2 fields"))
    #expect(problem("\(row),3\n\n\(row),3\n") == .malformed(path: "x.csv", line: 2, problem: "\(fields) 1 fields"))
    #expect(
      problem("\(row),12") == .malformed(path: "x.csv", line: 1, problem: "field 65 should be a whole number from 0 to 9, and is '12'"))
    #expect(
      problem("17\(row.dropFirst()),1")
        == .malformed(path: "x.csv", line: 1, problem: "field 1 should be a whole number from 0 to 16, and is '17'"))
    #expect(
      problem("-1\(row.dropFirst()),1")
        == .malformed(path: "x.csv", line: 1, problem: "field 1 should be a whole number from 0 to 16, and is '-1'"))
    #expect(
      problem("\(row),3\r\n") == .malformed(path: "x.csv", line: 1, problem: "field 65 should be a whole number from 0 to 9, and is '3\r'"))
    #expect(problem("") == .malformed(path: "x.csv", line: 1, problem: "\(fields) 1 fields"))
  }
}
