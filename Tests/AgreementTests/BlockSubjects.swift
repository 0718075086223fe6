import Adversarial
import Networks
import Tensors

/// Layers of several parts, and path length regularisation, by the names of their cases: the data first, then the parameters.
let blockSubjects: [String: Subject] = [
  "GRU": { _, inputs in
    var layer = GRU(inputs[1].shape[0], units: inputs[3].shape[0])
    (layer.inputWeight, layer.gateWeight, layer.candidateWeight, layer.bias) = (inputs[1], inputs[2], inputs[3], inputs[4])
    return layer(inputs[0])
  },
  "SelfAttention": { known, inputs in
    var layer = SelfAttention(
      inputs[0].shape[3], keyChannels: inputs[1].shape[1], valueChannels: inputs[3].shape[1], pools: known.integer("pools", 0) == 1,
      hasSpectralNorm: false)
    func asFilter(_ matrix: Tensor) -> Tensor { matrix.reshaped(to: [1, 1] + matrix.shape) }
    layer.query.plain!.filter = asFilter(inputs[1])
    layer.key.plain!.filter = asFilter(inputs[2])
    layer.value.plain!.filter = asFilter(inputs[3])
    layer.output.plain!.filter = asFilter(inputs[4])
    layer.gain = inputs[5]
    return layer(inputs[0])
  },
  "MinibatchStandardDeviation": { MinibatchStandardDeviation(groupSize: 2)($1[0]) },
  "PathLengthRegularizer": { known, inputs in
    let (latents, weight, more, noise) = (inputs[0], inputs[1], inputs[2], inputs[3])
    var regularizer = PathLengthRegularizer(meanLength: known.number("mean", 0))
    // The regulariser multiplies with noise of its own, which is known by its seed: dividing by it leaves the case's.
    let own = withSeed(1) { normal(shape: noise.shape) }.converted(to: .double)
    return withSeed(1) { regularizer.penalty(latents: latents) { matmul(tanh(matmul($0, weight)), more) * (noise / own) } }
  },
  "upsampledConv2d": { known, inputs in
    upsampledConv2d(inputs[0], inputs[1], bias: inputs[2], padding: known.integer("padding", 0))
  },
]
