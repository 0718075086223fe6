import Foundation

/// The files around an exported program: the manifest and what a person reads first.
struct PackageText {
  let source: ExportSource
  let parameters: [String]
  /// Where the package finds Ganbook.
  let ganbook: String

  /// Tells a manifest that was written here from one that a person wrote. Whoever changes the package into their own deletes the line.
  static let mark = "// Written by `ganbook export`; a second export writes over it. Delete this line to keep your changes."

  /// What the package and its program are called: the lesson's name, as far as a product's name may hold it.
  var name: String {
    let letters = source.lesson.name.name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let name = String(letters)
    return name.first?.isLetter == true ? name : "lesson-\(name)"
  }

  var manifest: String {
    [
      "// swift-tools-version: 6.2",
      Self.mark,
      "import PackageDescription",
      "",
      "let package = Package(",
      "  name: \(Self.quoted(name)),",
      "  dependencies: [.package(name: \"Ganbook\", path: \(Self.quoted(ganbook)))],",
      "  targets: [",
      "    .executableTarget(name: \(Self.quoted(name)), dependencies: [.product(name: \"GANs\", package: \"Ganbook\")], path: \"Sources\")",
      "  ],",
      "  // As in a notebook: in version 6 the variables of a script belong to the main actor, and functions could not touch them.",
      "  swiftLanguageModes: [.v5]",
      ")",
      "",
    ].joined(separator: "\n")
  }

  var readme: String {
    let rows = source.provenance.map { "| \($0.name) | \($0.value.replacing("|", with: "\\|")) |" }
    let options =
      parameters.isEmpty ? "" : "\n\nParameters can be set on the command line: `swift run -c release \(name) -p \(parameters[0])=VALUE`."
    return """
      # \(source.lesson.title)

      \(source.lesson.frontMatter.summary)

      A lesson of Ganbook as a program: its cells in their order, exercises solved. `-c release` matters, for the engine is built along:

          swift build -c release
          swift run -c release \(name) --help
          swift run -c release \(name)

      Results are printed. The metrics of each training and the numbers of each picture lie in `results/` as CSV. The losses are those of the notebook
      with the same seed and parameters. GANBOOK_THREADS sets the number of threads.\(options)

      | | |
      |---|---|
      \(rows.joined(separator: "\n"))

      """
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
