/// What a symbol does in a formula, which decides the space around it.
enum MathClass {
  /// A letter or a digit.
  case ordinary
  /// A word such as `log`, or a large sign such as the one of a sum.
  case function
  case binary
  /// A plus or minus that belongs to what follows.
  case sign
  case relation
  case open
  case close
  case punctuation
  /// A fraction or the like: set apart from letters beside it.
  case inner
  /// Something between its own delimiters.
  case fenced
  case space
}

/// A formula as a tree.
indirect enum MathNode {
  case symbol(String, MathClass)
  /// A word or sign whose limits stand below and above it in display mathematics.
  case largeOperator(String)
  /// Words, with the spaces they were written with.
  case text(String)
  case row([MathNode])
  case scripts(base: MathNode, lower: MathNode?, upper: MathNode?)
  case fraction(MathNode, MathNode)
  case root(degree: MathNode?, MathNode)
  /// `mark` is a combining character; `name` stands before what is too long to carry it.
  case accent(mark: String, name: String, MathNode)
  case fenced(left: String, MathNode, right: String)
  case grid(left: String, rows: [[MathNode]], right: String)
}
