import Tensors

extension RandomGenerator: Checkpointable {
  public func record(into record: inout CheckpointRecord) {
    record.set("seed", to: seed)
    record.set("counter", to: counter)
  }

  /// Goes on with the stream where it was when it was stored, whatever this generator's seed is.
  public mutating func restore(from record: CheckpointRecord) throws(CheckpointError) {
    let seed = try record.value("seed", as: UInt64.self)
    var restored = RandomGenerator(seed: seed)
    restored.counter = UInt64(try record.count("counter"))
    self = restored
  }
}
