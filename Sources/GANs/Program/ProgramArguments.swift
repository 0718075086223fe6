/// The command line of a program that was a lesson.
package struct ProgramArguments {
  package private(set) var values: [String: String] = [:]
  package private(set) var seed: UInt64?
  package private(set) var folder = "results"

  package init() {}

  /// - Parameter parameters: The names that `-p` may set.
  package init(_ words: some Collection<String>, parameters: [String]) throws(ProgramUsage) {
    var rest = Array(words)[...]
    while let word = rest.popFirst() {
      switch word {
      case "-p":
        let pair = try Self.next(&rest, after: word)
        guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
          throw ProgramUsage(text: "-p \(pair): a parameter is given as name=value.", isHelp: false)
        }
        let name = String(pair[..<equals])
        guard parameters.contains(name) else {
          let known = parameters.isEmpty ? "It has none." : "It has \(parameters.joined(separator: ", "))."
          throw ProgramUsage(text: "-p \(pair): this program has no parameter `\(name)`. \(known)", isHelp: false)
        }
        values[name] = String(pair[pair.index(after: equals)...])
      case "--seed":
        let number = try Self.next(&rest, after: word)
        guard let seed = UInt64(number) else { throw ProgramUsage(text: "--seed \(number): a seed is a whole number.", isHelp: false) }
        self.seed = seed
      case "--out": folder = try Self.next(&rest, after: word)
      case "--help", "-h": throw ProgramUsage(text: Self.help(parameters), isHelp: true)
      default: throw ProgramUsage(text: "\(word): this program does not know that. --help says what it takes.", isHelp: false)
      }
    }
  }

  private static func next(_ rest: inout ArraySlice<String>, after word: String) throws(ProgramUsage) -> String {
    guard let value = rest.popFirst(), !value.isEmpty else { throw ProgramUsage(text: "\(word) needs a value behind it.", isHelp: false) }
    return value
  }

  private static func help(_ parameters: [String]) -> String {
    let names = parameters.isEmpty ? "there are none" : parameters.joined(separator: ", ")
    return """
      OPTIONS
        -p name=value   set a parameter: \(names)
        --seed N        begin the random numbers elsewhere
        --out DIR       where metrics and the numbers of pictures go; results unless said otherwise
      It leaves with 0, with 1 when a claim or check does not hold, with 2 when it was called wrongly.
      """
  }
}

/// Why a program does not begin: it was called wrongly, or asked for help.
package struct ProgramUsage: Error {
  package var text: String
  package var isHelp: Bool
}
