import Tensors

extension Module {
  /// Calls `body` with all that a model has learnt, its parameters and the numbers of its buffers, each with its path, and lets it change them.
  mutating func forEachTensor(_ body: (inout Tensor, String) -> Void) {
    forEach(
      parameter: body,
      buffer: { buffer, name in
        var value = buffer.value
        body(&value, name)
        buffer.value = value
      })
  }

  /// All that a model has learnt, parameters and buffers, with their paths.
  var namedTensors: [(name: String, value: Tensor)] {
    var copy = self
    var result: [(name: String, value: Tensor)] = []
    copy.forEachTensor { tensor, name in result.append((name, tensor)) }
    return result
  }
}
