import Lessons
import Testing

@Suite struct LessonParserTests {
  @Test("the text of a lesson is the file, byte for byte")
  func roundTrip() throws {
    for text in [Fixture.text, Fixture.text + "\n\n", String(Fixture.text.dropLast(2))] {
      #expect(try Array(Lesson(text: text, file: "l.md").text.utf8) == Array(text.utf8))
    }
  }

  @Test("blocks come in the order of the file, with runs of prose between them")
  func order() throws {
    let kinds = try Fixture.lesson().blocks.map { block in
      switch block {
      case .prose(let prose): "prose \(prose.blocks.count)"
      case .cell(let cell): "cell \(cell.kind)"
      case .hint(let hint): "hint \(hint.level)"
      case .quiz(let quiz): "quiz \(quiz.index)"
      }
    }
    #expect(
      kinds == [
        "prose 3", "cell parameters", "cell setup", "prose 1", "cell plain", "quiz 0", "prose 2", "cell exercise", "cell check",
        "hint 1", "hint 2", "cell solution", "quiz 1", "prose 1", "cell raises", "prose 1",
      ])
  }

  @Test("a cell knows its source, its first line and its bytes in the file")
  func cells() throws {
    let lesson = try Fixture.lesson()
    let bytes = Array(lesson.text.utf8)
    let lines = lesson.text.split(separator: "\n", omittingEmptySubsequences: false)
    for cell in lesson.cells {
      #expect(String(decoding: bytes[cell.byteRange], as: UTF8.self) == cell.source)
      #expect(cell.source.hasPrefix(lines[cell.location.line - 1] + "\n"))
      let block = String(decoding: bytes[cell.blockByteRange], as: UTF8.self)
      #expect(block.hasPrefix("```swift") && block.hasSuffix(cell.source + "```\n"))
    }
    #expect(lesson.cells.map(\.source)[1] == "let tosses = [1, 0, 1, 1]\n")
    #expect(lesson.cells[1].location.description == "Lessons/02-two-coins.md:30")
    #expect(lesson.cells[3].lines == 53...55)
  }

  @Test("a solution shares the number of its exercise, and every other cell counts on")
  func numbers() throws {
    #expect(try Fixture.lesson().cells.map(\.number) == [1, 2, 3, 4, 5, 4, 6])
    #expect(try Fixture.lesson().cells.map(\.index) == Array(0..<7))
  }

  @Test("every key of the front matter is read, and numbers of papers stay as they are written")
  func frontMatter() throws {
    let front = try Fixture.lesson().frontMatter
    #expect(front.title == "Two coins")
    #expect(front.minutes == 5)
    #expect(front.after.map(\.name) == ["welcome", "generator"])
    #expect(front.dataset == "coins")
    #expect(front.seed == 7)
    #expect(front.quick.map(\.name) == ["steps", "rate"])
    #expect(front.quick.map(\.value) == ["30", "0.5"])
    #expect(front.sources.map(\.identifiers) == [[.arxiv("1406.2661")], [.doi("10.1145/3422622")]])
    #expect(front.sources[1].location.line == 11)
    #expect(front.lines == 1...12)
  }

  @Test("a fence of four backticks may hold three")
  func longFence() throws {
    let lesson = try Fixture.lesson(body: "````swift\nlet a = \"\"\"\n```\n\"\"\"\n````\n")
    #expect(lesson.cells.map(\.source) == ["let a = \"\"\"\n```\n\"\"\"\n"])
  }

  @Test("code in another language is prose, and an empty cell is empty")
  func otherCode() throws {
    let lesson = try Fixture.lesson(body: "```python\nx = 1\n```\n\n```swift\n```\n")
    #expect(lesson.prose.first?.blocks.first?.content == .code(info: "python", text: "x = 1\n"))
    #expect(lesson.cells.map(\.source) == [""])
    #expect(lesson.cells.first?.lines == nil)
  }

  @Test("a lesson with any character replaced is parsed or refused, and its text stays what it is")
  func replacements() {
    let scalars = Array(Fixture.text.unicodeScalars)
    for (count, position) in stride(from: 0, to: scalars.count, by: 5).enumerated() {
      var changed = String.UnicodeScalarView(scalars)
      let marks: [UnicodeScalar] = ["`", "\n", "$", ":", "{", "-", "\\", "\u{E000}"]
      changed.replaceSubrange(
        changed.index(changed.startIndex, offsetBy: position)...changed.index(changed.startIndex, offsetBy: position),
        with: [marks[count % marks.count]])
      let text = String(changed)
      do {
        #expect(try Lesson(text: text, file: "l.md").text == text)
      } catch {
        #expect(error.location != nil)
      }
    }
  }

  @Test("every prefix of a lesson is parsed or refused with an error that names its file")
  func prefixes() {
    let bytes = Array(Fixture.text.utf8)
    var parsed = 0
    for count in 0...bytes.count {
      do {
        let lesson = try Lesson(text: String(decoding: bytes[..<count], as: UTF8.self), file: "l.md")
        #expect(lesson.text.utf8.count == count)
        parsed += 1
      } catch {
        #expect(error.description.hasPrefix("l.md:"))
      }
    }
    #expect(parsed > 100 && parsed < bytes.count)
  }
}
