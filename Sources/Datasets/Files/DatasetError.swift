/// What can be wrong with a dataset's files.
public enum DatasetError: Error, Equatable {
  /// No folder that was looked at holds the file.
  case notFound(file: String, searched: [String])
  case unreadable(path: String, reason: String)
  /// The file is not the one that was published.
  case checksum(path: String, expected: String, found: String)
  case malformed(path: String, line: Int, problem: String)
  /// A table of the reader's own has a fault in this line and column, both from 1.
  case badCell(path: String, line: Int, column: Int, problem: String)
  /// A binary file has a fault at this byte, from 0.
  case corrupt(path: String, byte: Int, problem: String)
  /// Good in itself, but not what this place takes.
  case unsuitable(path: String, problem: String, remedy: String)
}

extension DatasetError: CustomStringConvertible {
  /// What happened, where, and what to do next.
  public var description: String {
    switch self {
    case .notFound(let file, let searched):
      "the dataset file \(file) was not found; looked in \(searched.joined(separator: ", ")). "
        + "Set GANBOOK_DATASETS to the folder that holds it."
    case .unreadable(let path, let reason):
      "\(path) cannot be read: \(reason). Check that the file is there and that you may read it."
    case .checksum(let path, let expected, let found):
      "\(path) is not the published file: its SHA-256 is \(found), it should be \(expected). "
        + "Get it again, for example with `git checkout -- Datasets`."
    case .malformed(let path, let line, let problem):
      "\(path):\(line): \(problem). Mend that line, or get the file again with `git checkout -- Datasets`."
    case .badCell(let path, let line, let column, let problem):
      "\(path):\(line), column \(column): \(problem). Mend that cell."
    case .corrupt(let path, let byte, let problem):
      "\(path), byte \(byte): \(problem). Get the file again from where it came."
    case .unsuitable(let path, let problem, let remedy):
      "\(path): \(problem). \(remedy)."
    }
  }
}
