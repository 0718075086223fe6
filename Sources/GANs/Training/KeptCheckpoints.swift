import Glibc
import Networks
import NotebookProtocol
import Tensors

/// Keeps a model beside what else a run leaves, as a safetensors file.
///
///     checkpoint("generator", generator)
///
/// and later, in a notebook or a program of one's own,
///
///     var generator = MLP(2, 128, 128, 2)
///     try load("RUN/checkpoints/generator.safetensors", into: &generator)
///
/// `ganbook run` keeps it in the run's directory and names it in the run's record; a notebook that is read keeps it under the reader's state and shows
/// the path; a program keeps it beside its results. A name that was used before is written over, whole or not at all; inside a study the seed is
/// part of it. A file outlives `:undo`. Where it cannot be written (a full disk, numbers that are not finite) a note says why, and the cell goes on.
///
/// - Parameter name: The file's name without its extension.
/// - Returns: The path; `nil` when nothing was written.
@discardableResult
public func checkpoint<Model: Module>(_ name: String, _ model: Model) -> String? {
  KeptCheckpoints.keepModel(name, model)
}

/// Keeps everything that a training needs to go on, beside what else a run leaves.
///
///     var state = Checkpoint(step: step.index + 1)
///     state.store(generator, as: "generator")
///     state.store(generatorOptimizer, as: "generatorOptimizer")
///     checkpoint("ring", state)
///
/// `Checkpoint(contentsOf:)` reads it again. What holds of a model's file holds of this one.
@discardableResult
public func checkpoint(_ name: String, _ state: Checkpoint) -> String? {
  KeptCheckpoints.keep(name) { path throws(CheckpointError) in try state.write(to: path) }
}

extension TrainingStep {
  /// Keeps a model now and then, in a file for each such step.
  ///
  ///     step.checkpoint("generator", generator, every: 1_000)   // generator-step-0, generator-step-1000, ...
  ///
  /// - Parameter every: Keeps one step in this many, and the last.
  public func checkpoint<Model: Module>(_ name: String, _ model: @autoclosure () -> Model, every interval: Int) {
    guard isRecorded(every: interval) else { return }
    KeptCheckpoints.keepModel("\(name)-step-\(index)", model())
  }
}

/// Where the checkpoints of a notebook or program lie.
enum KeptCheckpoints {
  /// The notebook's word; a program's results; or a folder here.
  private static var folder: String {
    if let folder = getenv("GANBOOK_CHECKPOINTS"), folder.pointee != 0 { return String(cString: folder) }
    return (Program.current.map { $0.folder + "/" } ?? "") + "checkpoints"
  }

  @discardableResult
  static func keepModel<Model: Module>(_ name: String, _ model: Model) -> String? {
    keep(name) { path throws(CheckpointError) in
      try save(model, to: path, metadata: ["name": name, "seed": "\(randomGenerator.seed)"])
    }
  }

  static func keep(_ name: String, _ write: (String) throws(CheckpointError) -> Void) -> String? {
    let seed = Trainings.place.map { "-seed-\($0.seed)" } ?? ""
    let stem = String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" }) + seed
    require(stem.contains { $0.isLetter || $0.isNumber }, "checkpoint: `\(name)` is no name for a file")
    let path = "\(folder)/\(stem).safetensors"
    Folders.make(above: path)
    do throws(CheckpointError) {
      try write(path)
    } catch {
      say(.note("The checkpoint `\(name)` was not kept: \(error.description)"))
      return nil
    }
    var information = stat()
    let bytes = stat(path, &information) == 0 ? Int(information.st_size) : 0
    say(.checkpoint(KeptCheckpoint(name: name, path: path, bytes: bytes)))
    return path
  }
}

/// Folders on the way to a file.
enum Folders {
  /// Makes those that are missing. What keeps one from being made is told by whoever writes the file.
  static func make(above path: String) {
    var slash = path.startIndex
    while let next = path[path.index(after: slash)...].firstIndex(of: "/") {
      mkdir(String(path[..<next]), 0o777)
      slash = next
    }
  }
}
