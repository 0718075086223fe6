import NotebookProtocol

extension MetricTable {
  /// Reads what `csv` wrote: a head that begins with `step`, then a row for each step, with an empty field where nothing was logged.
  ///
  /// - Returns: `nil` when the text is something else.
  init?(csv text: String, training: Int, study: StudyPlace? = nil) {
    var records = Self.records(text)[...]
    guard let head = records.popFirst(), head.first == "step", head.count > 1, Set(head).count == head.count else { return nil }
    self.init(training: training, study: study)
    for record in records {
      guard record.count <= head.count, let step = Int(record[0]) else { return nil }
      var metrics: [Metric] = []
      for (name, field) in zip(head, record).dropFirst() where !field.isEmpty {
        guard let value = Double(field) else { return nil }
        metrics.append(Metric(name, value))
      }
      add(MetricRecord(training: training, step: step, metrics: metrics))
    }
  }

  /// RFC 4180: fields may be quoted, a quote inside is doubled, and a quoted field may hold commas and line breaks.
  private static func records(_ text: String) -> [[String]] {
    var (records, record, field) = ([[String]](), [String](), "")
    var (isQuoted, rest) = (false, Array(text)[...])
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted && rest.first == "\"":
        field.append("\"")
        rest.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        record.append(field)
        field = ""
      case "\n" where !isQuoted, "\r\n" where !isQuoted:
        records.append(record + [field])
        (record, field) = ([], "")
      default: field.append(character)
      }
    }
    return field.isEmpty && record.isEmpty ? records : records + [record + [field]]
  }
}
