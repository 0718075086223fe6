import Glibc
import Networks
import Tensors

private struct Tiny: Module {
  var weight = Tensor([1, 2])
  var mean = Buffer(Tensor(3))
}

private let path = "/dev/shm/ganbook-fuzz-\(getpid()).safetensors"

// A file of a model or a checkpoint, as it comes in and once more with a length that fits its header. It loads or is refused, and what was
// loaded is fit for use.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSafetensors(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  read(input)
  if let end = input.lastIndex(of: UInt8(ascii: "}")), end > 8 {
    read(withUnsafeBytes(of: UInt64(end - 7).littleEndian) { Array($0) } + input[8...])
  }
  return 0
}

private func read(_ bytes: [UInt8]) {
  guard let file = fopen(path, "wb") else { fatalError("\(path) cannot be written") }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
  attempt { () throws(CheckpointError) in
    var model = Tiny()
    try load(path, into: &model)
    precondition(model.weight.doubles.allSatisfy(\.isFinite), "numbers that are not finite are refused")
  }
  attempt { () throws(CheckpointError) in
    let checkpoint = try Checkpoint(contentsOf: path)
    attempt { () throws(CheckpointError) in try use(checkpoint) }
    for name in checkpoint.names {
      attempt { () throws(CheckpointError) in
        var model = Tiny()
        try checkpoint.restore(&model, from: name)
      }
      attempt { () throws(CheckpointError) in
        var generator = RandomGenerator(seed: 0)
        try checkpoint.restore(&generator, from: name)
        _ = generator.next()
      }
    }
  }
}

private func use(_ checkpoint: Checkpoint) throws(CheckpointError) {
  var model = Tiny()
  var (adam, average) = (Adam(for: model, isAMSGrad: true), ExponentialMovingAverage(of: model, decay: 0.5))
  try checkpoint.restore(&adam, from: "adam")
  adam.update(&model, along: Tiny())
  try checkpoint.restore(&average, from: "average")
  average.update(with: model)
}

private func attempt(_ body: () throws(CheckpointError) -> Void) {
  do throws(CheckpointError) { try body() } catch { precondition(!error.description.isEmpty, "an error says something") }
}
