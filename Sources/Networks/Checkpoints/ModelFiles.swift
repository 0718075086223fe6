import Tensors

/// What happens to numbers that are infinite or NaN when a model is saved or loaded.
public enum NonFiniteNumbers: Sendable, Equatable {
  /// They are an error, and nothing is written or loaded.
  case refuse
  /// They are saved or loaded like others; a load reports where they are.
  case accept
}

/// What was noticed while a model was loaded.
public struct LoadReport: Sendable, Equatable {
  /// The tensors that hold infinite numbers or NaN; only ever some with `nonFinite: .accept`.
  public var nonFinite: [String]
  /// The file's texts.
  public var metadata: [String: String]
}

/// Writes the parameters and buffers of a model to a safetensors file.
///
///     try save(generator, to: "generator.safetensors")
///
/// The file replaces an older one whole or not at all. Python reads it with `safetensors`; a weight keeps our layout, [inputs, outputs] for a dense layer.
///
/// - Parameters:
///   - metadata: Texts that travel with the model.
///   - nonFinite: Whether a model with infinite numbers or NaN is refused, which is the default, or saved.
/// - Throws: `CheckpointError.unwritable`, `.notAFile`, `.nonFinite`.
public func save<Model: Module>(
  _ model: Model, to path: String, metadata: [String: String] = [:], nonFinite: NonFiniteNumbers = .refuse
) throws(CheckpointError) {
  try SafetensorsWriter.write(ModelTensors.of(model), metadata: metadata, to: path, nonFinite: nonFinite)
}

/// Reads the parameters and buffers of a model from a safetensors file.
///
///     var generator = MLP(2, 128, 128, 2)
///     try load("generator.safetensors", into: &generator)
///
/// The numbers take the model's precision: halves become Floats exactly, Doubles are rounded where the model has Floats.
///
/// - Parameter nonFinite: Whether infinite numbers and NaN are an error, which is the default, or are loaded and reported.
/// - Returns: What was noticed, and the file's metadata.
/// - Throws: `CheckpointError`; the model is then as it was. A file that holds other tensors than the model is refused with the list of what is missing, what the
///   model does not have, and what has another shape.
@discardableResult
public func load<Model: Module>(
  _ path: String, into model: inout Model, nonFinite: NonFiniteNumbers = .refuse
) throws(CheckpointError) -> LoadReport {
  let file = try SafetensorsFile(path)
  let difference = ModelTensors.difference(file.header.entries.map { ($0.name, $0.shape) }, from: model)
  if !difference.isEmpty { throw .mismatch(path: path, difference: difference) }
  var tensors: [String: Tensor] = [:]
  for entry in file.header.entries { tensors[entry.name] = try file.tensor(entry) }
  let loaded = ModelTensors.replaced(in: model, by: tensors)
  let suspects = ModelTensors.of(loaded).filter { !$0.value.isFinite }.map(\.name)
  if nonFinite == .refuse && !suspects.isEmpty { throw .nonFinite(path: path, tensors: suspects, isWriting: false) }
  model = loaded
  return LoadReport(nonFinite: suspects, metadata: file.header.metadata)
}

/// A model's parameters and buffers under the names that they have in files.
enum ModelTensors {
  /// A tensor that is a model by itself has no path.
  private static func fileName(_ path: String) -> String { path.isEmpty ? "tensor" : path }

  static func of<Model: Module>(_ model: Model) -> [(name: String, value: Tensor)] {
    model.namedTensors.map { (fileName($0.name), $0.value) }
  }

  static func difference<Model: Module>(_ stored: [(name: String, shape: [Int])], from model: Model) -> ModelDifference {
    let shapes = Dictionary(uniqueKeysWithValues: stored.map { ($0.name, $0.shape) })
    var difference = ModelDifference()
    var known: Set<String> = []
    for (name, value) in of(model) {
      known.insert(name)
      if let shape = shapes[name] {
        if shape != value.shape { difference.reshaped.append(ShapeDifference(name: name, inFile: shape, inModel: value.shape)) }
      } else {
        difference.missing.append(name)
      }
    }
    difference.unexpected = stored.map(\.name).filter { !known.contains($0) }
    return difference
  }

  /// The model with other numbers, in its own precision. All names are there, with the model's shapes.
  static func replaced<Model: Module>(in model: Model, by tensors: [String: Tensor]) -> Model {
    var result = model
    result.forEachTensor { tensor, path in tensor = tensors[fileName(path)]!.converted(to: tensor.dtype) }
    return result
  }
}
