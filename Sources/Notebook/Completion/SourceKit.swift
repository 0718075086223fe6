import CProcess
import Foundation

/// The compiler's own completion, in this very process: its crashes are ours, so only the helper uses it.
final class SourceKit {
  struct Failure: Error { let reason: String }

  /// The imports of the last request.
  private var head = ""

  /// - Parameter library: The path of `libsourcekitdInProc.so`.
  init(library: String) throws(Failure) {
    var message: UnsafePointer<CChar>?
    guard cprocess_sourcekit_load(library, &message) else {
      throw Failure(reason: message.map { String(cString: $0) } ?? "it cannot be loaded")
    }
  }

  /// Candidates at the place, in alphabetical order.
  func candidates(at place: CompletionPlace, arguments: [String]) throws -> [Candidate] {
    // What was read for the last request is used again, and directories of modules are not looked through a second time: it would never
    // see the module of a new cell.
    if place.head != head { _ = try send("{key.request: source.request.dependency_updated}") }
    head = place.head
    let file = Self.file
    let session = "key.name: \(Self.quoted(file)), key.sourcefile: \(Self.quoted(file)), key.offset: \(place.offset)"
    defer { _ = try? send("{key.request: source.request.codecomplete.close, \(session)}") }
    let response = try send(
      """
      {key.request: source.request.codecomplete.open, \(session), key.sourcetext: \(Self.quoted(place.source)), \
      key.compilerargs: [\((arguments + [file]).map(Self.quoted).joined(separator: ", "))], \
      key.codecomplete.options: {\(Self.options), key.codecomplete.filtertext: \(Self.quoted(place.prefix))}}
      """)
    let items = try JSONDecoder().decode(CompletionResponse.self, from: response).items
    return CandidateList(items, prefix: place.prefix).candidates
  }

  /// A script is a file of this name; nothing needs to be there.
  private static let file = "/ganbook/main.swift"

  /// Flat, sorted, without guesses, and without the C library, whose 50,000 names help no reader.
  private static let options = """
    key.codecomplete.group.overloads: 0, key.codecomplete.group.stems: 0, key.codecomplete.fuzzymatching: 0, \
    key.codecomplete.hidelowpriority: 0, key.codecomplete.addinneroperators: 0, key.codecomplete.addinnerresults: 0, \
    key.codecomplete.includeexactmatch: 1, key.codecomplete.sort.byname: 1, key.codecomplete.requestlimit: 4000, \
    key.codecomplete.filterrules: [{key.kind: source.codecompletion.module, key.hide: 1, key.names: [\(hiddenModules)]}]
    """

  private static let hiddenModules = [
    "SwiftGlibc", "Glibc", "SwiftShims", "SwiftOverlayShims", "_SynchronizationShims", "_SwiftConcurrencyShims", "_Builtin_stddef",
  ].map(quoted).joined(separator: ", ")

  private func send(_ request: String) throws(Failure) -> Data {
    var succeeded = false
    guard let text = cprocess_sourcekit_send(request, &succeeded) else { throw Failure(reason: "memory ran out") }
    defer { free(text) }
    guard succeeded else { throw Failure(reason: String(cString: text)) }
    return Data(bytes: text, count: strlen(text))
  }

  /// A string of YAML in double quotes, in which the escapes of JSON hold.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        result += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// What sourcekitd answers, as far as it is read.
struct CompletionResponse: Decodable {
  struct Item: Decodable {
    var kind: String
    var context: String
    /// What an editor would insert; arguments that are to be given stand between `<#` and `#>`.
    var source: String
    var type: String?
    var module: String?
    /// Characters before the cursor that would have to go.
    var erased: Int?

    enum CodingKeys: String, CodingKey {
      case kind = "key.kind"
      case context = "key.context"
      case source = "key.sourcetext"
      case type = "key.typename"
      case module = "key.modulename"
      case erased = "key.num_bytes_to_erase"
    }
  }

  var items: [Item]

  enum CodingKeys: String, CodingKey { case items = "key.results" }
}
