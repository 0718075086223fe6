import Datasets
import Tensors
import Testing

@Suite("Tables of the reader's own", .serialized)
struct TableTests {
  private func parse(_ text: String, header: Bool = true, label: String? = nil) throws(DatasetError) -> CSVTable {
    try CSVTable.parse(Array(text.utf8), path: "x", header: header, label: label)
  }

  private func refusal(_ text: String, label: String? = nil) -> String? {
    do { _ = try parse(text, label: label); return nil } catch { return "\(error)" }
  }

  @Test("numbers and labels come out, with quotes, a byte order mark, spaces, and every kind of line end")
  func goodTable() throws {
    let table = try parse("\u{FEFF}a,\"the \"\"b\"\"\",kind\r\n1, -2.5,x\r\n\n3e2,\"4\",\"y,\nz\"", label: "kind")
    #expect(table.columns == ["a", "the \"b\""])
    #expect(table.values.doubles == [1, -2.5, 300, 4])
    #expect(table.classes == ["x", "y,\nz"])
    #expect(table.labels == [0, 1])
    let bare = try parse("1,2\n3,4\n", header: false, label: "column 1")
    #expect(bare.labels == [0, 1])
    #expect(bare.values.doubles == [2, 4])
  }

  @Test(
    "a fault is named with its line and column",
    arguments: [
      ("a,b\n1,2\n3,four\n", "x:3, column 2: 'four' in 'b' is not a finite number. Mend that cell."),
      ("a,b\n\"1\",nan\n", "x:2, column 2: 'nan' in 'b' is not a finite number. Mend that cell."),
      ("a,b\n1\n", "x:2, column 2: 2 fields are expected, and there are 1. Mend that cell."),
      ("a,b\n1,2,3\n", "x:2, column 3: 2 fields are expected, and there are 3. Mend that cell."),
      ("a,b\n1,\"2\n3,4\n", "x:2, column 2: the quote that opens here is never closed. Mend that cell."),
      ("a,b\n1,\"2\"3\n", "x:2, column 2: text follows the closing quote. Mend that cell."),
      ("\"a\n\",b\n1,x\n", "x:3, column 2: 'x' in 'b' is not a finite number. Mend that cell."),
      ("", "x:1, column 1: the file is empty. Mend that cell."),
      ("a,b\n", "x:2, column 1: no rows follow the header. Mend that cell."),
    ])
  func faults(text: String, message: String) {
    #expect(refusal(text) == message)
  }

  @Test("a label's column that is not there is answered with those that are")
  func label() {
    #expect(refusal("a,b\n1,2\n", label: "c") == "x: there is no column 'c'. Name one of: a, b.")
    #expect(refusal("a\n1\n", label: "a")?.contains("beside the labels there is no column") == true)
  }

  @Test("no truncation and no changed byte is more than a refusal or another good table")
  func mutations() {
    let good = Array("a,\"b\"\r\n1,\"2\"\r\n3,4\r\n".utf8)
    for end in good.indices { _ = try? CSVTable.parse(Array(good[..<end]), path: "x", header: true, label: nil) }
    for place in good.indices {
      for byte in UInt8.min...UInt8.max {
        var file = good
        file[place] = byte
        if let table = try? CSVTable.parse(file, path: "x", header: true, label: nil) {
          #expect(table.values.shape[1] == table.columns.count && table.values.doubles.allSatisfy(\.isFinite))
        }
      }
    }
  }
}
