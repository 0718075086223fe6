import Tensors

/// A safetensors file that is open for reading, its header checked.
struct SafetensorsFile: ~Copyable {
  let header: SafetensorsHeader
  private let file: OpenFile
  private let dataStart: Int

  init(_ path: String) throws(CheckpointError) {
    let file = try OpenFile(path)
    let length = try file.length()
    if length < 8 { throw .tooShort(path: path, bytes: length) }
    let announced = try file.bytes(0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let available = min(length - 8, SafetensorsHeader.longest)
    if announced > UInt64(available) { throw .headerTooLong(path: path, header: announced, available: available) }
    let start = 8 + Int(announced)
    let header = try SafetensorsHeader(file.bytes(8..<start), dataLength: length - start, path: path)
    self.file = file
    self.header = header
    dataStart = start
  }

  var path: String { file.path }

  /// The numbers of one tensor; halves become Floats, exactly.
  func tensor(_ entry: SafetensorsHeader.Entry) throws(CheckpointError) -> Tensor {
    switch entry.dtype {
    case .float: return try stored(entry, .float)
    case .double: return try stored(entry, .double)
    default: break
    }
    guard let widened = entry.dtype.widened else {
      throw .unsupportedDType(path: path, tensor: entry.name, dtype: entry.dtype.rawValue)
    }
    let result = Tensor(uninitialized: entry.shape)
    let numbers = result.storage.pointer(to: Float.self)
    // Read into the upper half of the Floats' memory and widened from its beginning on: no number is overwritten before its turn.
    let halves = result.storage.bytes + result.count * 2
    try read(entry, into: halves)
    for index in 0..<result.count { numbers[index] = widened(halves.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)) }
    return result
  }

  private func stored(_ entry: SafetensorsHeader.Entry, _ dtype: DType) throws(CheckpointError) -> Tensor {
    let result = Tensor(uninitialized: entry.shape, dtype: dtype)
    try read(entry, into: result.storage.bytes)
    return result
  }

  private func read(_ entry: SafetensorsHeader.Entry, into memory: UnsafeMutableRawPointer) throws(CheckpointError) {
    let (count, code) = file.read(at: dataStart + entry.bytes.lowerBound, entry.bytes.count, into: memory)
    if code != 0 { throw .unreadable(path: path, code: code) }
    if count < entry.bytes.count { throw .truncated(path: path, tensor: entry.name) }
  }
}
