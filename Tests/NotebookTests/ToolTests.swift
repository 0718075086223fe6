import Foundation
import Notebook
import Testing

@Suite("Running the toolchain's programs") struct ToolTests {
  @Test("input goes in and output comes out, more than a pipe holds") func copies() throws {
    let tool = try Tool(path: "/bin/cat", arguments: [], environment: [:])
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let result = try tool.finish(bytes, within: 20)
    #expect(result.succeeded && result.output == Data(bytes))
  }

  @Test("a program that does not end is killed at its deadline") func deadline() throws {
    let tool = try Tool(path: "/bin/sleep", arguments: ["1000"], environment: [:])
    #expect(throws: Tool.Failure.timedOut) { try tool.finish([], within: 0.2) }
  }

  @Test("an interrupt ends the wait") func interrupt() throws {
    let tool = try Tool(path: "/bin/sleep", arguments: ["1000"], environment: [:])
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    write(ends[1], "!", 1)
    #expect(throws: Tool.Failure.interrupted) { try tool.finish([], within: 20, interrupt: ends[0]) }
  }

  @Test("a program that is not there is named") func missing() {
    #expect(throws: NotebookError.cannotStart(program: "/nowhere/tool", reason: "No such file or directory")) {
      try Tool(path: "/nowhere/tool", arguments: [], environment: [:])
    }
  }

  @Test("a program gets three descriptors and no more") func descriptors() throws {
    let tool = try Tool(path: "/bin/ls", arguments: ["/proc/self/fd"], environment: [:])
    // 3 is the listing's own.
    #expect(String(decoding: try tool.finish([], within: 20).output, as: UTF8.self) == "0\n1\n2\n3\n")
  }
}
