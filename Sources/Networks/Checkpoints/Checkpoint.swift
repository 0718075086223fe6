import Tensors

/// Everything that a training needs to go on as if it had never stopped: models, optimisers, averages, the random generator, the step.
///
///     var checkpoint = Checkpoint(step: step)
///     checkpoint.store(generator, as: "generator")
///     checkpoint.store(generatorOptimizer, as: "generatorOptimizer")
///     checkpoint.store(randomGenerator, as: "randomGenerator")
///     try checkpoint.write(to: "ring.safetensors")
///
///     let checkpoint = try Checkpoint(contentsOf: "ring.safetensors")
///     try checkpoint.restore(&generator, from: "generator")
///     try checkpoint.restore(&generatorOptimizer, from: "generatorOptimizer")
///     try checkpoint.restore(&randomGenerator, from: "randomGenerator")
///     for step in checkpoint.step..<5_000 { ... }
///
/// On the same machine the steps that follow give the bits that they would have given without the stop. The file is a safetensors file: tensors are called
/// `generator/layers.0.weight`, settings and texts are its metadata.
public struct Checkpoint {
  /// Steps that the training has made.
  public var step: Int
  /// Texts of the reader's own.
  public var metadata: [String: String]
  private var records: [CheckpointRecord] = []
  private var path = ""

  /// What the file says it is.
  private static let format = "ganbook checkpoint 1"
  private static let modelKind = "model"

  public init(step: Int = 0, metadata: [String: String] = [:]) {
    require(step >= 0, "Checkpoint: the step \(step) is negative")
    self.step = step
    self.metadata = metadata
  }

  /// The names of what is stored, in order.
  public var names: [String] { records.map(\.name) }

  // MARK: Storing

  /// Stores a model's parameters and buffers; what was stored under the name before is replaced.
  ///
  /// - Precondition: The name is not empty and has no `/`.
  public mutating func store<Model: Module>(_ model: Model, as name: String) {
    var record = CheckpointRecord(name: name, kind: Checkpoint.modelKind)
    record.add(model)
    store(record)
  }

  /// Stores an optimiser, an average or a random generator; what was stored under the name before is replaced.
  ///
  /// - Precondition: The name is not empty and has no `/`.
  public mutating func store<Value: Checkpointable>(_ value: Value, as name: String) {
    var record = CheckpointRecord(name: name, kind: Checkpoint.kind(of: value))
    value.record(into: &record)
    store(record)
  }

  private mutating func store(_ record: CheckpointRecord) {
    require(
      !record.name.isEmpty && !record.name.contains("/"),
      "Checkpoint: '\(record.name)' is no name for an entry; it must not be empty or hold a '/'")
    require(record.name != "metadata", "Checkpoint: no entry can be called 'metadata'; use the property for texts, or another name")
    records.removeAll { $0.name == record.name }
    records.append(record)
  }

  // MARK: Restoring

  /// Puts the stored parameters and buffers into a model of the same make.
  ///
  /// - Throws: `CheckpointError.noEntry`, `.wrongKind`, `.mismatch`; the model is then as it was.
  public func restore<Model: Module>(_ model: inout Model, from name: String) throws(CheckpointError) {
    try record(name, kind: Checkpoint.modelKind).restore(&model)
  }

  /// Puts the stored state into an optimiser, an average or a random generator of the same make.
  ///
  /// - Throws: `CheckpointError`; the value is then as it was.
  public func restore<Value: Checkpointable>(_ value: inout Value, from name: String) throws(CheckpointError) {
    try value.restore(from: record(name, kind: Checkpoint.kind(of: value)))
  }

  private func record(_ name: String, kind: String) throws(CheckpointError) -> CheckpointRecord {
    guard let record = records.first(where: { $0.name == name }) else { throw .noEntry(path: path, name: name, present: names) }
    if record.kind != kind { throw .wrongKind(path: path, name: name, found: record.kind, wanted: kind) }
    return record
  }

  /// The type's name without its generic arguments: an average is one whatever model it averages, whose tensors tell.
  private static func kind<Value>(of value: Value) -> String {
    let name = String(describing: Swift.type(of: value))
    return String(name.prefix { $0 != "<" })
  }

  // MARK: Files

  /// Writes everything to a file, which replaces an older one whole or not at all.
  ///
  /// - Parameter nonFinite: Whether infinite numbers and NaN are refused, which is the default and keeps the last good checkpoint, or saved.
  /// - Throws: `CheckpointError.unwritable`, `.notAFile`, `.nonFinite`.
  public func write(to path: String, nonFinite: NonFiniteNumbers = .refuse) throws(CheckpointError) {
    var texts = ["format": Checkpoint.format, "step": String(step)]
    for (key, value) in metadata { texts["metadata/\(key)"] = value }
    var tensors: [(name: String, value: Tensor)] = []
    for record in records {
      texts["\(record.name)/kind"] = record.kind
      for (key, value) in record.settings { texts["\(record.name)/\(key)"] = value }
      for (name, value) in record.tensors { tensors.append(("\(record.name)/\(name)", value)) }
    }
    texts["entries"] = names.joined(separator: "/")
    try SafetensorsWriter.write(tensors, metadata: texts, to: path, nonFinite: nonFinite)
  }

  /// Reads a checkpoint.
  ///
  /// - Parameter nonFinite: Whether infinite numbers and NaN are an error, which is the default, or are read.
  /// - Throws: `CheckpointError`.
  public init(contentsOf path: String, nonFinite: NonFiniteNumbers = .refuse) throws(CheckpointError) {
    let file = try SafetensorsFile(path)
    let texts = file.header.metadata
    guard texts["format"] == Checkpoint.format else { throw .notACheckpoint(path: path, format: texts["format"]) }
    self.path = path
    step = try CheckpointRecord(name: "checkpoint", kind: "", path: path, settings: texts, tensors: []).count("step")
    var settings = Self.grouped(texts.map { ($0.key, $0.value) })
    var tensors = Self.grouped(try Self.tensors(of: file, nonFinite: nonFinite))
    metadata = Dictionary(settings.removeValue(forKey: "metadata") ?? []) { $1 }
    for name in (texts["entries"] ?? "").split(separator: "/").map(String.init) {
      guard let own = settings.removeValue(forKey: name).map({ Dictionary($0) { $1 } }), let kind = own["kind"] else {
        throw .badSetting(path: path, name: "\(name)/kind", found: nil, wanted: "the kind of what is stored")
      }
      records.append(
        CheckpointRecord(
          name: name, kind: kind, path: path, settings: own, tensors: (tensors.removeValue(forKey: name) ?? []).map { ($0.0, $0.1) }))
    }
    let strangers = tensors.flatMap { group in group.value.map { group.key.isEmpty ? $0.0 : "\(group.key)/\($0.0)" } }.sorted()
    if !strangers.isEmpty { throw .mismatch(path: path, difference: ModelDifference(unexpected: strangers)) }
  }

  /// Pairs under what stands before the first `/` of their keys, in order; those without one under nothing.
  private static func grouped<Value>(_ pairs: [(String, Value)]) -> [String: [(String, Value)]] {
    var groups: [String: [(String, Value)]] = [:]
    for (key, value) in pairs {
      let slash = key.firstIndex(of: "/")
      let rest = slash.map { String(key[key.index(after: $0)...]) } ?? key
      groups[slash.map { String(key[..<$0]) } ?? "", default: []].append((rest, value))
    }
    return groups
  }

  private static func tensors(
    of file: borrowing SafetensorsFile, nonFinite: NonFiniteNumbers
  ) throws(CheckpointError) -> [(String, Tensor)] {
    var tensors: [(String, Tensor)] = []
    for entry in file.header.entries { tensors.append((entry.name, try file.tensor(entry))) }
    let suspects = tensors.filter { !$0.1.isFinite }.map(\.0)
    if nonFinite == .refuse && !suspects.isEmpty { throw .nonFinite(path: file.path, tensors: suspects, isWriting: false) }
    return tensors
  }
}
