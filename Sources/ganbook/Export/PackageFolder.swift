import Foundation
import Lessons
import Notebook

/// A lesson, or a run of it, as a SwiftPM package whose program trains what the notebook trains.
struct PackageFolder {
  let source: ExportSource
  /// The folder of Ganbook's sources as the package is to name it: absolute, or seen from the package. `nil` for the one that this program was built in.
  let ganbook: String?

  /// Where Ganbook's sources lie when nobody says so: in a folder above this program.
  private static var ownSources: String? {
    var folder = URL(fileURLWithPath: Places.executable).deletingLastPathComponent()
    while folder.path != "/" {
      if isGanbook(folder.path) { return folder.path }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  private static func isGanbook(_ folder: String) -> Bool {
    (try? String(contentsOfFile: "\(folder)/Package.swift", encoding: .utf8))?.contains("name: \"Ganbook\"") ?? false
  }

  /// Writes the package.
  ///
  /// - Returns: Its folder.
  func write(named name: String, into folder: String) throws -> String {
    let path = "\(folder)/\(name)-package"
    let dependency = try place(from: path)
    try refuseForeignPackage(at: path)
    let reader = try ProgramReader()
    try LessonProgram.refuseNamesDeclaredTwice(in: source.lesson, reader)
    let program = try LessonProgram(source, reader: reader)
    let errors = try reader.errors(in: program.text)
    if !errors.isEmpty { throw Fault.noProgram(places(of: errors, in: program)) }
    try write(program, dependency: dependency, to: path)
    return path
  }

  private func place(from package: String) throws(Fault) -> String {
    guard let ganbook = ganbook ?? Self.ownSources else { throw .ganbookSources(nil) }
    let resolved = URL(fileURLWithPath: ganbook, relativeTo: URL(fileURLWithPath: package, isDirectory: true)).standardizedFileURL.path
    guard Self.isGanbook(resolved) else { throw .ganbookSources(resolved) }
    return ganbook
  }

  /// A package that somebody else wrote, or that was changed into one's own, is not written over.
  private func refuseForeignPackage(at path: String) throws(Fault) {
    let manifest = "\(path)/Package.swift"
    guard FileManager.default.fileExists(atPath: manifest) else { return }
    let text = (try? String(contentsOfFile: manifest, encoding: .utf8)) ?? ""
    if !text.contains(PackageText.mark) { throw .foreignPackage(path) }
  }

  private func places(of errors: [Notebook.Diagnostic], in program: LessonProgram) -> [String] {
    let file = source.lesson.file
    return errors.prefix(5).map { error in
      let origin = program.origins.indices.contains(error.line - 1) ? program.origins[error.line - 1] : nil
      return origin.map { "\(file):\($0): \(error.message)" } ?? "\(file): \(error.message)"
    }
  }

  private func write(_ program: LessonProgram, dependency: String, to path: String) throws(Fault) {
    do { try FileManager.default.createDirectory(atPath: "\(path)/Sources", withIntermediateDirectories: true) } catch {
      throw .cannotWrite(path: path, reason: Reason.of(error))
    }
    let texts = PackageText(source: source, parameters: program.parameters, ganbook: dependency)
    try RunDirectory.write(texts.manifest, at: "\(path)/Package.swift")
    try RunDirectory.write(program.text, at: "\(path)/Sources/main.swift")
    try RunDirectory.write(texts.readme, at: "\(path)/README.md")
    try RunDirectory.write(".build/\nresults/\n", at: "\(path)/.gitignore")
  }
}
