import Foundation

/// The toolchain's `swift-format`, for a cell that is being typed.
public struct SwiftFormatter: Sendable {
  private let program: String

  /// As lessons are set: two spaces, lines of at most 100 columns.
  private static let configuration = #"{"version": 1, "lineLength": 100, "indentation": {"spaces": 2}, "respectsExistingLineBreaks": true}"#

  public init(_ toolchain: Toolchain) {
    program = toolchain.formatter
  }

  /// - Returns: The same code, laid out; `nil` when it does not parse, or when there is no `swift-format`.
  public func formatted(_ text: String) -> String? {
    let arguments = ["format", "--configuration", Self.configuration, "-"]
    guard let tool = try? Tool(path: program, arguments: arguments, environment: ProcessInfo.processInfo.environment),
      let result = try? tool.finish(Array(text.utf8), within: 2), result.succeeded
    else { return nil }
    let formatted = String(decoding: result.output, as: UTF8.self)
    return formatted.hasSuffix("\n") ? String(formatted.dropLast()) : formatted
  }
}
