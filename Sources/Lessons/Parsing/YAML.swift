import Yams

/// A YAML mapping whose keys are known, with the line of every value.
struct YAMLMap {
  let entries: [(key: String, value: YAMLValue)]
  let part: String
  let location: SourceLocation

  /// Parses whole lines of a lesson.
  ///
  /// - Parameters:
  ///   - lines: The lines between the marks, counted from 1.
  ///   - part: What errors call this mapping.
  ///   - allowed: All keys that there may be.
  init(source: LessonText, lines: Range<Int>, part: String, allowed: [String]) throws(LessonError) {
    let text = source.string(source.byteRange(of: lines))
    let opening = source.place(lines.lowerBound - 1)
    let root: Node?
    do {
      root = try compose(yaml: text)
    } catch {
      throw LessonError(error, part: part, below: opening)
    }
    guard let root else { throw .yaml(part: part, problem: "it is empty", at: opening) }
    self = try YAMLValue(key: "", node: root, opening: opening).map("keys with values", part: part, allowed: allowed)
  }

  fileprivate init(_ mapping: Node.Mapping, part: String, allowed: [String]?, at value: YAMLValue) throws(LessonError) {
    var entries: [(key: String, value: YAMLValue)] = []
    for (key, node) in mapping {
      let keyLocation = YAMLValue(key: "", node: key, opening: value.opening).location
      guard let name = key.scalar?.string else {
        throw .yaml(part: part, problem: "a key is no word", at: keyLocation)
      }
      if let allowed, !allowed.contains(name) { throw .unknownKey(name, part: part, allowed: allowed, at: keyLocation) }
      entries.append((name, YAMLValue(key: name, node: node, opening: value.opening)))
    }
    self.entries = entries
    self.part = part
    self.location = value.location
  }

  subscript(key: String) -> YAMLValue? {
    entries.first { $0.key == key }?.value
  }

  func required(_ key: String) throws(LessonError) -> YAMLValue {
    guard let value = self[key] else { throw .missingKey(key, part: part, at: location) }
    return value
  }
}

/// A value of a mapping or an element of a list. Scalars are read as they were written: `1611.02163` is no number here.
struct YAMLValue {
  let key: String
  let node: Node
  /// The line above the first line of the YAML text.
  let opening: SourceLocation

  var location: SourceLocation {
    SourceLocation(file: opening.file, line: opening.line + (node.mark?.line ?? 0))
  }

  func text() throws(LessonError) -> String {
    guard let text = node.scalar?.string, !text.allSatisfy(\.isWhitespace) else { throw wrong("text") }
    return text
  }

  func integer(_ expected: String, in range: ClosedRange<Int>) throws(LessonError) -> Int {
    let digits = node.scalar?.string.filter { $0 != "_" }
    guard let value = digits.flatMap({ Int($0) }), range.contains(value) else { throw wrong(expected) }
    return value
  }

  func number(_ expected: String, atLeast least: Double = -.infinity) throws(LessonError) -> Double {
    let digits = node.scalar?.string.filter { $0 != "_" }
    guard let value = digits.flatMap({ Double($0) }), value.isFinite, value >= least else { throw wrong(expected) }
    return value
  }

  func flag() throws(LessonError) -> Bool {
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default: throw wrong("true or false")
    }
  }

  func list(_ expected: String) throws(LessonError) -> [YAMLValue] {
    guard let sequence = node.sequence else { throw wrong(expected) }
    return sequence.map { YAMLValue(key: key, node: $0, opening: opening) }
  }

  func map(_ expected: String, part: String, allowed: [String]?) throws(LessonError) -> YAMLMap {
    guard let mapping = node.mapping else {
      throw key.isEmpty ? .yaml(part: part, problem: "it should be \(expected)", at: location) : wrong(expected)
    }
    return try YAMLMap(mapping, part: part, allowed: allowed, at: self)
  }

  private func wrong(_ expected: String) -> LessonError {
    .wrongValue(key: key, found: found, expected: expected, at: location)
  }

  private var found: String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "empty" : "'\(scalar.string)'"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}

extension LessonError {
  fileprivate init(_ error: any Error, part: String, below opening: SourceLocation) {
    func place(_ mark: Mark) -> SourceLocation { SourceLocation(file: opening.file, line: opening.line + mark.line) }
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      self = .yaml(part: part, problem: problem, at: place(mark))
    case .duplicatedKeysInMapping(let keys, let context):
      self = .yaml(part: part, problem: "a key stands twice: \(keys.sorted().joined(separator: ", "))", at: place(context.mark))
    default:
      self = .yaml(part: part, problem: "\(error)", at: opening)
    }
  }
}
