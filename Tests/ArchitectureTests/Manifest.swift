/// What Package.swift says, read as text: the manifest's own helpers are few, and running SwiftPM inside a test would wait for its lock.
struct Manifest {
  struct Target {
    var name: String
    var dependencies: Set<String>
    var declaration: String
  }

  let text: String
  let targets: [Target]

  init(_ text: String) {
    self.text = text
    let declarations = Self.declarations(in: text)
    targets = declarations.compactMap { declaration in
      guard let name = declaration.firstMatch(of: /"(\w+)"/)?.1 else { return nil }
      return Target(name: String(name), dependencies: Self.dependencies(in: declaration), declaration: declaration)
    }
  }

  subscript(name: String) -> Target? { targets.first { $0.name == name } }

  /// Each call that declares a target, from its name to the parenthesis that closes it.
  private static func declarations(in text: String) -> [String] {
    guard let start = text.range(of: "  targets: [\n") else { return [] }
    let body = text[start.upperBound...]
    return body.matches(of: /(?m)^    (?:system|library|tests|\.target|\.executableTarget)\(/).map { match in
      var depth = 0
      let end = body[match.range.lowerBound...].firstIndex { character in
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        return character == ")" && depth == 0
      }
      return String(body[match.range.lowerBound..<(end ?? body.endIndex)])
    }
  }

  /// The first list of a declaration that is made of target names.
  private static func dependencies(in declaration: String) -> Set<String> {
    guard !declaration.hasPrefix("    system"),
      let list = declaration.firstMatch(of: /(?:, |dependencies: )\[((?:"\w+"|yams|argumentParser)[^\]]*)\]/)?.1
    else { return [] }
    let names = ["yams": "Yams", "argumentParser": "ArgumentParser"]
    return Set(
      list.split(separator: ",").map { item in
        let name = item.trimmingPrefix(/[\s"]*/).prefix { $0.isLetter || $0.isNumber }
        return names[String(name)] ?? String(name)
      })
  }
}
