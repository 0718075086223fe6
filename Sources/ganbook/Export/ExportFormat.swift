import ArgumentParser
import Foundation

/// The forms in which a lesson or a run leaves the notebook.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  /// One page that needs nothing else.
  case html
  /// A Jupyter notebook.
  case ipynb
  /// Markdown with the results in it; pictures lie beside it.
  case md
  /// A SwiftPM package that depends on Ganbook.
  case package

  /// The pages that a run can write of itself, between commas.
  static func pages(_ text: String) throws -> [ExportFormat] {
    let formats = try list(text)
    if formats.contains(.package) { throw ValidationError("A run becomes a package afterwards: `ganbook export last --to package`.") }
    return formats
  }

  /// Formats between commas.
  static func list(_ text: String) throws -> [ExportFormat] {
    try text.split(separator: ",").map { word in
      let name = word.trimmingCharacters(in: .whitespaces).lowercased()
      guard let format = ExportFormat(rawValue: name) else {
        throw ValidationError("--to takes \(allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return format
    }
  }
}

/// Writes exports.
struct Exporter {
  let source: ExportSource
  /// Where a package finds Ganbook's sources; `nil` for those that this program was built from.
  var ganbook: String?

  /// Writes one format into a folder.
  ///
  /// - Returns: The path of what was written.
  func write(_ format: ExportFormat, named name: String, into folder: String) throws -> String {
    do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
      throw Fault.cannotWrite(path: folder, reason: Reason.of(error))
    }
    switch format {
    case .html: return try file("\(folder)/\(name).html", HTMLPage(source).text)
    case .ipynb: return try file("\(folder)/\(name).ipynb", NotebookFile(source).text)
    case .md:
      let page = MarkdownPage(source, pictures: "\(name)-figures")
      try page.writePictures(into: "\(folder)/\(name)-figures")
      return try file("\(folder)/\(name).md", page.text)
    case .package: return try PackageFolder(source: source, ganbook: ganbook).write(named: name, into: folder)
    }
  }

  private func file(_ path: String, _ text: String) throws(Fault) -> String {
    try RunDirectory.write(text, at: path)
    return path
  }
}
