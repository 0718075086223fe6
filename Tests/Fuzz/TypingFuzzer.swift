import Terminal

// What a reader types: whether it is finished, its colours, its indentation. The colours lose no character.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTyping(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  _ = SwiftCompleteness(of: text).isFinished
  precondition(SwiftHighlighter().highlight(text).plain == text, "highlighting changed the text")
  let visible = text.visibleControls(isUnicode: false)
  precondition(visible.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0a || $0 == 0x09 || $0 == 0x0d }, "a control character was left")
  return 0
}
