/// What a safetensors file says of itself before its numbers begin.
///
/// Eight bytes give the header's length, the lowest first; the header is a JSON object, spaces may follow it; the rest are numbers:
///
///     {"__metadata__": {"any": "text"}, "layers.0.weight": {"dtype": "F32", "shape": [2, 128], "data_offsets": [0, 1024]}}
///
/// Offsets count from the header's end. The tensors fill the rest of the file without hole or overlap.
///
/// - Source: the format's description at github.com/huggingface/safetensors.
/// - Deviation: stricter than its reader in this: names are unique in every object, an entry has its three members and no others, a tensor begins at a multiple
///   of its numbers' size, and has at most 64 axes.
struct SafetensorsHeader {
  struct Entry {
    let name: String
    let dtype: SafetensorsDType
    let shape: [Int]
    /// Bytes, counted from the header's end.
    let bytes: Range<Int>
  }

  /// The longest header that readers of the format accept.
  static let longest = 100_000_000

  private(set) var metadata: [String: String] = [:]
  /// In the order of the numbers.
  private(set) var entries: [Entry] = []
  private let path: String
  private let dataLength: Int

  /// - Parameters:
  ///   - text: The header.
  ///   - dataLength: How many bytes of the file follow it.
  init(_ text: [UInt8], dataLength: Int, path: String) throws(CheckpointError) {
    self.path = path
    self.dataLength = dataLength
    if let offset = firstByteThatIsNotUTF8(text) { throw .notUTF8(path: path, offset: 8 + offset) }
    if text.first != UInt8(ascii: "{") { throw .malformedHeader(path: path, offset: 8, problem: "it does not begin with '{'") }
    guard case .object(let members) = try JSONReader.read(text, path: path, origin: 8) else { return }
    for (name, value) in members {
      if name == "__metadata__" {
        metadata = try Self.metadata(value, path: path)
      } else {
        entries.append(try entry(name, value))
      }
    }
    entries.sort { ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound) }
    try checkCoverage()
  }

  private static func metadata(_ value: JSONValue, path: String) throws(CheckpointError) -> [String: String] {
    guard case .object(let members) = value else {
      throw .malformedTensor(path: path, tensor: "__metadata__", problem: "it is \(value.kind), not an object")
    }
    var result: [String: String] = [:]
    for (name, value) in members {
      guard case .string(let text) = value else {
        throw .malformedTensor(path: path, tensor: "__metadata__", problem: "'\(name)' is \(value.kind), not a string")
      }
      result[name] = text
    }
    return result
  }

  private func entry(_ name: String, _ value: JSONValue) throws(CheckpointError) -> Entry {
    func fault(_ problem: String) -> CheckpointError { .malformedTensor(path: path, tensor: name, problem: problem) }
    guard case .object(let members) = value else { throw fault("its entry is \(value.kind), not an object") }
    var found: (dtype: String?, shape: [Int]?, offsets: [Int]?) = (nil, nil, nil)
    for (member, value) in members {
      switch (member, value) {
      case ("dtype", .string(let text)): found.dtype = text
      case ("shape", .array(let values)): found.shape = try wholeNumbers(values, "shape", of: name)
      case ("data_offsets", .array(let values)): found.offsets = try wholeNumbers(values, "data_offsets", of: name)
      case ("dtype", _), ("shape", _), ("data_offsets", _): throw fault("its \(member) is \(value.kind)")
      default: throw fault("its entry has the unknown member '\(member)'")
      }
    }
    guard let text = found.dtype, let shape = found.shape, let offsets = found.offsets else {
      throw fault("its entry lacks dtype, shape or data_offsets")
    }
    guard let dtype = SafetensorsDType(rawValue: text) else { throw .unknownDType(path: path, tensor: name, dtype: text) }
    return Entry(name: name, dtype: dtype, shape: shape, bytes: try range(offsets, of: name, dtype: dtype, shape: shape))
  }

  private func wholeNumbers(_ values: [JSONValue], _ member: String, of name: String) throws(CheckpointError) -> [Int] {
    var result: [Int] = []
    for value in values {
      guard case .integer(let number) = value, number >= 0 else {
        throw .malformedTensor(
          path: path, tensor: name, problem: "its \(member) holds \(value.kind), which is no whole number of at least zero")
      }
      result.append(number)
    }
    return result
  }

  /// The bytes of a tensor, checked against its shape and against the file.
  private func range(_ offsets: [Int], of name: String, dtype: SafetensorsDType, shape: [Int]) throws(CheckpointError) -> Range<Int> {
    func fault(_ problem: String) -> CheckpointError { .malformedTensor(path: path, tensor: name, problem: problem) }
    if offsets.count != 2 { throw fault("its data_offsets has \(offsets.count) numbers instead of 2") }
    let (begin, end) = (offsets[0], offsets[1])
    if begin > end { throw fault("its bytes end at \(end), before they begin at \(begin)") }
    if end > dataLength { throw fault("its bytes end at \(end), and the file has \(dataLength) behind the header") }
    var size = dtype.byteCount
    for length in shape {
      let (product, overflows) = size.multipliedReportingOverflow(by: length)
      if overflows { throw fault("the shape \(shape) holds more bytes than can be counted") }
      size = product
    }
    if size != end - begin { throw fault("the shape \(shape) of \(dtype.rawValue) takes \(size) bytes, and \(end - begin) are given") }
    if begin % dtype.byteCount != 0 {
      throw fault("its bytes begin at \(begin), which is no multiple of the \(dtype.byteCount) bytes of one number")
    }
    return begin..<end
  }

  /// No hole, no overlap, nothing left over.
  private func checkCoverage() throws(CheckpointError) {
    var end = 0
    var last: Entry?
    for entry in entries {
      if entry.bytes.lowerBound > end { throw .hole(path: path, tensor: entry.name, bytes: entry.bytes.lowerBound - end) }
      if entry.bytes.lowerBound < end { throw .overlap(path: path, tensor: entry.name, other: last?.name ?? "") }
      end = entry.bytes.upperBound
      last = entry
    }
    if end < dataLength { throw .trailingBytes(path: path, bytes: dataLength - end) }
  }
}

/// Where a text stops being UTF-8, or nil if it never does.
private func firstByteThatIsNotUTF8(_ text: [UInt8]) -> Int? {
  if String(validating: text, as: UTF8.self) != nil { return nil }
  var parser = Unicode.UTF8.ForwardParser()
  var bytes = text.makeIterator()
  var offset = 0
  while true {
    switch parser.parseScalar(from: &bytes) {
    case .valid(let scalar): offset += scalar.count
    case .error: return offset
    case .emptyInput: return nil
    }
  }
}
