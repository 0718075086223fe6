/// A field of comma-separated values, as RFC 4180 has it: one with a comma, a quote or a line break is quoted, and quotes in it are doubled.
package func tableField(_ text: String) -> String {
  guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
  return "\"\(text.replacing("\"", with: "\"\""))\""
}
