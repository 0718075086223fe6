/// What a terminal answers when it is asked about pictures, taken from everything that arrived meanwhile.
public struct TerminalReply: Sendable, Equatable {
  /// The better one of those that it has; `nil` for none.
  public private(set) var graphics: GraphicsProtocol?
  /// A character cell in pixels, where the terminal tells.
  public private(set) var cell: (width: Int, height: Int)?
  /// Keys that were pressed meanwhile: they belong to whoever reads next.
  public private(set) var typed: [UInt8] = []
  /// The answer that every terminal gives, and gives last, has come.
  public private(set) var isComplete = false

  public static func == (left: TerminalReply, right: TerminalReply) -> Bool {
    left.graphics == right.graphics && left.cell?.width == right.cell?.width && left.cell?.height == right.cell?.height
      && left.typed == right.typed && left.isComplete == right.isComplete
  }

  /// The question: kitty's for pictures (one pixel that is not to be shown), the size of a cell, and the primary device attributes, which
  /// are asked last because every terminal answers them.
  ///
  /// - Source: Kitty's terminal graphics protocol, "Querying support and available transmission mediums"; xterm's control sequences, "CSI Ps t"
  ///   and "CSI Ps c".
  static let question = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\" + "\u{1B}[16t" + "\u{1B}[c"

  /// What answers begin with: kitty's, the attributes, the size of a cell. No key sends any of these.
  static let beginnings = ["\u{1B}_G", "\u{1B}[?", "\u{1B}[6;"]

  /// Reads what arrived.
  public init(parsing bytes: [UInt8]) {
    var rest = bytes[...]
    while let first = rest.first {
      if let taken = kitty(rest) ?? control(rest) {
        rest = rest.dropFirst(taken)
      } else {
        typed.append(first)
        rest = rest.dropFirst()
      }
    }
  }

  /// `ESC _ G ... ESC \`: how many bytes it has; `nil` when it is something else or not whole.
  private mutating func kitty(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.starts(with: Array("\u{1B}_G".utf8)) else { return nil }
    let body = bytes.dropFirst(3)
    guard let end = body.indices.dropLast().first(where: { body[$0] == 0x1B && body[$0 + 1] == 0x5C }) else { return nil }
    let text = String(decoding: body[..<end], as: UTF8.self)
    if text.hasPrefix("i=31"), text.hasSuffix(";OK") { graphics = .kitty }
    return end + 2 - bytes.startIndex
  }

  /// `ESC [ ... t` or `ESC [ ? ... c`.
  private mutating func control(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.starts(with: Array("\u{1B}[".utf8)) else { return nil }
    let body = bytes.dropFirst(2)
    guard let end = body.firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
    let text = String(decoding: body[..<end], as: UTF8.self)
    switch body[end] {
    case UInt8(ascii: "c") where text.hasPrefix("?"):
      isComplete = true
      // 4 among the attributes is sixel; kitty's own pictures are sharper and never mixed with it.
      if graphics == nil, text.dropFirst().split(separator: ";").contains("4") { graphics = .sixel }
    case UInt8(ascii: "t"):
      let numbers = text.split(separator: ";").compactMap { Int($0) }
      guard numbers.count == 3, numbers[0] == 6 else { return nil }
      if numbers[1] > 0, numbers[2] > 0 { cell = (numbers[2], numbers[1]) }
    default: return nil
    }
    return end + 1 - bytes.startIndex
  }
}
