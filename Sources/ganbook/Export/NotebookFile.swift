import Foundation
import Lessons

/// A lesson, or a run of it, as a Jupyter notebook of format 4.5.
///
/// - Source: The notebook file format, nbformat.readthedocs.io: cells need identities of letters, digits, hyphens and underscores; an `execute_result`
///   bears the number of its cell's execution.
struct NotebookFile {
  private let source: ExportSource

  init(_ source: ExportSource) { self.source = source }

  var text: String { JSON.text(Document(cells: cells, metadata: metadata)) }

  private var cells: [NotebookCell] {
    var cells: [NotebookCell] = []
    if source.isStale { cells.append(markdown("> The lesson has changed since this run; shown is the text that ran.", cells.count)) }
    for part in source.lesson.parts {
      switch part {
      case .prose(_, let markdown): cells.append(self.markdown(markdown, cells.count))
      case .hint(let hint, let markdown):
        cells.append(self.markdown("<details><summary>Hint \(hint.level)</summary>\n\n\(markdown)\n\n</details>", cells.count))
      case .quiz(let quiz): cells.append(markdown(QuizMarkdown(quiz).text, cells.count))
      case .cell(let cell): cells.append(code(cell, cells.count))
      }
    }
    return cells
  }

  private func markdown(_ text: String, _ index: Int) -> NotebookCell {
    NotebookCell(type: "markdown", id: "text-\(index)", source: text)
  }

  private func code(_ cell: Cell, _ index: Int) -> NotebookCell {
    let text = source.source(of: cell)
    var result = NotebookCell(type: "code", id: "cell-\(index)", source: text.hasSuffix("\n") ? String(text.dropLast()) : text)
    let record = source.record(of: cell)
    result.executionCount = .some(record?.number)
    result.outputs = record.map(outputs) ?? []
    if cell.kind != .plain { result.metadata["tags"] = [cell.kind == .raises ? "raises-exception" : cell.kind.rawValue] }
    return result
  }

  private func outputs(_ record: CellRecord) -> [NotebookOutput] {
    var outputs: [NotebookOutput] = []
    if !record.output.isEmpty { outputs.append(.stream(record.output)) }
    for figure in record.figures {
      var data = ["text/plain": figure.alternativeText.isEmpty ? figure.title : figure.alternativeText]
      if let picture = source.picture(figure, either: false) { data["image/png"] = picture.bytes.base64EncodedString() }
      outputs.append(.display(data))
    }
    for table in record.tables {
      let plain = ([table.head] + table.rows).map { $0.joined(separator: "  ") }.joined(separator: "\n")
      outputs.append(.display(["text/markdown": ResultText.table(table), "text/plain": plain]))
    }
    let words = record.notes + ResultText.verdicts(record, isQuick: source.run?.record.quick ?? false)
    if !words.isEmpty { outputs.append(.stream(words.map { $0 + "\n" }.joined())) }
    if let value = record.value { outputs.append(.result(["text/plain": value.text], count: record.number)) }
    if let error = record.error { outputs.append(.error(error)) }
    return outputs
  }

  private var metadata: Document.Metadata {
    let swift = source.run?.record.versions["swift"] ?? ""
    return Document.Metadata(
      kernelspec: ["display_name": "Swift (Ganbook)", "language": "swift", "name": "ganbook"],
      language_info: ["name": "swift", "file_extension": ".swift", "mimetype": "text/x-swift", "version": swift],
      title: source.lesson.title, ganbook: Dictionary(source.provenance.map { ($0.name, $0.value) }) { first, _ in first })
  }

  /// Names as the format has them.
  private struct Document: Encodable {
    struct Metadata: Encodable {
      var kernelspec: [String: String]
      var language_info: [String: String]
      var title: String
      var ganbook: [String: String]
    }

    var cells: [NotebookCell]
    var metadata: Metadata
    let nbformat = 4
    let nbformat_minor = 5
  }
}

struct NotebookCell: Encodable {
  var type: String
  var id: String
  var source: String
  var metadata: [String: [String]] = [:]
  /// `nil` for text; `.some(nil)` for code that did not run.
  var executionCount: Int??
  var outputs: [NotebookOutput]?

  private enum CodingKeys: String, CodingKey {
    case cell_type, id, source, metadata, execution_count, outputs
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(type, forKey: .cell_type)
    try values.encode(id, forKey: .id)
    try values.encode(source, forKey: .source)
    try values.encode(metadata, forKey: .metadata)
    guard type == "code" else { return }
    if let count = executionCount ?? nil {
      try values.encode(count, forKey: .execution_count)
    } else {
      try values.encodeNil(forKey: .execution_count)
    }
    try values.encode(outputs ?? [], forKey: .outputs)
  }
}

enum NotebookOutput: Encodable {
  case stream(String)
  case display([String: String])
  case result([String: String], count: Int)
  case error(String)

  private enum CodingKeys: String, CodingKey {
    case output_type, name, text, data, metadata, execution_count, ename, evalue, traceback
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .stream(let text):
      try values.encode("stream", forKey: .output_type)
      try values.encode("stdout", forKey: .name)
      try values.encode(text, forKey: .text)
    case .display(let data):
      try values.encode("display_data", forKey: .output_type)
      try values.encode(data, forKey: .data)
      try values.encode([String: String](), forKey: .metadata)
    case .result(let data, let count):
      try values.encode("execute_result", forKey: .output_type)
      try values.encode(count, forKey: .execution_count)
      try values.encode(data, forKey: .data)
      try values.encode([String: String](), forKey: .metadata)
    case .error(let text):
      try values.encode("error", forKey: .output_type)
      try values.encode("CellFailure", forKey: .ename)
      try values.encode(text.split(separator: "\n").first.map(String.init) ?? "", forKey: .evalue)
      try values.encode(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), forKey: .traceback)
    }
  }
}
