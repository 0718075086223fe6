import Foundation

/// The folder that holds the lessons.
public struct LessonLibrary: Sendable, Equatable {
  /// A lesson's file, not read yet.
  public struct Entry: Sendable, Equatable {
    public let name: LessonName
    public let path: String

    /// Whether readers are shown it: numbered lessons and pieces of the museum, not notes that lie beside them.
    public var isListed: Bool { name.number != nil || name.isExhibit }

    /// Reads and parses the file.
    public func lesson() throws(LessonError) -> Lesson { try Lesson(path: path) }
  }

  public let folder: String
  /// By number; then those without a number, then the museum's, both by name.
  public let entries: [Entry]

  /// Lists the Markdown files of a folder, and of the museum in it if there is one.
  public init(folder: String) throws(LessonError) {
    guard let lessons = LessonLibrary.entries(in: folder) else { throw .noLessons(searched: [folder]) }
    self.folder = folder
    self.entries = lessons + (LessonLibrary.entries(in: folder + "/" + LessonName.museum) ?? [])
    guard !entries.isEmpty else { throw .noLessons(searched: [folder]) }
  }

  /// The Markdown files right inside a folder; `nil` when it cannot be read.
  private static func entries(in folder: String) -> [Entry]? {
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
    return files.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }
      .map { Entry(name: LessonName(path: folder + "/" + $0), path: folder + "/" + $0) }
      .sorted { ($0.name.number ?? .max, $0.path) < ($1.name.number ?? .max, $1.path) }
  }

  /// Looks for the lessons: in `GANBOOK_LESSONS`; in `Lessons` of each folder above the executable and above the current
  /// folder; in `share/ganbook/Lessons` beside the executable's `bin`.
  public static func find(
    executable: String, currentFolder: String = FileManager.default.currentDirectoryPath,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(LessonError) -> LessonLibrary {
    if let folder = environment["GANBOOK_LESSONS"], !folder.isEmpty { return try LessonLibrary(folder: folder) }
    let binary = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
    let installed = binary.deletingLastPathComponent().appendingPathComponent("share/ganbook/Lessons").path
    let candidates = checkouts(above: binary.path) + [installed] + checkouts(above: currentFolder)
    for folder in candidates {
      if let library = try? LessonLibrary(folder: folder), library.entries.contains(where: { $0.name.number != nil }) {
        return library
      }
    }
    throw .noLessons(searched: [currentFolder + "/Lessons", installed, "the folders above them"])
  }

  private static func checkouts(above folder: String) -> [String] {
    var candidates: [String] = []
    var url = URL(fileURLWithPath: folder).standardizedFileURL
    while true {
      candidates.append(url.appendingPathComponent("Lessons").path)
      let parent = url.deletingLastPathComponent()
      if parent.path == url.path { return candidates }
      url = parent
    }
  }
}
