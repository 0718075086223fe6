import Datasets

// A table, with and without a header and a column of labels. Whatever comes in, a table of finite numbers or an error comes out.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  for (header, label) in [(true, nil), (true, "label"), (false, nil), (false, "column 1")] {
    do throws(DatasetError) {
      let table = try CSVTable.parse(input, path: "fuzz.csv", header: header, label: label)
      precondition(table.values.shape[1] == table.columns.count, "a number for each column")
      precondition(table.values.doubles.allSatisfy(\.isFinite), "numbers are finite")
      precondition(table.labels.allSatisfy { table.classes.indices.contains($0) }, "a label is one of the classes")
      precondition(label == nil || table.labels.count == table.values.shape[0], "a label for each row")
    } catch {
      precondition(error.description.hasPrefix("fuzz.csv"), "an error names the file")
    }
  }
  return 0
}
