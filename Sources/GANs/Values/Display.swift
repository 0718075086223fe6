import Figures
import NotebookProtocol

/// Shows the value of a cell's last expression; the notebook calls it, and a reader may.
///
/// Tensors come with their shape and models with their parameters; long values are elided and say so. Figures and animations are drawn.
public func display<Value>(_ value: Value) {
  if let figure = value as? Figure { return plot(figure) }
  if let animation = value as? Animation { return plot(animation) }
  say(.value(ShownValue(text: ValueText.text(of: value), type: String(describing: Value.self))))
}

/// Nothing is shown for an expression without a value.
public func display(_ nothing: Void) {}

/// Lists variables with their types and values in one line each; the notebook asks for it at `:vars`.
public func describe(variables: [(name: String, value: Any)]) {
  say(
    .variables(
      variables.map { name, value in
        VariableDescription(name: name, type: String(describing: type(of: value)), text: ValueText.line(of: value))
      }))
}
