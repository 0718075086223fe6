extension Lesson {
  /// What the `parameters` cells declare, in order.
  public var parameters: [Parameter] {
    cells.filter { $0.kind == .parameters }.flatMap { ParameterReader(cell: $0).parameters }
  }

  /// The overrides under which the lesson runs in seconds, by name.
  public var quickValues: [String: String] {
    Dictionary(frontMatter.quick.map { ($0.name, $0.value) }) { $1 }
  }

  /// The source of a cell with other values for its parameters. Lines stay where they are.
  ///
  /// - Parameter values: By name, in words, as `-p name=value` and `quick` give them.
  /// - Throws: `LessonError.unknownParameter` for a name that no cell of the lesson declares,
  ///   `LessonError.parameterValue` for a value of another kind.
  public func source(of cell: Cell, overriding values: [String: String]) throws(LessonError) -> String {
    let declared = parameters
    for name in values.keys.sorted() where !declared.contains(where: { $0.name == name }) {
      throw .unknownParameter(name, declared: declared.map(\.name), file: file)
    }
    return try source(of: cell) { parameter throws(LessonError) in
      guard let value = values[parameter.name] else { return nil }
      return try parameter.literal(for: value)
    }
  }

  /// The source of a cell with something else in the place of its parameters' initialisers.
  ///
  /// - Parameter initialiser: `nil` leaves what is written.
  package func source(of cell: Cell, initialiser: (Parameter) throws(LessonError) -> String?) throws(LessonError) -> String {
    guard cell.kind == .parameters else { return cell.source }
    var bytes = Array(cell.source.utf8)
    for parameter in ParameterReader(cell: cell).parameters.reversed() {
      guard let text = try initialiser(parameter) else { continue }
      let range = parameter.byteRange.lowerBound - cell.byteRange.lowerBound..<parameter.byteRange.upperBound - cell.byteRange.lowerBound
      bytes.replaceSubrange(range, with: text.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
