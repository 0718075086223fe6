import Networks
import Tensors

/// The layers by the names of their cases: the data first, then the parameters.
let layerSubjects: [String: Subject] = [
  "BatchNorm": { batchNorm($1)($1[0]) },
  "BatchNorm in evaluation": { _, inputs in
    var norm = batchNorm(inputs)
    (norm.runningMean, norm.runningVariance) = (Buffer(inputs[3]), Buffer(inputs[4]))
    return evaluating { norm(inputs[0]) }
  },
  "InstanceNorm": { _, inputs in InstanceNorm(inputs[0].shape[3])(inputs[0]) },
  "GroupNorm": { _, inputs in
    var norm = GroupNorm(inputs[0].shape[3], groups: 2)
    (norm.gain, norm.bias) = (inputs[1], inputs[2])
    return norm(inputs[0])
  },
  "LayerNorm": { _, inputs in
    var norm = LayerNorm(inputs[0].shape[1])
    (norm.gain, norm.bias) = (inputs[1], inputs[2])
    return norm(inputs[0])
  },
  "Embedding": { known, inputs in
    var layer = Embedding(inputs[0].shape[0], inputs[0].shape[1])
    layer.weight = inputs[0]
    return square(layer(known.list("labels")))
  },
  "SpectralNorm": { _, inputs in
    var layer = SpectralNorm(Dense(inputs[1].shape[0], inputs[1].shape[1]))
    (layer.layer.weight, layer.layer.bias) = (inputs[1], Tensor(zeros: [inputs[1].shape[1]], dtype: .double))
    layer.u = Buffer(inputs[2] / sqrt(square(inputs[2]).sum()))
    return layer(inputs[0])
  },
  "ModulatedConv2d": { modulated($1, upsamples: false) },
  "ModulatedConv2d upsampling": { modulated($1, upsamples: true) },
  "downsampleFiltered": { square(downsampleFiltered($1[0])) },
]

private func modulated(_ inputs: [Tensor], upsamples: Bool) -> Tensor {
  let filter = inputs[2].shape
  var layer = ModulatedConv2d(filter[upsamples ? 3 : 2], filter[upsamples ? 2 : 3], latentDimension: 2, upsamples: upsamples)
  layer.filter = inputs[2]
  return layer.convolved(inputs[0], styles: inputs[1])
}

private func batchNorm(_ inputs: [Tensor]) -> BatchNorm {
  var norm = BatchNorm(inputs[1].count)
  (norm.gain, norm.bias) = (inputs[1], inputs[2])
  return norm
}
