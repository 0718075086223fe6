import Foundation
import Networks
import Tensors
import Testing

private struct Tiny: Module {
  var weight = Tensor([1, 2])
  var mean = Buffer(Tensor(3))
}

@Suite("Damaged files")
struct MutationTests {
  private func restoreAll(_ path: String) throws(CheckpointError) {
    let checkpoint = try Checkpoint(contentsOf: path)
    var (model, generator) = (Tiny(), RandomGenerator(seed: 0))
    var (adam, average) = (Adam(for: model, isAMSGrad: true), ExponentialMovingAverage(of: model, decay: 0.5))
    try checkpoint.restore(&model, from: "model")
    try checkpoint.restore(&adam, from: "adam")
    try checkpoint.restore(&average, from: "average")
    try checkpoint.restore(&generator, from: "generator")
    // What was restored must be fit for use.
    adam.update(&model, along: Tiny())
    average.update(with: model)
    _ = generator.next()
  }

  private func checkpoint() -> Checkpoint {
    var checkpoint = Checkpoint(step: 3, metadata: ["note": "n"])
    var (model, generator) = (Tiny(), RandomGenerator(seed: 5))
    var (adam, average) = (Adam(for: model, weightDecay: .l2(0.1), isAMSGrad: true), ExponentialMovingAverage(of: model, decay: 0.5))
    adam.update(&model, along: Tiny())
    average.update(with: model)
    _ = generator.next()
    checkpoint.store(model, as: "model")
    checkpoint.store(adam, as: "adam")
    checkpoint.store(average, as: "average")
    checkpoint.store(generator, as: "generator")
    return checkpoint
  }

  /// Writes damaged bytes and tries them; whether they were accepted.
  private func isAccepted(_ bytes: [UInt8], _ scratch: Scratch, _ attempt: (String) throws(CheckpointError) -> Void) throws -> Bool {
    let path = try scratch.write(bytes)
    do throws(CheckpointError) {
      try attempt(path)
      return true
    } catch {
      #expect(error.description.hasPrefix(path) && error.description.count < 3_000)
      return false
    }
  }

  @Test("a checkpoint that is cut off anywhere is refused, and so is one with a byte more")
  func truncations() throws {
    let scratch = try Scratch()
    try checkpoint().write(to: scratch.path("good"))
    let good = scratch.bytes("good")
    #expect(try isAccepted(good, scratch, restoreAll))
    for length in good.indices { #expect(try !isAccepted(Array(good[..<length]), scratch, restoreAll)) }
    #expect(try !isAccepted(good + [0], scratch, restoreAll))
  }

  @Test("a checkpoint with any byte changed loads or is refused, and never traps", arguments: [0x01, 0x10, 0x80])
  func flips(mask: UInt8) throws {
    let scratch = try Scratch()
    try checkpoint().write(to: scratch.path("good"))
    let good = scratch.bytes("good")
    var accepted = 0
    for index in good.indices {
      var bad = good
      bad[index] ^= mask
      if try isAccepted(bad, scratch, restoreAll) { accepted += 1 }
    }
    // Numbers may change unseen; most of the file is header, and there a change is mostly seen.
    #expect(accepted < good.count / 2)
  }

  @Test("a model with any byte changed or cut off loads or is refused")
  func models() throws {
    let scratch = try Scratch()
    try save(Tiny(), to: scratch.path("good"), metadata: ["a": "b"])
    let good = scratch.bytes("good")
    func attempt(_ path: String) throws(CheckpointError) {
      var model = Tiny()
      try load(path, into: &model)
    }
    for length in good.indices { #expect(try !isAccepted(Array(good[..<length]), scratch, attempt)) }
    for index in good.indices {
      for value in [0, 1, 0x22, 0x30, 0x39, 0x5B, 0x5C, 0x7B, 0x7F, 0x80, 0xC3, 0xFF] as [UInt8] {
        var bad = good
        bad[index] = value
        _ = try isAccepted(bad, scratch, attempt)
      }
    }
  }

  @Test("random texts in a header's place are refused", arguments: 0..<8)
  func randomHeaders(seed: UInt64) throws {
    let scratch = try Scratch()
    var generator = RandomGenerator(seed: seed)
    let tokens = [
      "{", "}", "[", "]", ":", ",", "\"a\"", "\"dtype\"", "\"F32\"", "\"shape\"", "\"data_offsets\"", "0", "-1", "4", "1e9", "\"\\u",
      "null", " ",
    ]
    for _ in 0..<300 {
      let header = "{" + (0..<Int.random(in: 1..<40, using: &generator)).map { _ in tokens.randomElement(using: &generator)! }.joined()
      let bytes = littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + [0, 0, 0, 0]
      func attempt(_ path: String) throws(CheckpointError) {
        var model = Tiny()
        try load(path, into: &model)
      }
      #expect(try !isAccepted(bytes, scratch, attempt))
    }
  }

  @Test("a huge hostile header of tiny values costs memory in proportion to the file")
  func memory() async {
    await #expect(processExitsWith: .success) {
      let scratch = try Scratch()
      let members = (0..<200_000).map { "\"\($0)\":[[],[],{},{},0,0]" }.joined(separator: ",")
      let path = try scratch.write(header: "{\(members)}")
      var model = Tiny()
      let isRefused = (try? load(path, into: &model)) == nil
      var usage = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      // 5 MB of header.
      exit(isRefused && usage.ru_maxrss < 600_000 ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }
}
