/// A piece of Swift source that is shown in a look of its own.
struct SwiftToken: Equatable {
  enum Kind: Equatable {
    case keyword, type, call, number, string, comment
  }

  var kind: Kind
  /// Offsets in the text's UTF-8.
  var range: Range<Int>
}
