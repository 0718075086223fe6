import Foundation
import Notebook
import Testing

@Suite("Docstrings") struct DocumentationTests {
  @Test("a docstring is taken apart into text, formula, parameters and named parts") func comment() {
    let text = """
      The two-sided penalty
      of WGAN-GP.

          weight * mean((norm - 1)²)

          second line

      See also the paper:
      - one item
        that goes on

      - Parameters:
        - real: Samples, shape [batch, ...],
          more of it.
        - weight: lambda: 10.
      - Parameter last: Alone.
      - Returns: A scalar
        tensor.
      - Source: Gulrajani et al. 2017, arXiv:1704.00028.
      """
    let comment = DocumentationComment(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    #expect(
      comment.blocks == [
        .paragraph("The two-sided penalty of WGAN-GP."), .code("weight * mean((norm - 1)²)\n\nsecond line\n"),
        .paragraph("See also the paper:"),
        .item("one item that goes on"),
      ])
    #expect(comment.summary == "The two-sided penalty of WGAN-GP.")
    #expect(comment.parameters.map(\.name) == ["real", "weight", "last"])
    #expect(comment.parameters.map(\.text) == ["Samples, shape [batch, ...], more of it.", "lambda: 10.", "Alone."])
    #expect(comment.fields.map(\.name) == ["Returns", "Source"])
    #expect(comment.fields.map(\.text) == ["A scalar tensor.", "Gulrajani et al. 2017, arXiv:1704.00028."])
  }

  @Test("the library's names are found with their docstrings, by any end of their path") func library() throws {
    let notebook = try TestNotebook()
    let index = try notebook.session.documentation()
    let ring = try #require(index.named("Mixture.ring(modes: 8)").first)
    #expect(ring.path == ["Mixture", "ring(modes:radius:deviation:)"] && ring.module == "Datasets")
    #expect(ring.declaration.hasPrefix("static func ring(modes: Int"))
    #expect(!ring.comment.isEmpty)
    #expect(index.named("ring").contains(ring) && index.named("mixture.RING").contains(ring))
    #expect(index.named("softplus").first?.path == ["softplus(_:)"])
    #expect(index.named("Mixture").first?.path == ["Mixture"])
    let mixture = try #require(index.named("Mixture").first)
    #expect(index.members(of: mixture).contains(ring))
    #expect(index.named("nothing of the kind").isEmpty && index.named("").isEmpty)
    // All that readers are promised: the second time comes from the cache, and is the same.
    #expect(try notebook.session.documentation().names == index.names)
    let undocumented = index.names.filter { $0.comment.isEmpty && $0.path.count == 1 }
    #expect(Double(undocumented.count) < 0.05 * Double(index.names.count), "\(undocumented.map(\.path))")
  }

  @Test("Swift's own names are found with the toolchain's docstrings: functions, types, and members that a type has from its protocols")
  func swift() throws {
    let notebook = try TestNotebook()
    let index = try notebook.session.swiftDocumentation()
    let zip = try #require(index.ranked("zip").first)
    #expect(zip.path == ["zip(_:_:)"] && zip.module == "Swift" && zip.comment.contains { $0.contains("sequence of pairs") })
    #expect(index.ranked("Array").first?.path == ["Array"])
    #expect(index.ranked("Array.map").first?.path.first.map { ["Sequence", "Collection"].contains($0) } == true)
    #expect(index.ranked("Array.append").first?.path == ["Array", "append(_:)"])
    let maps = index.ranked("map")
    #expect(maps.first?.words == ["Sequence", "map"] && maps.contains { $0.words == ["Optional", "map"] })
    #expect(Set(maps.map(\.comment)).count == maps.count, "a text that two types share is shown once")
    #expect(index.ranked("Array.nothing").isEmpty)
    #expect(try notebook.session.swiftDocumentation().names == index.names, "the second time it comes from the cache")
    let before = try notebook.session.foundationDocumentation()
    #expect(before == nil, "no cell imports it")
    try notebook.run("import Foundation")
    let foundation = try notebook.session.foundationDocumentation()
    #expect(foundation?.ranked("Date").first?.path == ["Date"])
  }

  @Test("headings of a long docstring stand for themselves") func headings() {
    let comment = DocumentationComment(["First.", "", "Using It", "========", "Then more", "of it.", "", "## Again", "- item"])
    #expect(
      comment.blocks == [.paragraph("First."), .heading("Using It"), .paragraph("Then more of it."), .heading("Again"), .item("item")])
  }

  @Test("a cell's declarations are found with their types and the comments above them") func cells() throws {
    let notebook = try TestNotebook()
    try notebook.run(
      "// no docstring\nlet ring = Mixture.ring(modes: 8)\n\n/// Twice as much.\n///\n/// - Parameter x: Anything.\nfunc doubled(_ x: Tensor) -> Tensor { 2 * x }"
    )
    let ring = try #require(notebook.session.cellDeclarations(named: "ring").first)
    #expect(ring.declaration == "let ring: Mixture" && ring.comment.isEmpty && ring.module.isEmpty)
    let doubled = try #require(notebook.session.cellDeclarations(named: "doubled").first)
    #expect(doubled.declaration == "func doubled(_ x: Tensor) -> Tensor")
    #expect(doubled.comment == ["Twice as much.", "", "- Parameter x: Anything."])
    #expect(notebook.session.cellDeclarations(named: "softplus").isEmpty)
    #expect(notebook.session.declaredNames == ["doubled", "ring"])
  }
}
