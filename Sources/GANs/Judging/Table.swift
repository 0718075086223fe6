import NotebookProtocol

/// Shows rows under a head. Numbers, and tensors of a single one, are shown with four significant digits.
public func table(_ head: [String], _ rows: [[Any]]) {
  say(.table(Table(head: head, rows: rows.map { $0.map(cell) })))
}

/// Shows a study: a row a seed, a column a number or word, and a last row with the means of the numbers and their deviations.
///
///     table(outcomes, ["modes": { $0.modes }, "high quality": { $0.highQuality }])
public func table<Outcome>(_ study: Study<Outcome>, _ columns: KeyValuePairs<String, (Outcome) -> Any>) {
  var rows = zip(study.seeds, study.outcomes).map { seed, outcome in ["\(seed)"] + columns.map { cell($0.value(outcome)) } }
  if study.count > 1 {
    rows.append(
      ["mean"]
        + columns.map { column in
          let numbers = study.compactMap { number(column.value($0)) }
          guard numbers.count == study.count else { return "" }
          let numeric = Study(seeds: study.seeds, outcomes: numbers)
          return "\(NumberText.short(numeric.mean { $0 })) +- \(NumberText.short(numeric.deviation { $0 }))"
        })
  }
  say(.table(Table(head: ["seed"] + columns.map(\.key), rows: rows)))
}

private func number(_ value: Any) -> Double? {
  (value as? Double) ?? (value as? Int).map(Double.init) ?? (value as? Tensor).flatMap { $0.count == 1 ? $0.doubles[0] : nil }
}

private func cell(_ value: Any) -> String {
  if let value = value as? Double { return NumberText.short(value) }
  if let value = value as? Tensor, value.count == 1 { return NumberText.short(value.doubles[0]) }
  return ValueText.line(of: value is String ? Verbatim(text: "\(value)") : value)
}

/// A word in a table stands there without quotation marks.
private struct Verbatim: CustomStringConvertible {
  let text: String
  var description: String { text }
}
