import Networks
import Tensors

/// The operations by the names of their cases. Where the case squares a result, so that a second order exists, it is squared here.
let operationSubjects: [String: Subject] = elementwiseSubjects.merging(reductionSubjects) { $1 }.merging(shapeSubjects) { $1 }
  .merging(productSubjects) { $1 }.merging(imageSubjects) { $1 }

private let elementwiseSubjects: [String: Subject] = [
  "exp": { exp($1[0]) }, "log": { log($1[0]) }, "tanh": { tanh($1[0]) }, "sigmoid": { sigmoid($1[0]) }, "softplus": { softplus($1[0]) },
  "logSigmoid": { logSigmoid($1[0]) }, "relu": { relu($1[0]) }, "leakyReLU": { leakyReLU($1[0], 0.2) }, "elu": { elu($1[0]) },
  "gelu": { gelu($1[0]) }, "abs": { abs($1[0]) }, "square": { square($1[0]) }, "sin": { sin($1[0]) }, "cos": { cos($1[0]) },
  "sqrt": { sqrt($1[0]) }, "pow": { pow($1[0], 1.7) }, "reciprocal": { 1 / $1[0] }, "clamp": { clamp($1[0], -1.05, 0.95) },
  "add": { $1[0] + $1[1] }, "subtract": { $1[0] - $1[1] }, "multiply": { $1[0] * $1[1] }, "divide": { $1[0] / $1[1] },
  "maximum": { max($1[0], $1[1]) }, "minimum": { min($1[0], $1[1]) },
]

private let reductionSubjects: [String: Subject] = [
  "sum": { $1[0].sum(axes: $0.list("axes")) },
  "mean": { $1[0].mean(axes: $0.list("axes")) },
  "variance": { $1[0].variance(axes: $0.list("axes")) },
  "max": { $1[0].max(axes: $0.list("axes")) },
  "min": { $1[0].min(axes: $0.list("axes")) },
  "logSumExp": { logSumExp($1[0], axes: $0.list("axes")) },
  "softmax": { softmax($1[0], axis: $0.integer("axis", 0)) },
  "logSoftmax": { logSoftmax($1[0], axis: $0.integer("axis", 0)) },
  "cumulativeSum": { $1[0].cumulativeSum(axis: $0.integer("axis", 0)) },
]

private let shapeSubjects: [String: Subject] = [
  "permuted": { square($1[0].permuted([2, 0, 1])) },
  "sliced": { square($1[0].sliced(axis: 1, $0.integer("from", 0)..<$0.integer("to", 0))) },
  "flipped": { square($1[0].flipped(axes: [1])) },
  "gathered": { square($1[0].gathered($0.list("rows"), axis: 1)) },
  "concatenate": { square(concatenate($1, axis: 1)) },
  "stack": { square(stack($1, axis: 1)) },
  "padded": { square($1[0].padded([(0, 0), (0, 1), (1, 2)])) },
]

private let productSubjects: [String: Subject] = [
  "matmul": { matmul($1[0], $1[1]) },
  "dense": { dense($1, .leakyReLU(0.2)) },
  "dense tanh": { dense($1, .tanh) },
  "conv2d": { known, inputs in
    conv2d(
      inputs[0], inputs[1], bias: inputs[2], stride: known.integer("stride", 1), padding: known.integer("padding", 0),
      dilation: known.integer("dilation", 1), groups: known.integer("groups", 1))
  },
  "conv2dTransposed": { known, inputs in
    conv2dTransposed(
      inputs[0], inputs[1], bias: inputs[2], stride: known.integer("stride", 1), padding: known.integer("padding", 0),
      outputPadding: known.integer("outputPadding", 0), dilation: known.integer("dilation", 1), groups: known.integer("groups", 1))
  },
  "conv1d": { known, inputs in
    conv1d(
      inputs[0], inputs[1], bias: inputs[2], stride: known.integer("stride", 1), padding: known.integer("padding", 0),
      dilation: known.integer("dilation", 1))
  },
]

private let imageSubjects: [String: Subject] = [
  "maxPool2d": {
    square(maxPool2d($1[0], kernel: $0.integer("kernel", 1), stride: $0.integer("stride", 1), padding: $0.integer("padding", 0)))
  },
  "averagePool2d": {
    square(averagePool2d($1[0], kernel: $0.integer("kernel", 1), stride: $0.integer("stride", 1), padding: $0.integer("padding", 0)))
  },
  "upsampleNearest": { square(upsampleNearest($1[0], by: 2)) },
  "resizeBilinear": { square(resizeBilinear($1[0], height: $0.integer("height", 1), width: $0.integer("width", 1))) },
  "paddedByReflection": { square($1[0].paddedByReflection(2)) },
  "pixelShuffle": { square(pixelShuffle($1[0], by: 2)) },
]

private func dense(_ inputs: [Tensor], _ activation: Activation) -> Tensor {
  var layer = Dense(inputs[1].shape[0], inputs[1].shape[1], activation: activation)
  (layer.weight, layer.bias) = (inputs[1], inputs[2])
  return layer(inputs[0])
}
