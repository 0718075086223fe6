import Testing

@Suite("The faults that the notebook survives")
struct FaultTableTests {
  @Test("all 44 are listed, in order, each with a test or with the reason why there is none")
  func complete() {
    #expect(FaultTable.rows.map(\.number) == Array(1...44))
    for row in FaultTable.rows { #expect(!row.tests.isEmpty || row.missing != nil, "\(row.number)") }
  }

  @Test("every test that the table names is there", arguments: FaultTable.rows.flatMap(\.tests))
  func exists(test: String) throws {
    let colon = try #require(test.firstIndex(of: ":"))
    let sentence = test[test.index(colon, offsetBy: 2)...]
    let files = SourceTree.files(under: "Tests/\(test[..<colon])", extensions: ["swift"])
    #expect(files.contains { $0.text.contains("\"\(sentence)\"") }, "\(test)")
  }
}
