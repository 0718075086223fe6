import Tensors

/// What can be stored in a checkpoint beside models: optimisers, averages, the random generator, and a reader's own values.
///
///     extension Controller: Checkpointable {
///       func record(into record: inout CheckpointRecord) { record.set("balance", to: balance) }
///       mutating func restore(from record: CheckpointRecord) throws(CheckpointError) { balance = try record.number("balance", in: 0...1) }
///     }
public protocol Checkpointable {
  /// Writes all that a later `restore` needs.
  func record(into record: inout CheckpointRecord)

  /// Takes the state that was recorded; leaves the value as it was when it throws.
  mutating func restore(from record: CheckpointRecord) throws(CheckpointError)
}

/// One named entry of a checkpoint: settings and tensors.
public struct CheckpointRecord {
  /// What the entry is called in the checkpoint.
  public let name: String
  /// The type that was stored.
  let kind: String
  /// The file, for messages.
  let path: String
  private(set) var settings: [String: String] = [:]
  private(set) var tensors: [(name: String, value: Tensor)] = []

  init(name: String, kind: String, path: String = "") {
    self.name = name
    self.kind = kind
    self.path = path
  }

  init(name: String, kind: String, path: String, settings: [String: String], tensors: [(name: String, value: Tensor)]) {
    self.init(name: name, kind: kind, path: path)
    self.settings = settings
    self.tensors = tensors
  }

  // MARK: Recording

  /// Notes a number, a truth value or a text. Doubles come back to the bit.
  public mutating func set<Value: LosslessStringConvertible>(_ setting: String, to value: Value) {
    Tensors.require(setting != "kind" && !setting.isEmpty, "CheckpointRecord: a setting cannot be called '\(setting)'")
    settings[setting] = value.description
  }

  /// Notes a tensor.
  public mutating func add(_ tensor: Tensor, named name: String) {
    Tensors.require(
      !name.isEmpty && !tensors.contains { $0.name == name }, "CheckpointRecord: the name '\(name)' of a tensor is empty or taken")
    tensors.append((name, tensor))
  }

  /// Notes the parameters and buffers of a model.
  public mutating func add<Model: Module>(_ model: Model) {
    for (name, value) in ModelTensors.of(model) { tensors.append((name, value)) }
  }

  // MARK: Restoring

  /// A setting as it was noted.
  ///
  /// - Throws: `CheckpointError.badSetting` if it is not there, or is none of this type.
  public func value<Value: LosslessStringConvertible>(_ setting: String, as type: Value.Type = Value.self) throws(CheckpointError) -> Value
  {
    guard let text = settings[setting], let value = Value(text) else { throw fault(setting, wanted: "a value of type \(type)") }
    return value
  }

  /// A finite number in a range.
  ///
  /// - Throws: `CheckpointError.badSetting`.
  public func number<Bounds: RangeExpression<Double>>(_ setting: String, in range: Bounds) throws(CheckpointError) -> Double {
    guard let number = settings[setting].flatMap(Double.init), number.isFinite, range.contains(number) else {
      throw fault(setting, wanted: "a number in \(range)")
    }
    return number
  }

  /// A number of steps, or of other things: whole, not negative, and far from the largest.
  ///
  /// - Throws: `CheckpointError.badSetting`.
  public func count(_ setting: String) throws(CheckpointError) -> Int {
    guard let count = settings[setting].flatMap({ Int($0) }), (0...1 << 53).contains(count) else {
      throw fault(setting, wanted: "a whole number of at least 0")
    }
    return count
  }

  /// Makes sure that a setting which is chosen when a value is made is the same in the file.
  ///
  /// - Throws: `CheckpointError.otherSetting`, or `.badSetting` if it is not there.
  public func require<Value: LosslessStringConvertible>(_ setting: String, is value: Value) throws(CheckpointError) {
    guard let text = settings[setting] else { throw fault(setting, wanted: value.description) }
    if text != value.description { throw .otherSetting(path: path, name: "\(name)/\(setting)", found: text, wanted: value.description) }
  }

  /// A tensor of this name and shape.
  ///
  /// - Throws: `CheckpointError.mismatch`.
  public func tensor(_ name: String, shape: [Int]) throws(CheckpointError) -> Tensor {
    guard let tensor = tensors.first(where: { $0.name == name })?.value else {
      throw .mismatch(path: path, difference: ModelDifference(missing: ["\(self.name)/\(name)"]))
    }
    if tensor.shape != shape {
      let difference = ShapeDifference(name: "\(self.name)/\(name)", inFile: tensor.shape, inModel: shape)
      throw .mismatch(path: path, difference: ModelDifference(reshaped: [difference]))
    }
    return tensor
  }

  /// The parameters and buffers of a model, all of them or none.
  ///
  /// - Throws: `CheckpointError.mismatch`.
  public func restore<Model: Module>(_ model: inout Model) throws(CheckpointError) {
    let difference = ModelTensors.difference(tensors.map { ($0.name, $0.value.shape) }, from: model)
    if !difference.isEmpty { throw .mismatch(path: path, difference: difference) }
    model = ModelTensors.replaced(in: model, by: Dictionary(uniqueKeysWithValues: tensors))
  }

  private func fault(_ setting: String, wanted: String) -> CheckpointError {
    .badSetting(path: path, name: "\(name)/\(setting)", found: settings[setting], wanted: wanted)
  }
}

// MARK: What optimisers share

extension CheckpointRecord {
  mutating func add(_ decay: WeightDecay) {
    switch decay {
    case .none: set("weightDecay", to: "none")
    case .l2: set("weightDecay", to: "l2")
    case .decoupled: set("weightDecay", to: "decoupled")
    }
    set("weightDecayShare", to: decay.share)
  }

  func weightDecay() throws(CheckpointError) -> WeightDecay {
    let share = try number("weightDecayShare", in: 0...)
    switch settings["weightDecay"] {
    case "none": return .none
    case "l2": return .l2(share)
    case "decoupled": return .decoupled(share)
    default: throw fault("weightDecay", wanted: "none, l2 or decoupled")
    }
  }

  mutating func add(_ states: OptimizerStates) {
    for (kind, tensors) in states.kinds {
      for (name, tensor) in zip(states.names, tensors) { add(tensor, named: Self.stateName(kind, name)) }
    }
  }

  /// Replaces an optimiser's states by the recorded ones, all of them or none.
  func restore(_ states: inout OptimizerStates) throws(CheckpointError) {
    var difference = ModelDifference()
    var left = Dictionary(uniqueKeysWithValues: tensors)
    var restored: [[Tensor]] = []
    for (kind, tensors) in states.kinds {
      restored.append([])
      for (name, tensor) in zip(states.names, tensors) {
        let name = Self.stateName(kind, name)
        guard let found = left.removeValue(forKey: name) else {
          difference.missing.append(name)
          continue
        }
        if found.shape != tensor.shape {
          difference.reshaped.append(ShapeDifference(name: name, inFile: found.shape, inModel: tensor.shape))
        }
        restored[restored.count - 1].append(found.converted(to: tensor.dtype))
      }
    }
    difference.unexpected = left.keys.sorted()
    if !difference.isEmpty { throw .mismatch(path: path, difference: difference) }
    states.replace(restored)
  }

  private static func stateName(_ kind: String, _ parameter: String) -> String { parameter.isEmpty ? kind : "\(kind).\(parameter)" }
}
