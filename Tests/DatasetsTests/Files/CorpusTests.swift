import Datasets
import Foundation
import Testing

/// What the fuzzers begin with and what they found: see `Tests/Fuzz`.
@Suite("The fuzzers' corpora of tables and arrays")
struct CorpusTests {
  @Test("the corpora are there") func present() {
    #expect(Corpus.files("csv").count >= 3 && Corpus.files("idx").count >= 5)
  }

  @Test("every table, and every table cut off or changed anywhere, becomes finite numbers or a refusal", arguments: Corpus.files("csv"))
  func tables(file: URL) throws {
    for bytes in Corpus.variants(try Corpus.bytes(file)) {
      for (header, label) in [(true, nil), (true, "label"), (false, nil), (false, "column 1")] {
        do throws(DatasetError) {
          let table = try CSVTable.parse(bytes, path: "x", header: header, label: label)
          #expect(table.values.doubles.allSatisfy(\.isFinite) && table.values.shape[1] == table.columns.count)
        } catch {
          #expect(error.description.hasPrefix("x"))
        }
      }
    }
  }

  @Test("every array, and every array cut off or changed anywhere, holds what its shape says or is refused", arguments: Corpus.files("idx"))
  func arrays(file: URL) throws {
    for bytes in Corpus.variants(try Corpus.bytes(file)) {
      do throws(DatasetError) {
        let array = try IDX.parse(bytes, path: "x", limit: 1 << 20)
        #expect(array.bytes.count == array.shape.reduce(1, *))
      } catch {
        #expect(error.description.hasPrefix("x"))
      }
    }
  }
}
