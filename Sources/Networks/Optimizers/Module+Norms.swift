import Tensors

/// The Euclidean norm of all parameters of a gradient together, or of a model.
///
///     sqrt(sum over all parameters of their squares)
///
/// Summed in Double, so that a gradient whose numbers fit into a Float has a finite norm.
public func globalNorm<Model: Module>(of gradient: Model) -> Double {
  gradient.parameters.reduce(0) { $0 + $1.sumOfSquares }.squareRoot()
}

/// The Euclidean norm of each layer's parameters, in the model's order.
///
/// A layer is what holds tensors: the norm of `hidden` is that of `hidden.weight` and `hidden.bias` together. A tensor that lies in the model itself is a
/// layer of its own.
///
///     for (layer, norm) in layerNorms(of: gradient) { print(layer, norm) }
public func layerNorms<Model: Module>(of gradient: Model) -> [(layer: String, norm: Double)] {
  var result: [(layer: String, norm: Double)] = []
  var places: [String: Int] = [:]
  for (name, parameter) in gradient.namedParameters {
    let layer = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    let place = places[layer] ?? result.count
    if place == result.count {
      places[layer] = place
      result.append((layer, 0))
    }
    result[place].norm += parameter.sumOfSquares
  }
  return result.map { ($0.layer, $0.norm.squareRoot()) }
}
