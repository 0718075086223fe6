// What a cell gets with `import GANs`: the mathematics, and the notebook's face.
@_exported import Adversarial
@_exported import Datasets
@_exported import Figures
@_exported import Networks
@_exported import Tensors

// The functions of tensors, for plain numbers too.
@_exported import func Glibc.cos
@_exported import func Glibc.exp
@_exported import func Glibc.log
@_exported import func Glibc.pow
@_exported import func Glibc.sin
@_exported import func Glibc.sqrt
@_exported import func Glibc.tanh
