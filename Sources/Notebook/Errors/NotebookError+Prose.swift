extension NotebookError: CustomStringConvertible {
  /// What happened, where, and what to do next.
  public var description: String {
    switch self {
    case .toolchainMissing(let searched):
      """
      No Swift toolchain was found (looked in \(searched.isEmpty ? "PATH" : searched.joined(separator: ", "))).
      Install Swift from swift.org and put its `swift` on PATH, or set SWIFT_TOOLCHAIN to the toolchain's directory.
      """
    case .toolchainMismatch(let found, let path, let wanted):
      """
      Ganbook was built with \(wanted), but the toolchain in \(path) is \(found); it cannot load Ganbook's modules.
      Build Ganbook again with this toolchain (`make build`), or set SWIFT_TOOLCHAIN to the other one.
      """
    case .modulesMissing(let searched):
      """
      Ganbook's own modules are missing (looked in \(searched.joined(separator: " and "))).
      Build Ganbook again with `make build`, or install it again with `make install`.
      """
    case .cacheUnusable(let path, let reason):
      "Compiled cells cannot be kept in \(path): \(reason).\nFree some space there, or set XDG_CACHE_HOME to another directory."
    case .cannotStart(let program, let reason):
      "\(program) cannot be started: \(reason)."
    default: cellDescription
    }
  }

  private var cellDescription: String {
    switch self {
    case .compile(let diagnostics):
      diagnostics.filter { $0.severity == .error }.map { "\($0.file):\($0.line): \($0.message)" }.joined(separator: "\n")
    case .compilerCrashed(let signal, let text):
      """
      The Swift compiler itself failed\(signal > 0 ? " (\(SignalName.of(signal)))" : ""); the notebook stands as before.
      Write the cell in another way, or split it. Its last words: \(text.split(separator: "\n").suffix(3).joined(separator: " / "))
      """
    case .compilerTimedOut(let seconds):
      """
      The Swift compiler was stopped after \(Self.seconds(seconds)); the notebook stands as before.
      Long expressions take it long: split them, and name their types.
      """
    case .linkFailed(let text): "The cell was compiled but cannot be linked: \(text)"
    case .featureRefused(let feature, let instead, let place):
      """
      \(place): this cell uses \(feature), which a notebook cannot take back: each cell runs in a forked process, and there it hangs.
      The cell did not run. \(instead)
      """
    case .unknownParameter(let name, let known):
      "There is no parameter `\(name)`. " + (known.isEmpty ? "This cell has none." : "There are: \(known.joined(separator: ", ")).")
    case .unsuitableParameter(let name, let value, let expected):
      "The parameter `\(name)` takes \(expected), not `\(value)`."
    case .documentationUnreadable(let text):
      """
      The library's docstrings cannot be read: \(text.split(separator: "\n").last.map(String.init) ?? "the toolchain says nothing").
      Build Ganbook again with `make build`, or install it again with `make install`.
      """
    default: runDescription
    }
  }

  private var runDescription: String {
    switch self {
    case .cellFailed(let fault): fault.description
    case .interrupted(let place): "\(place): interrupted. The notebook stands as it did before this cell."
    case .timedOut(let seconds, let place):
      "\(place): stopped after \(Self.seconds(seconds)). The notebook stands as it did before this cell."
    case .kernelDied(let status):
      """
      The process that runs the cells has died (\(status)), and the values of all cells with it.
      `:restart` begins with an empty notebook.
      """
    case .nothingToUndo: "There is nothing to undo: no cell has run."
    case .undoneTooFar: "Undo does not reach further back: older states were let go to save memory. `:restart` begins anew."
    case .nothingToRedo: "There is nothing to redo."
    case .stateLost:
      "That state is gone: its process was ended from outside, perhaps because memory ran out. The notebook stands at the last one below it."
    case .unknownBranch(let name, let known):
      known.isEmpty
        ? "There is no branch `\(name)`: `:branch \(name)` keeps the present state under that name."
        : "There is no branch `\(name)`. There are: \(known.joined(separator: ", "))."
    case .tooManyBranches(let limit):
      "There are \(limit) branches already, and each holds a notebook in memory. `:branch` with one of their names moves it here."
    default: ""
    }
  }

  private static func seconds(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value)) s" : "\(value) s"
  }
}

extension CellFault: CustomStringConvertible {
  public var description: String {
    "\(location.map { "\($0): " } ?? "")\(message)\nThe notebook stands as it did before this cell."
  }
}

extension SourceLocation: CustomStringConvertible {
  public var description: String { "\(file):\(line)" }
}
