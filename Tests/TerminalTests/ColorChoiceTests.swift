import Terminal
import Testing

@Suite("Whether output is coloured")
struct ColorChoiceTests {
  @Test("the first that speaks decides: flag, FORCE_COLOR, NO_COLOR, CLICOLOR, TERM, terminal")
  func decisions() {
    let table: [(ColorChoice, [String: String], Bool, Bool)] = [
      (.auto, [:], true, true),
      (.auto, [:], false, false),
      (.always, ["NO_COLOR": "1", "TERM": "dumb"], false, true),
      (.never, ["FORCE_COLOR": "1"], true, false),
      (.auto, ["FORCE_COLOR": "1", "NO_COLOR": "1"], false, true),
      (.auto, ["FORCE_COLOR": "0"], true, false),
      (.auto, ["FORCE_COLOR": "false"], true, false),
      (.auto, ["FORCE_COLOR": ""], false, false),
      (.auto, ["FORCE_COLOR": "", "NO_COLOR": "1"], true, false),
      (.auto, ["NO_COLOR": "1"], true, false),
      (.auto, ["NO_COLOR": ""], true, true),
      (.auto, ["CLICOLOR": "0"], true, false),
      (.auto, ["CLICOLOR": "1"], true, true),
      (.auto, ["CLICOLOR": "1"], false, false),
      (.auto, ["TERM": "dumb"], true, false),
      (.auto, ["TERM": "xterm"], true, true),
      (.auto, ["FORCE_COLOR": "1", "TERM": "dumb"], false, true),
    ]
    for (choice, environment, isTerminal, expected) in table {
      #expect(choice.isColored(environment: environment, isTerminal: isTerminal) == expected, "\(choice) \(environment) \(isTerminal)")
    }
  }

  @Test("no colours means no escape sequence at all, and every coloured piece resets what it set")
  func style() {
    #expect(Style(isColored: false)("error:", .error) == "error:")
    #expect(Style(isColored: true)("error:", .error) == "\u{1B}[1;31merror:\u{1B}[0m")
    #expect(Style(isColored: true)("plain", .plain) == "plain")
    #expect(Style(isColored: true)("", .error) == "")
  }

  @Test("the first locale variable that is not empty decides about Unicode")
  func locale() {
    #expect(TerminalInformation.isUnicode(["LANG": "de_DE.UTF-8"]))
    #expect(TerminalInformation.isUnicode(["LANG": "C", "LC_CTYPE": "C.utf8"]))
    #expect(!TerminalInformation.isUnicode(["LANG": "C.UTF-8", "LC_ALL": "C"]))
    #expect(TerminalInformation.isUnicode(["LANG": "C.UTF-8", "LC_ALL": ""]))
    #expect(!TerminalInformation.isUnicode([:]))
    #expect(!TerminalInformation.isUnicode(["LANG": "de_DE.ISO-8859-1"]))
  }
}
