import Glibc

extension CheckpointError: CustomStringConvertible {
  /// What happened, where, and what to do next.
  public var description: String {
    switch self {
    case .unreadable(let path, let code): "\(path) cannot be read: \(reason(code)). Check the path, and that you may read it."
    case .unwritable(let path, let code):
      "\(path) cannot be written: \(reason(code)). What stood there before is as it was; choose another folder, or make room."
    case .notAFile(let path): "\(path) is a folder or a device, not a file. Name a file."
    case .tooShort(let path, let bytes):
      "\(path) is no safetensors file: it has \(bytes) bytes, and the length of the header alone takes 8. \(getAgain)"
    case .headerTooLong(let path, let header, let available):
      "\(path) is no safetensors file, or was cut off: its first 8 bytes announce a header of \(header) bytes, and \(available) can follow. \(getAgain)"
    case .notUTF8(let path, let offset): "\(path): the header is not UTF-8 at byte \(offset). \(getAgain)"
    case .malformedHeader(let path, let offset, let problem): "\(path): the header is wrong at byte \(offset): \(problem). \(getAgain)"
    case .duplicateName(let path, let offset, let name):
      "\(path): the name \(quoted(name)) stands twice in the header, again at byte \(offset). \(writeAgain)"
    case .malformedTensor(let path, let tensor, let problem): "\(path): tensor \(quoted(tensor)): \(problem). \(writeAgain)"
    case .unknownDType(let path, let tensor, let dtype):
      "\(path): tensor \(quoted(tensor)) has numbers of the unknown kind \(quoted(dtype)). Save it as F32 or F64."
    case .unsupportedDType(let path, let tensor, let dtype):
      "\(path): tensor \(quoted(tensor)) has numbers of the kind \(dtype), which no model of ours has. Save it as F64, F32, F16 or BF16, or leave it out."
    case .hole(let path, let tensor, let bytes):
      "\(path): \(bytes) bytes before tensor \(quoted(tensor)) belong to no tensor. \(writeAgain)"
    case .overlap(let path, let tensor, let other): "\(path): tensors \(quoted(tensor)) and \(quoted(other)) share bytes. \(writeAgain)"
    case .trailingBytes(let path, let bytes): "\(path): \(bytes) bytes behind the last tensor belong to no tensor. \(getAgain)"
    case .truncated(let path, let tensor): "\(path) ended within tensor \(quoted(tensor)) while it was read. Read it once it is written."
    case .nonFinite(let path, let tensors, true):
      "\(path) was not written: \(listed(tensors)) hold numbers that are infinite or NaN. "
        + "The training went wrong before; go back to the last good checkpoint, or save with nonFinite: .accept."
    case .nonFinite(let path, let tensors, false):
      "\(path): \(listed(tensors)) hold numbers that are infinite or NaN. Load an earlier file, or load with nonFinite: .accept to look at them."
    case .mismatch(let path, let difference):
      "\(path) holds another model: \(difference). Make the model with the settings it was saved with, or load another file."
    case .notACheckpoint(let path, let format):
      "\(path) is no checkpoint\(format.map { " of this version (it says \(quoted($0)))" } ?? ""). A model alone is loaded with load(_:into:)."
    case .noEntry(let path, let name, let present):
      "\(path) holds nothing called \(quoted(name)); it holds \(present.isEmpty ? "nothing" : listed(present)). Use the name it was stored under."
    case .wrongKind(let path, let name, let found, let wanted):
      "\(path): \(quoted(name)) was stored as \(found) and cannot be restored as \(wanted). Restore it into what it was stored from."
    case .badSetting(let path, let name, let found, let wanted):
      "\(path): the setting \(quoted(name)) \(found.map { "is \(quoted($0))" } ?? "is missing"), and must be \(wanted). \(getAgain)"
    case .otherSetting(let path, let name, let found, let wanted):
      "\(path): \(quoted(name)) is \(found) in the file and \(wanted) here. Make the value with the settings it was stored with."
    }
  }

  private var getAgain: String { "The file is damaged or of another kind; get it again, or use another." }
  private var writeAgain: String { "The program that wrote it broke the format; write it again with another." }
  private func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

extension ModelDifference: CustomStringConvertible {
  public var description: String {
    var parts: [String] = []
    if !missing.isEmpty { parts.append("it lacks \(listed(missing))") }
    if !unexpected.isEmpty { parts.append("it has \(listed(unexpected)), which the model has not") }
    if !reshaped.isEmpty {
      parts.append(listed(reshaped.map { "\($0.name) (\($0.inFile) in the file, \($0.inModel) in the model)" }) + " differ in shape")
    }
    return parts.joined(separator: "; ")
  }
}

/// Names one behind the other, the first eight of them.
private func listed(_ names: [String]) -> String {
  let shown = names.prefix(8).map(shortened)
  return shown.joined(separator: ", ") + (names.count > shown.count ? " and \(names.count - shown.count) more" : "")
}

private func quoted(_ text: String) -> String { "'\(shortened(text))'" }

/// A name from a file goes to the reader's terminal: no control characters, and no more than a line of it.
private func shortened(_ text: String) -> String {
  let shown = String(
    String.UnicodeScalarView(text.unicodeScalars.prefix(120).map { $0.value < 32 || (127..<160).contains($0.value) ? "?" : $0 }))
  return shown.unicodeScalars.count < text.unicodeScalars.count ? shown + "..." : shown
}
