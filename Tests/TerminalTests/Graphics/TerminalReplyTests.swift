import Terminal
import Testing

@Suite struct TerminalReplyTests {
  private func reply(_ text: String) -> TerminalReply { TerminalReply(parsing: Array(text.utf8)) }

  @Test("a terminal that knows kitty's pictures says so, and is not asked for sixels")
  func kitty() {
    let reply = reply("\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[6;20;10t\u{1B}[?62;4;22c")
    #expect(reply.graphics == .kitty && reply.isComplete && reply.typed.isEmpty)
    #expect(reply.cell?.width == 10 && reply.cell?.height == 20)
  }

  @Test(
    "4 among the device attributes is sixel, and 4 as a part of another number is not",
    arguments: [("?62;4;22c", true), ("?64;14;44c", false), ("?4c", true)])
  func sixel(attributes: String, hasSixels: Bool) {
    #expect(reply("\u{1B}[" + attributes).graphics == (hasSixels ? .sixel : nil))
    #expect(reply("\u{1B}[" + attributes).isComplete)
  }

  @Test("a refusal of kitty's question is no picture")
  func refused() { #expect(reply("\u{1B}_Gi=31;EINVAL:no\u{1B}\\\u{1B}[?6c").graphics == nil) }

  @Test("keys between the answers are kept in their order, escape sequences of keys too")
  func typed() {
    let reply = reply("ab\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[A\u{1B}[?62c\r")
    #expect(reply.typed == Array("ab\u{1B}[A\r".utf8) && reply.graphics == .kitty && reply.isComplete)
  }

  @Test("half an answer is not complete", arguments: ["", "\u{1B}[?62;4", "\u{1B}_Gi=31;OK", "\u{1B}"])
  func half(text: String) { #expect(!reply(text).isComplete && reply(text).graphics == nil) }
}
