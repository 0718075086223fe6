/// Reads the YAML between the first line and the next line of three hyphens.
struct FrontMatterReader {
  let source: LessonText

  private static let part = "the front matter"

  func read() throws(LessonError) -> FrontMatter {
    let lines = try self.lines()
    let keys = ["title", "summary", "minutes", "after", "dataset", "seed", "sources", "quick"]
    let map = try YAMLMap(
      source: source, lines: lines.lowerBound + 1..<lines.upperBound, part: FrontMatterReader.part, allowed: keys)
    return FrontMatter(
      title: try map.required("title").text(),
      summary: try map.required("summary").text(),
      minutes: try map.required("minutes").integer("a whole number of minutes from 1 to 600", in: 1...600),
      after: try references(map["after"]),
      dataset: try map["dataset"]?.text() ?? "",
      seed: UInt64(try map["seed"]?.integer("a whole number from 0", in: 0...Int.max) ?? 0),
      sources: try sources(map["sources"]),
      quick: try overrides(map["quick"]),
      lines: lines)
  }

  private func lines() throws(LessonError) -> ClosedRange<Int> {
    guard isRule(source.line(1)) else { throw .noFrontMatter(file: source.file) }
    for number in 2..<source.lines.count + 1 where isRule(source.line(number)) { return 1...number }
    throw .openFrontMatter(file: source.file)
  }

  private func isRule(_ line: Substring) -> Bool {
    line.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
  }

  private func references(_ value: YAMLValue?) throws(LessonError) -> [FrontMatter.Reference] {
    var references: [FrontMatter.Reference] = []
    for item in try value?.list("a list of lesson names") ?? [] {
      references.append(FrontMatter.Reference(name: try item.text(), location: item.location))
    }
    return references
  }

  private func overrides(_ value: YAMLValue?) throws(LessonError) -> [FrontMatter.Override] {
    guard let value else { return [] }
    var overrides: [FrontMatter.Override] = []
    for (name, item) in try value.map("{parameter: value, ...}", part: "'quick'", allowed: nil).entries {
      overrides.append(FrontMatter.Override(name: name, value: try item.text(), location: item.location))
    }
    return overrides
  }

  private func sources(_ value: YAMLValue?) throws(LessonError) -> [FrontMatter.Source] {
    var sources: [FrontMatter.Source] = []
    for item in try value?.list("a list of papers") ?? [] {
      let keys = ["title", "authors", "arxiv", "doi"]
      let map = try item.map("{title: ..., authors: ..., arxiv: ...}", part: "a source", allowed: keys)
      sources.append(
        FrontMatter.Source(
          title: try map.required("title").text(), authors: try map.required("authors").text(),
          identifiers: try identifiers(in: map), location: item.location))
    }
    return sources
  }

  private func identifiers(in map: YAMLMap) throws(LessonError) -> [FrontMatter.Source.Identifier] {
    guard let doi = map["doi"] else { return [.arxiv(try map.required("arxiv").text())] }
    guard let arxiv = map["arxiv"] else { return [.doi(try doi.text())] }
    return [.arxiv(try arxiv.text()), .doi(try doi.text())]
  }
}
