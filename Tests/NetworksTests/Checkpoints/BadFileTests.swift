import Foundation
import Networks
import Tensors
import Testing

@Suite("Files that are refused")
struct BadFileTests {
  struct Case: Sendable {
    let header: String
    var data = 4
    let message: String
  }

  private static func entry(_ dtype: String = "\"F32\"", _ shape: String = "[1]", _ offsets: String = "[0,4]") -> String {
    #"{"dtype":\#(dtype),"shape":\#(shape),"data_offsets":\#(offsets)}"#
  }

  private static func one(_ dtype: String = "\"F32\"", _ shape: String = "[1]", _ offsets: String = "[0,4]") -> String {
    #"{"tensor":\#(entry(dtype, shape, offsets))}"#
  }

  private static let getAgain = "The file is damaged or of another kind; get it again, or use another."
  private static let writeAgain = "The program that wrote it broke the format; write it again with another."

  /// Headers, with how many bytes follow, and what is said of them behind the file's name.
  static let cases: [Case] = [
    Case(header: "[]", message: ": the header is wrong at byte 8: it does not begin with '{'. \(getAgain)"),
    Case(header: "", message: ": the header is wrong at byte 8: it does not begin with '{'. \(getAgain)"),
    Case(header: "{", message: ": the header is wrong at byte 9: a name in quotes is expected, not the header's end. \(getAgain)"),
    Case(header: "{} x", message: ": the header is wrong at byte 11: 'x' follows the end of the header's object. \(getAgain)"),
    Case(header: "{\"a\":tru}", message: ": the header is wrong at byte 16: 'true' is expected, not '}'. \(getAgain)"),
    Case(header: "{\"a\":01}", message: ": the header is wrong at byte 14: a number has a leading zero. \(getAgain)"),
    Case(header: "{\"a\":-}", message: ": the header is wrong at byte 14: a digit is expected, not '}'. \(getAgain)"),
    Case(header: "{\"a\":1.}", message: ": the header is wrong at byte 15: a digit is expected, not '}'. \(getAgain)"),
    Case(header: "{\"a\":1,}", message: ": the header is wrong at byte 15: a name in quotes is expected, not '}'. \(getAgain)"),
    Case(header: "{\"a\" 1}", message: ": the header is wrong at byte 13: ':' is expected, not '1'. \(getAgain)"),
    Case(header: "{\"a", message: ": the header is wrong at byte 11: the header ends within a string. \(getAgain)"),
    Case(header: "{\"a\n\":1}", message: ": the header is wrong at byte 11: a string holds the control character 10. \(getAgain)"),
    Case(header: "{\"\\x\":1}", message: ": the header is wrong at byte 11: a backslash stands before 'x'. \(getAgain)"),
    Case(header: "{\"\\ud834\":1}", message: ": the header is wrong at byte 16: half a surrogate pair stands alone. \(getAgain)"),
    Case(header: "{\"\\udd1e\\ud834\":1}", message: ": the header is wrong at byte 16: half a surrogate pair stands alone. \(getAgain)"),
    Case(
      header: "{\"\\u12G4\":1}", message: ": the header is wrong at byte 14: four hexadecimal digits are expected, not 'G'. \(getAgain)"),
    Case(
      header: "{\"a\":" + String(repeating: "[", count: 5_000),
      message: ": the header is wrong at byte 21: values are nested deeper than 8 levels. \(getAgain)"),
    Case(
      header: one("\"F32\"", "[" + Array(repeating: "1", count: 65).joined(separator: ",") + "]"),
      message: ": the header is wrong at byte 170: an array has more than 64 elements. \(getAgain)"),
    Case(
      header: "{\"a\":\(entry()),\"a\":\(entry())}", message: ": the name 'a' stands twice in the header, again at byte 62. \(writeAgain)"),
    Case(
      header: #"{"tensor":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      message: ": the name 'dtype' stands twice in the header, again at byte 33. \(writeAgain)"),
    Case(header: #"{"__metadata__":[1]}"#, message: ": tensor '__metadata__': it is an array, not an object. \(writeAgain)"),
    Case(header: #"{"__metadata__":{"a":1}}"#, message: ": tensor '__metadata__': 'a' is 1, not a string. \(writeAgain)"),
    Case(header: #"{"tensor":null}"#, message: ": tensor 'tensor': its entry is null, not an object. \(writeAgain)"),
    Case(
      header: #"{"tensor":{"dtype":"F32","shape":[1]}}"#,
      message: ": tensor 'tensor': its entry lacks dtype, shape or data_offsets. \(writeAgain)"),
    Case(header: #"{"tensor":{"strides":[1]}}"#, message: ": tensor 'tensor': its entry has the unknown member 'strides'. \(writeAgain)"),
    Case(header: one("32"), message: ": tensor 'tensor': its dtype is 32. \(writeAgain)"),
    Case(header: one("\"F33\""), message: ": tensor 'tensor' has numbers of the unknown kind 'F33'. Save it as F32 or F64."),
    Case(
      header: one("\"I32\""),
      message:
        ": tensor 'tensor' has numbers of the kind I32, which no model of ours has. Save it as F64, F32, F16 or BF16, or leave it out."),
    Case(
      header: one("\"F32\"", "[-1]"),
      message: ": tensor 'tensor': its shape holds -1, which is no whole number of at least zero. \(writeAgain)"),
    Case(
      header: one("\"F32\"", "[1.5]"),
      message: ": tensor 'tensor': its shape holds 1.5, which is no whole number of at least zero. \(writeAgain)"),
    Case(
      header: one("\"F32\"", "[1e0]"),
      message: ": tensor 'tensor': its shape holds 1e0, which is no whole number of at least zero. \(writeAgain)"),
    Case(
      header: one("\"F32\"", "[99999999999999999999]"),
      message: ": tensor 'tensor': its shape holds 99999999999999999999, which is no whole number of at least zero. \(writeAgain)"),
    Case(
      header: one("\"F32\"", "[4294967296,4294967296]"),
      message: ": tensor 'tensor': the shape [4294967296, 4294967296] holds more bytes than can be counted. \(writeAgain)"),
    Case(
      header: one("\"F32\"", "[9223372036854775807,9223372036854775807,0]"),
      message:
        ": tensor 'tensor': the shape [9223372036854775807, 9223372036854775807, 0] holds more bytes than can be counted. \(writeAgain)"),
    Case(header: one("\"F32\"", "[2]"), message: ": tensor 'tensor': the shape [2] of F32 takes 8 bytes, and 4 are given. \(writeAgain)"),
    Case(header: one("\"F32\"", "[1]", "[0]"), message: ": tensor 'tensor': its data_offsets has 1 numbers instead of 2. \(writeAgain)"),
    Case(header: one("\"F32\"", "[1]", "[4,0]"), message: ": tensor 'tensor': its bytes end at 0, before they begin at 4. \(writeAgain)"),
    Case(
      header: one("\"F32\"", "[1]", "[4,8]"),
      message: ": tensor 'tensor': its bytes end at 8, and the file has 4 behind the header. \(writeAgain)"),
    Case(
      header: one("\"F32\"", "[1]", "[0,9223372036854775807]"),
      message: ": tensor 'tensor': its bytes end at 9223372036854775807, and the file has 4 behind the header. \(writeAgain)"),
    Case(
      header: one("\"F32\"", "[1]", "[2,6]"), data: 6,
      message: ": tensor 'tensor': its bytes begin at 2, which is no multiple of the 4 bytes of one number. \(writeAgain)"),
    Case(header: one("\"F32\"", "[1]", "[4,8]"), data: 8, message: ": 4 bytes before tensor 'tensor' belong to no tensor. \(writeAgain)"),
    Case(
      header: "{\"a\":\(entry()),\"b\":\(entry("\"F32\"", "[2]", "[0,8]"))}", data: 8,
      message: ": tensors 'b' and 'a' share bytes. \(writeAgain)"),
    Case(header: one(), data: 5, message: ": 1 bytes behind the last tensor belong to no tensor. \(getAgain)"),
    Case(header: "{}", data: 5, message: ": 5 bytes behind the last tensor belong to no tensor. \(getAgain)"),
    Case(header: "{\"\u{1B}\":1}", message: ": the header is wrong at byte 10: a string holds the control character 27. \(getAgain)"),
    Case(header: "{\"\\u001b[31m\":1}", message: ": tensor '?[31m': its entry is 1, not an object. \(writeAgain)"),
  ]

  @Test("each is refused with what is wrong, where, and what to do", arguments: cases.indices)
  func refused(index: Int) throws {
    let (scratch, bad) = (try Scratch(), BadFileTests.cases[index])
    let path = try scratch.write(header: bad.header, data: Array(repeating: 0, count: bad.data))
    var tensor = Tensor([5])
    let error = #expect(throws: CheckpointError.self) { try load(path, into: &tensor) }
    #expect(try #require(error).description == path + bad.message)
    #expect(tensor == Tensor([5]))
  }

  @Test("a file without room for its header is refused before anything is read: too short, a header longer than the file, or than any")
  func length() throws {
    let scratch = try Scratch()
    var tensor = Tensor([5])
    for count in 0..<8 {
      let path = try scratch.write(Array(repeating: 0, count: count))
      #expect(throws: CheckpointError.tooShort(path: path, bytes: count)) { try load(path, into: &tensor) }
    }
    for announced in [3, 1 << 31, UInt64(Int.max), UInt64.max] {
      let path = try scratch.write(littleEndian(announced) + Array("{}".utf8))
      #expect(throws: CheckpointError.headerTooLong(path: path, header: announced, available: 2)) { try load(path, into: &tensor) }
    }
    // A sparse file: only its length is large.
    let path = try scratch.write(littleEndian(UInt64(100_000_001)))
    #expect(truncate(path, 200_000_000) == 0)
    #expect(throws: CheckpointError.headerTooLong(path: path, header: 100_000_001, available: 100_000_000)) {
      try load(path, into: &tensor)
    }
  }

  @Test(
    "bytes that are not UTF-8 are found where they stand",
    arguments: [[0xFF], [0xC3, 0x28], [0xE2, 0x82], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]])
  func notUTF8(bytes: [UInt8]) throws {
    let scratch = try Scratch()
    let header = Array("{\"ü".utf8) + bytes + Array("\":1}".utf8)
    let path = try scratch.write(littleEndian(UInt64(header.count)) + header)
    var tensor = Tensor([5])
    #expect(throws: CheckpointError.notUTF8(path: path, offset: 12)) { try load(path, into: &tensor) }
  }

  @Test("folders, devices, pipes and files that are not there are refused, and none is waited for")
  func notAFile() throws {
    let scratch = try Scratch()
    var tensor = Tensor([5])
    #expect(mkfifo(scratch.path("pipe"), 0o600) == 0)
    for path in [scratch.folder, "/dev/zero", scratch.path("pipe")] {
      #expect(throws: CheckpointError.notAFile(path: path)) { try load(path, into: &tensor) }
      #expect(throws: CheckpointError.notAFile(path: path)) { try save(tensor, to: path) }
    }
    let path = scratch.path("nothing")
    let error = #expect(throws: CheckpointError.unreadable(path: path, code: ENOENT)) { try load(path, into: &tensor) }
    #expect(
      try #require(error).description == "\(path) cannot be read: No such file or directory. Check the path, and that you may read it.")
  }
}
