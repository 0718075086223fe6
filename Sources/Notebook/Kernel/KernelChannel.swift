import CProcess
import Foundation
import NotebookProtocol

/// The kernel's end of the socket to the front end.
enum KernelChannel {
  /// The descriptor that the front end hands to its kernel.
  static let socket: Int32 = 3

  private static let encoder = JSONEncoder.forMessages
  private static let decoder = JSONDecoder.forMessages

  static func send(_ event: KernelEvent) {
    // A message that cannot be encoded is a defect of the protocol, and a cell that sends one must not pass for a good one.
    guard let data = try? encoder.encode(event) else { fatalError("the notebook cannot send \(event)") }
    // What the cell printed before comes before.
    cprocess_flush_streams()
    let sent = data.withUnsafeBytes { cprocess_send(socket, UInt8(cprocess_kind_json), $0.baseAddress, $0.count) }
    // The front end is gone, and the supervisor ends the rest.
    if !sent { _exit(0) }
  }

  /// The next request, or `nil` when the front end is gone.
  static func receive() -> KernelRequest? {
    var buffer = [UInt8](repeating: 0, count: Int(cprocess_packet_capacity))
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return nil }
      if let request = try? decoder.decode(KernelRequest.self, from: Data(buffer[0..<count])) { return request }
    }
  }
}

extension JSONEncoder {
  /// Losses become NaN, and JSON has no word for it.
  static var forMessages: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }
}

extension JSONDecoder {
  static var forMessages: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}
