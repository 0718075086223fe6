/// A value with parameters: a layer, a network, or a tensor alone.
///
/// A reader's own struct needs nothing but the name:
///
///     struct Discriminator: Module {
///       var hidden = Dense(2, 128)
///       var output = Dense(128, 1)
///       func callAsFunction(_ x: Tensor) -> Tensor { output(leakyReLU(hidden(x), 0.2)) }
///     }
///
/// Its parameters are its stored `var` properties that are tensors or modules, or arrays or optionals of them, in the order in which
/// they are declared. A `let` is a constant. A stored `var` that is a `Buffer` holds numbers that a forward pass keeps up to date
/// instead of a gradient. Modules are values: `var copy = model` is a model of its own.
public protocol Module {
  /// Calls `visitor` with each parameter and each buffer in turn. Swift's reflection finds them; write your own only for a type that it
  /// cannot look into.
  mutating func visitParameters(_ visitor: inout ParameterVisitor)
}

/// What is done with each parameter and each buffer of a module, and where in it the visit stands.
public struct ParameterVisitor {
  private let parameterBody: (inout Tensor, String) -> Void
  private let bufferBody: (inout Buffer, String) -> Void
  private var path: [String] = []

  package init(parameter: @escaping (inout Tensor, String) -> Void, buffer: @escaping (inout Buffer, String) -> Void) {
    parameterBody = parameter
    bufferBody = buffer
  }

  /// Visits one parameter.
  public func visit(_ parameter: inout Tensor) { parameterBody(&parameter, path.joined(separator: ".")) }

  /// Visits one buffer.
  public func visit(_ buffer: inout Buffer) { bufferBody(&buffer, path.joined(separator: ".")) }

  /// Visits a module that is stored under `name`.
  public mutating func visit<M: Module>(_ module: inout M, named name: String) {
    path.append(name)
    module.visitParameters(&self)
    path.removeLast()
  }
}

extension Module {
  public mutating func visitParameters(_ visitor: inout ParameterVisitor) {
    for field in ModuleFields.of(Self.self) { field.visit(&self, &visitor) }
  }

  /// Calls `body` with each parameter and its path, such as `layers.0.weight`, and lets it change the parameter.
  package mutating func forEachParameter(_ body: (inout Tensor, String) -> Void) {
    forEach(parameter: body, buffer: { _, _ in })
  }

  /// Calls `parameter` with each parameter and `buffer` with each buffer, both with their paths.
  package mutating func forEach(parameter: (inout Tensor, String) -> Void, buffer: (inout Buffer, String) -> Void) {
    withoutActuallyEscaping(parameter) { parameter in
      withoutActuallyEscaping(buffer) { buffer in
        var visitor = ParameterVisitor(parameter: parameter, buffer: buffer)
        visitParameters(&visitor)
      }
    }
  }

  /// The parameters in order.
  public var parameters: [Tensor] {
    var copy = self
    var result: [Tensor] = []
    copy.forEachParameter { parameter, _ in result.append(parameter) }
    return result
  }

  /// The parameters with their paths, such as `layers.0.weight`.
  public var namedParameters: [(name: String, value: Tensor)] {
    var copy = self
    var result: [(name: String, value: Tensor)] = []
    copy.forEachParameter { parameter, name in result.append((name, parameter)) }
    return result
  }
}

/// How many numbers the parameters of a model have together.
public func parameterCount<M: Module>(of model: M) -> Int {
  model.parameters.reduce(0) { $0 + $1.count }
}

extension Tensor: Module {
  public mutating func visitParameters(_ visitor: inout ParameterVisitor) { visitor.visit(&self) }
}

extension Array: Module where Element: Module {
  public mutating func visitParameters(_ visitor: inout ParameterVisitor) {
    for index in indices { visitor.visit(&self[index], named: String(index)) }
  }
}

extension Optional: Module where Wrapped: Module {
  public mutating func visitParameters(_ visitor: inout ParameterVisitor) {
    guard var wrapped = self else { return }
    self = nil
    wrapped.visitParameters(&visitor)
    self = wrapped
  }
}
