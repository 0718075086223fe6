import Foundation

/// A folder of its own for one test, removed with the last reference to it.
final class Scratch {
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("ganbook-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func bytes(_ name: String) -> [UInt8] { Array(FileManager.default.contents(atPath: path(name)) ?? Data()) }

  /// Writes bytes and gives their path.
  @discardableResult
  func write(_ bytes: [UInt8], _ name: String = "file.safetensors") throws -> String {
    // Removed first: some file systems wait for the disk when a file is cut to nothing and written anew.
    unlink(path(name))
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  /// Writes a file of this header and these numbers, the header's length before it.
  func write(header: String, data: [UInt8] = [], _ name: String = "file.safetensors") throws -> String {
    try write(littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + data, name)
  }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }
}

func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] { withUnsafeBytes(of: number.littleEndian) { Array($0) } }
