import Foundation

/// Finds the lines that addresses in compiled cells belong to.
struct Symbolizer {
  let toolchain: Toolchain
  let environment: [String: String]

  struct Line: Equatable {
    var location: SourceLocation
    /// The function's name; "Swift runtime failure: arithmetic overflow" and its like are functions too.
    var function: String
  }

  /// The innermost line of each library and offset, in the order given; what is in no cell's text is left out.
  func lines(_ frames: [(library: String, offset: UInt64)]) -> [Line] {
    guard !frames.isEmpty,
      let tool = try? Tool(path: toolchain.symbolizer, arguments: ["--output-style=JSON"], environment: environment),
      let run = try? tool.finish(Array(Self.request(frames).utf8), within: 10)
    else { return [] }
    return run.output.split(separator: 0x0a).flatMap { (try? JSONDecoder().decode(Answer.self, from: $0))?.lines ?? [] }
  }

  private static func request(_ frames: [(library: String, offset: UInt64)]) -> String {
    frames.map { "\"\($0.library)\" 0x\(String($0.offset, radix: 16))\n" }.joined()
  }

  private struct Answer: Decodable {
    var symbols: [Symbol]?

    struct Symbol: Decodable {
      var file: String
      var function: String
      var line: Int

      enum CodingKeys: String, CodingKey {
        case file = "FileName"
        case function = "FunctionName"
        case line = "Line"
      }
    }

    enum CodingKeys: String, CodingKey { case symbols = "Symbol" }

    var lines: [Line] {
      (symbols ?? []).map { Line(location: SourceLocation(file: $0.file, line: $0.line), function: $0.function) }
    }
  }
}
