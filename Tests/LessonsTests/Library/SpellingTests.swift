import Lessons
import Testing

@Suite struct SpellingTests {
  @Test(
    "near words are suggested, nearest first, and far ones are not",
    arguments: [
      ("titel", ["title"]), ("min", ["minutes"]), ("TITLE", ["title"]), ("sumary", ["summary"]), ("zzz", []), ("", []),
      ("minuets", ["minutes"]),
    ])
  func suggestions(word: String, expected: [String]) {
    #expect(Spelling.suggestions(for: word, among: ["title", "summary", "minutes"]) == expected)
  }

  @Test("advice lists everything when nothing is near")
  func advice() {
    #expect(Spelling.advice(for: "zzz", among: ["a1", "b1"]) == "There are: a1, b1.")
    #expect(Spelling.advice(for: "zzz", among: []) == "There are none.")
    #expect(Spelling.advice(for: "abcd", among: ["abce", "abcf"]) == "Did you mean 'abce' or 'abcf'?")
  }
}
