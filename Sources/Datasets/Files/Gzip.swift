import CZlib

/// Unpacks gzip, with a bound on what comes out.
///
/// What is unpacked grows as it arrives: a small file that would unpack to gigabytes costs no more than the bound.
///
/// - Source: RFC 1952.
package enum Gzip {
  /// Whether the bytes begin as gzip does.
  package static func isMark(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// The contents of all members, one after the other.
  ///
  /// - Parameters:
  ///   - path: Named in errors.
  ///   - limit: More bytes than this are refused.
  package static func unpacked(_ bytes: [UInt8], path: String, limit: Int) throws(DatasetError) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    repeat {
      start += try unpackMember(bytes[start...], into: &result, path: path, limit: limit)
    } while start < bytes.count
    return result
  }

  /// Unpacks the member that the bytes begin with, and gives its packed length.
  private static func unpackMember(
    _ bytes: ArraySlice<UInt8>, into result: inout [UInt8], path: String, limit: Int
  ) throws(DatasetError) -> Int {
    let windowWithHeader: Int32 = 15 + 16
    // zlib's state points back at the stream, which therefore must not move.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    guard inflateInit2_(stream, windowWithHeader, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw .unreadable(path: path, reason: "zlib could not start")
    }
    defer { inflateEnd(stream) }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var (taken, status) = (0, Z_OK)
    while status != Z_STREAM_END {
      let (count, produced, answer) = step(stream, bytes.dropFirst(taken), into: &chunk)
      taken += count
      status = answer
      guard status == Z_OK || status == Z_STREAM_END else {
        let reason = stream.pointee.msg.map { String(cString: $0) }
        throw .corrupt(path: path, byte: bytes.startIndex + taken, problem: reason ?? "the packed data end too early")
      }
      guard produced <= limit - result.count else { throw DatasetFolder.tooLong(path, limit: limit) }
      result += chunk[..<produced]
    }
    return taken
  }

  /// One call of `inflate`: the bytes that it took, the bytes that it gave, and its answer.
  private static func step(
    _ stream: UnsafeMutablePointer<z_stream>, _ bytes: ArraySlice<UInt8>, into chunk: inout [UInt8]
  ) -> (taken: Int, produced: Int, status: Int32) {
    bytes.withUnsafeBufferPointer { input in
      chunk.withUnsafeMutableBufferPointer { output in
        let given = min(input.count, 1 << 20)
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(given)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        let status = inflate(stream, Z_NO_FLUSH)
        return (given - Int(stream.pointee.avail_in), output.count - Int(stream.pointee.avail_out), status)
      }
    }
  }
}
