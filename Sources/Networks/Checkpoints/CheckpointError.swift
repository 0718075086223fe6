/// Why a model's file could not be read or written, or does not fit.
public enum CheckpointError: Error, Equatable {
  /// The system would not open or read the file; its error number.
  case unreadable(path: String, code: Int32)
  /// The system would not write the file; its error number. What stood there before stands there still.
  case unwritable(path: String, code: Int32)
  /// A folder, a device or a pipe stands where a file is meant.
  case notAFile(path: String)

  /// The file ends within the eight bytes of its header's length.
  case tooShort(path: String, bytes: Int)
  /// The header would be longer than the file, or than any header is.
  case headerTooLong(path: String, header: UInt64, available: Int)
  /// The header is not UTF-8, at this byte of the file.
  case notUTF8(path: String, offset: Int)
  /// The header is not the JSON of a safetensors file, at this byte of the file.
  case malformedHeader(path: String, offset: Int, problem: String)
  /// A name stands twice in one object of the header.
  case duplicateName(path: String, offset: Int, name: String)
  /// A tensor's entry breaks a rule of the format.
  case malformedTensor(path: String, tensor: String, problem: String)
  /// No safetensors file has such numbers.
  case unknownDType(path: String, tensor: String, dtype: String)
  /// Numbers that a safetensors file may have and a model of ours may not, such as integers.
  case unsupportedDType(path: String, tensor: String, dtype: String)
  /// Bytes between two tensors that belong to none.
  case hole(path: String, tensor: String, bytes: Int)
  /// Two tensors share bytes.
  case overlap(path: String, tensor: String, other: String)
  /// Bytes behind the last tensor.
  case trailingBytes(path: String, bytes: Int)
  /// The file ended before a tensor did: someone changed it while it was read.
  case truncated(path: String, tensor: String)

  /// Numbers that are infinite or NaN in these tensors; `isWriting` tells whether they were to be saved.
  case nonFinite(path: String, tensors: [String], isWriting: Bool)
  /// The file holds another model.
  case mismatch(path: String, difference: ModelDifference)

  /// A model's file, or another program's: not a checkpoint.
  case notACheckpoint(path: String, format: String?)
  /// The checkpoint holds nothing of this name.
  case noEntry(path: String, name: String, present: [String])
  /// The entry is of another kind.
  case wrongKind(path: String, name: String, found: String, wanted: String)
  /// A setting is missing, or is no value of its kind.
  case badSetting(path: String, name: String, found: String?, wanted: String)
  /// A setting that is chosen when the value is made differs from the file's.
  case otherSetting(path: String, name: String, found: String, wanted: String)
}

/// How a file's tensors and a model's differ.
public struct ModelDifference: Sendable, Equatable {
  /// In the model, not in the file.
  public var missing: [String] = []
  /// In the file, not in the model.
  public var unexpected: [String] = []
  /// In both, with different shapes.
  public var reshaped: [ShapeDifference] = []

  public var isEmpty: Bool { missing.isEmpty && unexpected.isEmpty && reshaped.isEmpty }

  public init(missing: [String] = [], unexpected: [String] = [], reshaped: [ShapeDifference] = []) {
    self.missing = missing
    self.unexpected = unexpected
    self.reshaped = reshaped
  }
}

/// A tensor whose shape in the file is not the model's.
public struct ShapeDifference: Sendable, Equatable {
  public var name: String
  public var inFile: [Int]
  public var inModel: [Int]

  public init(name: String, inFile: [Int], inModel: [Int]) {
    self.name = name
    self.inFile = inFile
    self.inModel = inModel
  }
}
