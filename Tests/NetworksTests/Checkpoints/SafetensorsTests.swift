import Networks
import Tensors
import Testing

private struct Small: Module {
  var weight = Tensor([[1, 2, 3]])
  var precise = Tensor([0.1], dtype: .double)
  var empty = Tensor(zeros: [0, 4])
  var scalar = Tensor(-7)
  var parts = [Tensor([5])]
}

@Suite("Models as safetensors files")
struct SafetensorsTests {
  @Test("the bytes are the format's: length, JSON, spaces up to a multiple of eight, the numbers with the longer first")
  func bytes() throws {
    let scratch = try Scratch()
    try save(Small(), to: scratch.path("small"), metadata: ["note": "a \"quoted\"\n line, \u{1} and ü"])
    let header =
      #"{"__metadata__":{"note":"a \"quoted\"\u000a line, \u0001 and ü"},"#
      + #""precise":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"weight":{"dtype":"F32","shape":[1,3],"data_offsets":[8,20]},"#
      + #""empty":{"dtype":"F32","shape":[0,4],"data_offsets":[20,20]},"scalar":{"dtype":"F32","shape":[],"data_offsets":[20,24]},"#
      + #""parts.0":{"dtype":"F32","shape":[1],"data_offsets":[24,28]}}"#
    let padded = Array(header.utf8) + Array(repeating: UInt8(ascii: " "), count: (8 - header.utf8.count % 8) % 8)
    let numbers = littleEndian(0.1.bitPattern) + [1, 2, 3, -7, 5].flatMap { littleEndian(Float($0).bitPattern) }
    #expect(scratch.bytes("small") == littleEndian(UInt64(padded.count)) + padded + numbers)
    #expect(scratch.names == ["small"])
  }

  @Test("what is saved comes back to the bit, with its metadata")
  func roundTrip() throws {
    let scratch = try Scratch()
    let model = withSeed(1) { MLP(3, 17, 2) }
    try save(model, to: scratch.path("model"), metadata: ["lesson": "04"])
    var other = withSeed(2) { MLP(3, 17, 2) }
    let report = try load(scratch.path("model"), into: &other)
    #expect(other.parameters == model.parameters && report.nonFinite.isEmpty && report.metadata == ["lesson": "04"])
    var small = Small()
    small.forEachParameter { tensor, _ in tensor = tensor * 0 }
    try save(Small(), to: scratch.path("small"))
    try load(scratch.path("small"), into: &small)
    #expect(small.parameters == Small().parameters)
    var tensor = Tensor(zeros: [2])
    try save(Tensor([1, 2]), to: scratch.path("tensor"))
    try load(scratch.path("tensor"), into: &tensor)
    #expect(tensor == Tensor([1, 2]))
  }

  @Test("the other writers' order, spaces and escapes are read: a header in another order, tensors and members shuffled")
  func foreignFile() throws {
    let scratch = try Scratch()
    let header =
      #"{ "parts.0" : {"data_offsets":[24,28],"shape":[1],"dtype":"F32"},"scal\u0061r":{"dtype":"F32","shape":[],"data_offsets":[20,24]},"#
      + "\n\t" + #""precise":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"empty":{"dtype":"F32","shape":[0,4],"data_offsets":[8,8]},"#
      + #""weight":{"dtype":"F32","shape":[1,3],"data_offsets":[8,20]},"__metadata__":{"clef":"\ud834\udd1e","format":"pt"}}   "#
    let numbers = littleEndian(0.1.bitPattern) + [1, 2, 3, -7, 5].flatMap { littleEndian(Float($0).bitPattern) }
    var model = Small()
    model.forEachParameter { tensor, _ in tensor = tensor * 0 }
    let report = try load(try scratch.write(header: header, data: numbers), into: &model)
    #expect(model.parameters == Small().parameters)
    #expect(report.metadata == ["clef": "\u{1D11E}", "format": "pt"])
  }

  @Test("halves are widened exactly, every one of them, and doubles rounded to the model's Floats")
  func precisions() throws {
    let scratch = try Scratch()
    let all = (0...UInt16.max).filter { $0 >> 10 & 0x1F != 31 }
    let data = all.flatMap { littleEndian($0) }
    let header = #"{"tensor":{"dtype":"F16","shape":[\#(all.count)],"data_offsets":[0,\#(data.count)]}}"#
    var tensor = Tensor(zeros: [all.count])
    try load(try scratch.write(header: header, data: data), into: &tensor)
    #expect(zip(tensor.values, all).allSatisfy { $0.bitPattern == Float(Float16(bitPattern: $1)).bitPattern })
    let brain = header.replacing("F16", with: "BF16")
    try load(try scratch.write(header: brain, data: data), into: &tensor, nonFinite: .accept)
    #expect(zip(tensor.values, all).allSatisfy { $0.bitPattern == UInt32($1) << 16 })
    var number = Tensor(0)
    let double = #"{"tensor":{"dtype":"F64","shape":[],"data_offsets":[0,8]}}"#
    try load(try scratch.write(header: double, data: littleEndian(0.1.bitPattern)), into: &number)
    #expect(number.dtype == .float && number.values == [0.1])
  }

  @Test("a half that is infinite or NaN stays so, and is refused unless it is asked for")
  func halfInfinity() throws {
    let scratch = try Scratch()
    let header = #"{"tensor":{"dtype":"F16","shape":[3],"data_offsets":[0,6]}}"#
    let path = try scratch.write(
      header: header, data: littleEndian(UInt16(0x7C00)) + littleEndian(UInt16(0xFC00)) + littleEndian(UInt16(0x7E01)))
    var tensor = Tensor(zeros: [3])
    #expect(throws: CheckpointError.nonFinite(path: path, tensors: ["tensor"], isWriting: false)) { try load(path, into: &tensor) }
    #expect(tensor == Tensor(zeros: [3]))
    #expect(try load(path, into: &tensor, nonFinite: .accept).nonFinite == ["tensor"])
    #expect(tensor.values[0] == .infinity && tensor.values[1] == -.infinity && tensor.values[2].isNaN)
  }

  @Test("NaN in a model is refused when it is saved, and the file before it is kept; with .accept it is saved and reported")
  func notFinite() throws {
    let scratch = try Scratch()
    let path = scratch.path("model")
    try save(Tensor([1]), to: path)
    let before = scratch.bytes("model")
    #expect(throws: CheckpointError.nonFinite(path: path, tensors: ["tensor"], isWriting: true)) {
      try save(Tensor([Double.nan]), to: path)
    }
    #expect(scratch.bytes("model") == before)
    try save(Tensor([Double.infinity]), to: path, nonFinite: .accept)
    var tensor = Tensor([0])
    #expect(try load(path, into: &tensor, nonFinite: .accept).nonFinite == ["tensor"])
    #expect(tensor.values == [.infinity])
  }

  @Test("another model is refused with what is missing, what is unexpected and what has another shape, and the model is left alone")
  func mismatch() throws {
    let scratch = try Scratch()
    let path = scratch.path("model")
    try save(MLP(2, 4, 8, 1), to: path)
    var model = Small()
    let difference = ModelDifference(
      missing: ["weight", "precise", "empty", "scalar", "parts.0"],
      unexpected: ["layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias", "layers.2.weight", "layers.2.bias"])
    #expect(throws: CheckpointError.mismatch(path: path, difference: difference)) { try load(path, into: &model) }
    var wider = MLP(2, 5, 1)
    let wanted = wider.parameters
    let error = #expect(throws: CheckpointError.self) { try load(path, into: &wider) }
    #expect(wider.parameters == wanted)
    #expect(
      "\(try #require(error))" == "\(path) holds another model: it has layers.2.weight, layers.2.bias, which the model has not; "
        + "layers.0.weight ([2, 4] in the file, [2, 5] in the model), layers.0.bias ([4] in the file, [5] in the model), "
        + "layers.1.weight ([4, 8] in the file, [5, 1] in the model), layers.1.bias ([8] in the file, [1] in the model) differ in shape. "
        + "Make the model with the settings it was saved with, or load another file.")
  }
}
