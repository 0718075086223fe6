/// "Did you mean": the known words nearest to a mistyped one.
public enum Spelling {
  /// The words that `word` was probably meant to be, nearest first, at most three.
  ///
  /// Near is an edit distance of at most a third of the longer word, or one word beginning the other.
  public static func suggestions(for word: String, among words: [String]) -> [String] {
    let typed = Array(word.lowercased().unicodeScalars)
    guard !typed.isEmpty else { return [] }
    var ranked: [(distance: Int, word: String)] = []
    for known in words {
      let letters = Array(known.lowercased().unicodeScalars)
      let distance = letters.starts(with: typed) ? 0 : editDistance(typed, letters)
      if distance <= max(1, max(typed.count, letters.count) / 3) { ranked.append((distance, known)) }
    }
    return ranked.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.prefix(3).map(\.word)
  }

  /// A sentence: "Did you mean 'title'?", or else all that is allowed.
  public static func advice(for word: String, among words: [String]) -> String {
    let near = suggestions(for: word, among: words)
    if !near.isEmpty { return "Did you mean \(alternatives(near))?" }
    return words.isEmpty ? "There are none." : "There are: \(words.joined(separator: ", "))."
  }

  /// `'a', 'b' or 'c'`.
  public static func alternatives(_ words: [String]) -> String {
    let quoted = words.map { "'\($0)'" }
    guard quoted.count > 1, let last = quoted.last else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
  ///
  /// Optimal string alignment: three rows of the dynamic programme, the third for the swaps.
  static func editDistance(_ a: [UnicodeScalar], _ b: [UnicodeScalar]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
