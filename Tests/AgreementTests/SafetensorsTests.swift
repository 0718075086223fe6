import Foundation
import Networks
import Tensors
import Testing

/// A model whose tensors are those of the files that `Tests/Interop/safetensors_files.py` writes.
private struct Held: Module {
  var float = Tensor(zeros: [3, 4])
  var extremes = Tensor(zeros: [5])
  var half = Tensor(zeros: [8])
  var brainFloat = Tensor(zeros: [5])
  var double = Tensor(zeros: [2, 3], dtype: .double)
  var scalar = Tensor(0)
  var empty = Tensor(zeros: [0, 3])
  var buffer = Buffer(Tensor(zeros: [4]))
}

@Suite("Files of Python's safetensors")
struct SafetensorsTests {
  @Test("a file that Python wrote holds what Python says it holds")
  func committedFile() throws {
    let url = try #require(Bundle.module.url(forResource: "python", withExtension: "safetensors", subdirectory: "Resources"))
    var held = Held()
    let report = try load(url.path, into: &held)
    #expect(report.metadata == ["seed": "1", "text": "line\n\"quoted\" \\ \u{fc} \u{1F600}"])
    #expect(held.float[0].values == [0.6613521575927734, 0.266924113035202, 0.06167725846171379, 0.6213173270225525])
    #expect(held.extremes.values.map(\.bitPattern) == [0, 0x8000_0000, 1, 0x8080_0000, 0x7F7F_FFFF])
    #expect(held.half.values == [-0.195556640625, -0.9658203125, 0.42236328125, 0.267333984375, 0x1p-24, -0x1p-14, 65504, 0x1p-15])
    #expect(held.brainFloat.values == [-0.421875, -0.51171875, -1.5703125, -0.123046875, 3.59375])
    #expect(held.double.doubles.last == 0.45966943105061847)
    #expect(held.scalar.scalar == 2.528557300567627)
    #expect(held.buffer.value.values[1] == -0.988007128238678)
  }

  @Test("what was read from Python is written back for Python to compare")
  func roundTrip() throws {
    let committed = try #require(Bundle.module.url(forResource: "python", withExtension: "safetensors", subdirectory: "Resources"))
    let environment = ProcessInfo.processInfo.environment
    let folder = environment["GANBOOK_INTEROP_FOLDER"].map { URL(fileURLWithPath: $0) }
    let source = folder?.appendingPathComponent("python.safetensors") ?? committed
    let target =
      folder?.appendingPathComponent("ganbook.safetensors")
      ?? FileManager.default.temporaryDirectory.appendingPathComponent("ganbook-\(UUID().uuidString).safetensors")
    defer { if folder == nil { try? FileManager.default.removeItem(at: target) } }
    var held = Held()
    let report = try load(source.path, into: &held)
    try save(held, to: target.path, metadata: report.metadata)
    var again = Held()
    #expect(try load(target.path, into: &again).metadata == report.metadata)
    #expect(again.parameters.map(\.doubles) == held.parameters.map(\.doubles))
    #expect(again.buffer.value.values == held.buffer.value.values)
  }
}
