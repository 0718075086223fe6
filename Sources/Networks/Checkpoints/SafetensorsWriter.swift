import Tensors

/// Writes tensors and texts as a safetensors file.
enum SafetensorsWriter {
  /// - Precondition: Names are unique, and none is `__metadata__`.
  static func write(
    _ tensors: [(name: String, value: Tensor)], metadata: [String: String], to path: String, nonFinite: NonFiniteNumbers
  ) throws(CheckpointError) {
    if nonFinite == .refuse {
      let names = tensors.filter { !$0.value.isFinite }.map(\.name)
      if !names.isEmpty { throw .nonFinite(path: path, tensors: names, isWriting: true) }
    }
    // Doubles first: behind them, numbers of four bytes lie at multiples of four.
    let ordered = tensors.filter { $0.value.dtype == .double } + tensors.filter { $0.value.dtype == .float }
    let header = header(ordered, metadata: metadata)
    let prefix = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header
    let data = ordered.map { UnsafeRawBufferPointer(start: $0.value.storage.bytes, count: $0.value.count * $0.value.dtype.byteCount) }
    // A closure of the standard library's throws what it likes: the error is carried past it.
    let result = withExtendedLifetime(ordered) {
      prefix.withUnsafeBytes { prefix in
        Result { () throws(CheckpointError) in try AtomicFile.write([prefix] + data, to: path) }
      }
    }
    try result.get()
  }

  /// The header's JSON, with spaces up to a multiple of eight so that the numbers are aligned.
  private static func header(_ tensors: [(name: String, value: Tensor)], metadata: [String: String]) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key < $1.key }.map { "\($0.key.asJSON):\($0.value.asJSON)" }
      members.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
    }
    var offset = 0
    var names: Set<String> = []
    for (name, value) in tensors {
      require(names.insert(name).inserted, "save: two tensors are called \(name); give them different paths in visitParameters(_:)")
      require(name != "__metadata__", "save: a tensor cannot be called __metadata__ in a safetensors file; rename the property")
      let end = offset + value.count * value.dtype.byteCount
      let shape = value.shape.map(String.init).joined(separator: ",")
      let dtype: SafetensorsDType = value.dtype == .double ? .double : .float
      members.append("\(name.asJSON):{\"dtype\":\"\(dtype.rawValue)\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var bytes = Array("{\(members.joined(separator: ","))}".utf8)
    while bytes.count % 8 != 0 { bytes.append(UInt8(ascii: " ")) }
    return bytes
  }
}
