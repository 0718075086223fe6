import Foundation

/// Where a reader is in a lesson, as the journal keeps it.
struct Place: Codable, Equatable {
  var position: Int
  /// Stops that are dealt with.
  var settled: Set<Int>
  var hasOwnVersion: Bool
  /// The journal's last entry then: what came after it was not yet seen.
  var ordinal: Int

  init(position: Int, settled: Set<Int>, hasOwnVersion: Bool, ordinal: Int) {
    self.position = position
    self.settled = settled
    self.hasOwnVersion = hasOwnVersion
    self.ordinal = ordinal
  }

  init?(text: String) {
    guard let place = try? JSONDecoder().decode(Place.self, from: Data(text.utf8)) else { return nil }
    self = place
  }

  var text: String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
  }
}
