import Networks
import Tensors

let optimizerNames: Set = ["SGD", "RMSProp", "Adam"]

/// The optimiser of a case, for a tensor alone.
func makeOptimizer(_ known: Case, for parameter: Tensor) -> (any Optimizer)? {
  switch known.name {
  case "SGD":
    SGD(for: parameter, learningRate: 0.05, momentum: known.number("momentum", 0), isNesterov: known.integer("nesterov", 0) == 1)
  case "RMSProp":
    RMSProp(
      for: parameter, learningRate: 0.05, smoothing: known.number("smoothing", 0.99), momentum: known.number("momentum", 0),
      isCentered: known.integer("centered", 0) == 1, weightDecay: .l2(known.number("penalty", 0)))
  case "Adam":
    Adam(
      for: parameter, learningRate: 0.05, beta1: known.number("beta1", 0.9), beta2: known.number("beta2", 0.999),
      weightDecay: .decoupled(known.number("weightDecay", 0)), isAMSGrad: known.integer("amsgrad", 0) == 1)
  default: nil
  }
}
