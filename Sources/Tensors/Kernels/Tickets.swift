/// A job's number and the range of its chunks that nobody has drawn, in the 64 bits that one atomic exchange can change.
struct Tickets {
  /// Chunks that a job may have.
  static let limit = (1 << 20) - 1

  /// Numbers of jobs come again after this one.
  static let lastGeneration: UInt64 = (1 << 24) - 1

  let bits: UInt64

  init(_ bits: UInt64) { self.bits = bits }

  init(generation: UInt64, first: UInt64, end: UInt64) { bits = generation << 40 | first << 20 | end }

  var generation: UInt64 { bits >> 40 }
  var first: UInt64 { bits >> 20 & 0xf_ffff }
  var end: UInt64 { bits & 0xf_ffff }
  var isOpen: Bool { first < end }
  var withoutFirst: Tickets { Tickets(bits + (1 << 20)) }
  var withoutLast: Tickets { Tickets(bits - 1) }
}
