// What a cell gets with `import GANs`: the mathematics, and the notebook's face.
@_exported import Adversarial
@_exported import Datasets
@_exported import Figures
@_exported import Networks
@_exported import Tensors
