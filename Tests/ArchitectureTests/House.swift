/// The house as the design gives it: every target, and the targets it may build on.
///
/// Imports point downward only. The mathematics and the notebook meet in `Figures`, `NotebookProtocol` and the executable, nowhere else.
enum House {
  static let rooms: [String: Set<String>] = [
    "COpenBLAS": [], "CReadline": [], "CMarkdown": [], "CSQLite": [], "CPNG": [], "CZlib": [],
    "CGnuplot": [],
    "CProcess": [],
    "Tensors": ["COpenBLAS"],
    "Networks": ["Tensors"],
    "Adversarial": ["Networks"],
    "Datasets": ["Tensors", "CPNG", "CZlib"],
    "Figures": [],
    "NotebookProtocol": ["Figures"],
    "GANs": ["Adversarial", "Datasets", "NotebookProtocol"],
    "Lessons": ["CMarkdown", "Yams", "Figures"],
    "Notebook": ["CProcess", "Lessons", "NotebookProtocol"],
    "Gnuplot": ["Figures", "CGnuplot"],
    "StateStore": ["CSQLite"],
    "Terminal": ["CReadline"],
    "ganbook": ["Notebook", "Gnuplot", "StateStore", "Terminal", "GANs", "ArgumentParser"],
  ]

  static let systemLibraries: Set<String> = ["COpenBLAS", "CReadline", "CMarkdown", "CSQLite", "CPNG", "CZlib"]
  static let mathematics: Set<String> = ["Tensors", "Networks", "Adversarial", "Datasets", "GANs"]
  static let notebook: Set<String> = ["Lessons", "Notebook", "Gnuplot", "StateStore", "Terminal"]

  /// Modules that come with the toolchain and the system.
  static let platform: Set<String> = ["Foundation", "Glibc", "Synchronization", "RegexBuilder", "Swift"]

  /// The packages from outside, each with the one target that may name it.
  static let packages: [String: String] = ["Yams": "Lessons", "ArgumentParser": "ganbook"]

  /// Everything below a target, its own dependencies and theirs.
  static func below(_ target: String) -> Set<String> {
    var seen: Set<String> = []
    var waiting = Array(rooms[target] ?? [])
    while let next = waiting.popLast() {
      if seen.insert(next).inserted { waiting += rooms[next] ?? [] }
    }
    return seen
  }
}
