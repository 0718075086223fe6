/// Numbers that belong to a model and that it learns without a gradient: running means, the vector of a power iteration.
///
/// A module keeps a buffer in a `var` beside its parameters. Models are values, so a forward pass cannot change its model; instead it
/// records what the buffer should become, in the differentiation that is under way:
///
///     struct Centred: Module {
///       var mean = Buffer(Tensor(zeros: [8]))
///       func callAsFunction(_ x: Tensor) -> Tensor {
///         mean.record(0.9 * mean.latest + 0.1 * x.mean(axis: 0))
///         return x - x.mean(axis: 0)
///       }
///     }
///
/// `valueAndGradient(at: model)` hands the new numbers on in the gradient, in the buffer's place, and an optimiser's update commits
/// them together with its step. Only the model that is differentiated records: a model that a closure captures is a constant, and its
/// forward passes leave no trace. A record made within an inner differentiation over something else (a penalty's
/// interpolates) belongs to the model all the same.
public struct Buffer {
  private var committed: Tensor
  /// Where the differentiation that traces this model collects; nil in a model that no differentiation has taken as its argument.
  private var slot: BufferSlot?
  /// Whether the numbers came out of a differentiation; only so in a gradient.
  private(set) var isHandedOn = false

  public init(_ value: Tensor) { committed = value.withoutGradient }

  /// The numbers as they were when the differentiation began, or were last committed.
  ///
  /// A buffer that is set takes part in no differentiation any more.
  public var value: Tensor {
    get { committed }
    set { self = Buffer(newValue) }
  }

  /// The numbers as the last record of this differentiation left them, or `value` where there is none: what a further record builds on.
  public var latest: Tensor { openSlot?.latest ?? committed }

  /// Whether this differentiation of the model, or one around it, has recorded new numbers already.
  public var isRecorded: Bool { openSlot?.latest != nil }

  /// Whether a record would be kept: the model is the argument of a differentiation that is under way, and trains.
  public var isRecording: Bool { openSlot != nil && !isEvaluating }

  /// Notes what the buffer should become, as constants and in the buffer's precision. Without effect where `isRecording` is false.
  ///
  /// - Precondition: `newValue` has the buffer's shape.
  public func record(_ newValue: Tensor) {
    require(newValue.shape == committed.shape, "record: a buffer of shape \(committed.shape) was given numbers of shape \(newValue.shape)")
    guard isRecording else { return }
    openSlot?.record(newValue.withoutGradient.converted(to: committed.dtype))
  }

  private var openSlot: BufferSlot? { slot.flatMap { $0.scope.isOpen ? $0 : nil } }

  /// This buffer as the argument of `scope` sees it.
  func traced(in scope: Scope) -> Buffer {
    var result = Buffer(latest)
    result.slot = BufferSlot(scope: scope, enclosing: openSlot)
    return result
  }

  /// This buffer, which a differentiation has traced, as the gradient carries it.
  func handedOn() -> Buffer {
    var result = Buffer(slot?.recorded ?? committed)
    result.isHandedOn = slot?.recorded != nil
    return result
  }
}

/// What one differentiation collects for one buffer of its argument.
final class BufferSlot {
  let scope: Scope
  private(set) var recorded: Tensor?
  /// The slot of the same buffer in a differentiation around this one, if that too has the model as its argument.
  private let enclosing: BufferSlot?

  init(scope: Scope, enclosing: BufferSlot?) {
    self.scope = scope
    self.enclosing = enclosing
  }

  /// The last record here or around.
  var latest: Tensor? { recorded ?? enclosing?.latest }

  func record(_ value: Tensor) {
    recorded = value
    enclosing?.record(value)
  }
}

extension Buffer: Module {
  public mutating func visitParameters(_ visitor: inout ParameterVisitor) { visitor.visit(&self) }
}
