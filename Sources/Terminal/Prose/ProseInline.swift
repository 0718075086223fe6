/// What flows inside a line of prose.
public indirect enum ProseInline: Sendable, Equatable {
  case text(String)
  case emphasis([ProseInline])
  case strong([ProseInline])
  case strikethrough([ProseInline])
  case code(String)
  /// Mathematics, already as Unicode.
  case math(String)
  /// The address is shown unless it is empty.
  case link([ProseInline], url: String)
  case lineBreak
}
