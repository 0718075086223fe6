@_spi(Reflection) import Swift

/// The fields of a module that hold parameters, found once for each type by the standard library's field reflection.
struct ModuleField<Root> {
  let visit: (inout Root, inout ParameterVisitor) -> Void
}

enum ModuleFields {
  /// `.ignoreUnknown`, spelt by its value: the library declares it as a variable, which Swift 6 refuses to read.
  private static let ignoringUnknown = _EachFieldOptions(rawValue: 1 << 1)
  nonisolated(unsafe) private static var known: [ObjectIdentifier: Any] = [:]

  static func of<Root: Module>(_ type: Root.Type) -> [ModuleField<Root>] {
    let key = ObjectIdentifier(type)
    if let fields = known[key] as? [ModuleField<Root>] { return fields }
    var fields: [ModuleField<Root>] = []
    let isComplete = _forEachFieldWithKeyPath(of: Root.self, options: ignoringUnknown) { name, path in
      let name = String(cString: name)
      func append<Value: Module>(_: Value.Type) {
        guard let path = path as? WritableKeyPath<Root, Value> else { return }
        fields.append(ModuleField { root, visitor in visitor.visit(&root[keyPath: path], named: name) })
      }
      if let value = Swift.type(of: path).valueType as? any Module.Type { append(value) }
      return true
    }
    require(isComplete, "Module: the fields of \(type) cannot be found; write visitParameters(_:) for it")
    known[key] = fields
    return fields
  }
}
