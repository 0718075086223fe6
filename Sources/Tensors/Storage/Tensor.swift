/// An array of numbers with any number of axes.
///
/// A tensor is a value: it is copied when it is assigned, cheaply, and changing one copy leaves the others alone. Its
/// numbers lie contiguously, the last axis fastest. The engine is used from one thread at a time; it splits large
/// operations among threads of its own.
public struct Tensor {
  /// The length of each axis; empty for a single number.
  public internal(set) var shape: [Int]
  package var storage: Storage
  /// The place of this tensor in the trace of the innermost differentiation it takes part in.
  var node: Node?

  package init(storage: Storage, shape: [Int]) {
    self.storage = storage
    self.shape = shape
  }

  /// Room for numbers that the caller writes before anyone reads them.
  package init(uninitialized shape: [Int], dtype: DType = .float) {
    self.init(storage: Storage(count: shape.product, dtype: dtype), shape: shape)
  }

  /// How many axes there are.
  public var rank: Int { shape.count }

  /// How many numbers there are.
  public var count: Int { storage.count }

  /// The precision of the numbers.
  public var dtype: DType { storage.dtype }
}

extension [Int] {
  var product: Int {
    var result = 1
    for length in self { result *= length }
    return result
  }
}
