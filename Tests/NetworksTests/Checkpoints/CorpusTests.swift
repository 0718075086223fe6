import Foundation
import Networks
import Tensors
import Testing

private struct Tiny: Module {
  var weight = Tensor([1, 2])
  var mean = Buffer(Tensor(3))
}

/// What the fuzzer begins with and what it found: see `Tests/Fuzz/SafetensorsFuzzer.swift`. Python's safetensors wrote one of them.
@Suite("The fuzzer's corpus of safetensors files")
struct CorpusTests {
  static let files: [URL] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fuzz/Corpora/safetensors")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appendingPathComponent($0) }
  }()

  @Test("the corpus is there, and what Python wrote loads") func present() throws {
    #expect(Self.files.count >= 3)
    let python = try #require(Self.files.first { $0.lastPathComponent == "seed-python" })
    var model = Tiny()
    #expect(try load(python.path, into: &model).metadata == ["k": "v"])
    #expect(model.weight.doubles == [1, 2])
  }

  @Test("every file, and every file cut off or changed anywhere, loads finite numbers or is refused", arguments: files)
  func replay(file: URL) throws {
    let scratch = try Scratch()
    let bytes = Array(try Data(contentsOf: file))
    try attempt(bytes, scratch)
    for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 100)) {
      var changed = bytes
      changed[place] = UInt8(truncatingIfNeeded: place &* 37)
      for candidate in [Array(bytes[..<place]), changed] { try attempt(candidate, scratch) }
    }
  }

  /// As it is, and with a length that fits its header.
  private func attempt(_ bytes: [UInt8], _ scratch: Scratch) throws {
    try read(bytes, scratch)
    if let end = bytes.lastIndex(of: UInt8(ascii: "}")), end > 8 { try read(littleEndian(UInt64(end - 7)) + bytes[8...], scratch) }
  }

  private func read(_ bytes: [UInt8], _ scratch: Scratch) throws {
    let path = try scratch.write(bytes)
    do throws(CheckpointError) {
      var model = Tiny()
      try load(path, into: &model)
      #expect(model.weight.isFinite)
    } catch {
      #expect(error.description.hasPrefix(path))
    }
    do throws(CheckpointError) {
      let checkpoint = try Checkpoint(contentsOf: path)
      var model = Tiny()
      var (adam, average) = (Adam(for: model, isAMSGrad: true), ExponentialMovingAverage(of: model, decay: 0.5))
      try checkpoint.restore(&adam, from: "adam")
      adam.update(&model, along: Tiny())
      try checkpoint.restore(&average, from: "average")
      average.update(with: model)
    } catch {
      #expect(error.description.hasPrefix(path))
    }
  }
}
