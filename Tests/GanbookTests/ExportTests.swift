import Foundation
import Testing

@Suite("Exports")
struct ExportTests {
  private func exported(_ formats: String) throws -> Ganbook {
    let ganbook = try Ganbook()
    let lesson = try ganbook.lesson(
      HeadlessRunTests.everything(claim: "atMost: 1").replacing("# Everything", with: "# Everything\n\nOf $x_i^2$ and `<b>`."))
    let outcome = try ganbook("run", lesson, "--seed", "11", "-p", "steps=250", "--out", "run", "--to", formats)
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    return ganbook
  }

  @Test("a page holds everything: code in colours, results, pictures with words, formulas, and how it came to be")
  func html() throws {
    let ganbook = try exported("html")
    let page = try ganbook.folder.text(of: "run/01-small.html")
    for part in [
      "<title>Small</title>", "<span class=\"keyword\">let</span> steps = ", ">250</span>", "<msubsup>", "<code>&lt;b&gt;</code>",
      "after 250 steps",
      "src=\"data:image/", "alt=\"100 points of samples", "check passes", "claim holds", "the inner dimensions 3 and 2 differ",
      "A solution",
      "<dt>seed</dt><dd>11</dd>", "<dt>parameter steps</dt><dd>250</dd>", "<dt>openblas</dt>", "name=\"viewport\"",
    ] { #expect(page.contains(part), "\(part) is missing") }
    #expect(!page.contains(ganbook.folder.path), "no place of this machine is told")
    // Nothing is fetched: every picture is in the page, and there is neither script nor style from elsewhere.
    #expect(page.matches(of: #/<img [^>]*src="(?!data:)/#).isEmpty)
    #expect(!page.contains("<script") && !page.contains("<link") && !page.contains("@import") && !page.contains("url("))
    #expect(page.matches(of: #/<img /#).count == page.matches(of: #/<img [^>]*alt="[^"]{10,}/#).count)
  }

  @Test("a notebook has the cells in order, with outputs where they ran, and the identities that its format asks for")
  func notebook() throws {
    let ganbook = try exported("ipynb")
    let notebook = try ganbook.record("run/01-small.ipynb")
    #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    let ids = cells.compactMap { $0["id"] as? String }
    #expect(ids.count == cells.count && Set(ids).count == ids.count && ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil })
    let outputs = cells.flatMap { ($0["outputs"] as? [[String: Any]]) ?? [] }
    let kinds = outputs.compactMap { $0["output_type"] as? String }
    #expect(Set(kinds) == ["stream", "display_data", "execute_result", "error"])
    let pictures = outputs.compactMap { ($0["data"] as? [String: Any])?["image/png"] as? String }
    #expect(pictures.count == 2 && pictures.allSatisfy { Data(base64Encoded: $0)?.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]) })
    #expect((cells.first?["source"] as? String)?.contains("Of $x_i^2$ and `<b>`.") == true)
  }

  @Test("Markdown is the lesson's own text with the results below the cells and the pictures beside it")
  func markdown() throws {
    let ganbook = try exported("md,html")
    let text = try ganbook.folder.text(of: "run/01-small.md")
    #expect(text.hasPrefix("# Everything\n\nOf $x_i^2$ and `<b>`.\n\n```swift\nlet steps = 250\n```\n"))
    #expect(text.contains("```text\nafter 250 steps\n```") && text.contains("- claim holds: x comes near 0"))
    let links = text.matches(of: /\]\((01-small-figures\/[^)]+)\)/).map { String($0.output.1) }
    #expect(links.count == 2)
    for link in links { #expect(FileManager.default.fileExists(atPath: "\(ganbook.folder.path)/run/\(link)")) }
  }

  @Test(
    "a lesson without a run has its cells and no results; a run is exported under its lesson's name, and says when the lesson has changed")
  func exports() throws {
    let ganbook = try exported("html")
    let lesson = try ganbook.lesson("# Another\n\nText.\n\n```swift\nlet b = 2\n```\n")
    let plain = try ganbook("export", lesson, "--to", "html,ipynb,md", "--out", "plain")
    #expect(plain.output == "plain/01-small.html\nplain/01-small.ipynb\nplain/01-small.md\n")
    #expect(!(try ganbook.folder.text(of: "plain/01-small.html").contains("class=\"output\"")))
    #expect(try ganbook("export", "run", "--to", "html", "--out", "stale").status == 0)
    let stale = try ganbook.folder.text(of: "stale/01-small.html")
    #expect(stale.contains("The lesson has changed since this run") && stale.contains("after 250 steps"))
  }

  @Test(
    "a format that there is not, and a name that is neither lesson nor run, are usage errors",
    arguments: [["export", "run", "--to", "pdf"], ["export", "nothing-at-all", "--to", "md"]])
  func refusals(arguments: [String]) throws {
    let ganbook = try Ganbook()
    #expect(try ganbook(arguments).status == 2)
  }
}
