extension Module {
  /// Calls `body` with each buffer and its path, such as `layers.0.runningMean`, and lets it change the buffer.
  package mutating func forEachBuffer(_ body: (inout Buffer, String) -> Void) {
    forEach(parameter: { _, _ in }, buffer: body)
  }

  /// The numbers of the buffers in order.
  public var buffers: [Tensor] { namedBuffers.map(\.value) }

  /// The numbers of the buffers with their paths, such as `layers.0.runningMean`.
  public var namedBuffers: [(name: String, value: Tensor)] {
    var copy = self
    var result: [(name: String, value: Tensor)] = []
    copy.forEachBuffer { buffer, name in result.append((name, buffer.value)) }
    return result
  }

  /// Takes over the buffers that were recorded while `gradient` was computed, and leaves the others as they are.
  ///
  /// Every optimiser's update does this; a reader who steps a model by hand calls it, or `moved(along:by:)`.
  ///
  /// - Parameter gradient: As `valueAndGradient(at:of:)` gives it for this model.
  public mutating func commitBuffers(from gradient: Self) {
    var gradient = gradient
    var handedOn: [Buffer] = []
    gradient.forEachBuffer { buffer, _ in handedOn.append(buffer) }
    if !handedOn.contains(where: \.isHandedOn) { return }
    var index = 0
    forEachBuffer { buffer, name in
      require(
        index < handedOn.count && handedOn[index].value.shape == buffer.value.shape,
        "commitBuffers: buffer \(name) of shape \(buffer.value.shape) has no counterpart in the gradient")
      if handedOn[index].isHandedOn { buffer.value = handedOn[index].value }
      index += 1
    }
  }

  /// Takes over the buffers that a differentiation handed on in another gradient, where this one has none that was handed on.
  package mutating func fillBuffers(from other: Self) {
    var (other, others) = (other, [Buffer]())
    other.forEachBuffer { buffer, _ in others.append(buffer) }
    if !others.contains(where: \.isHandedOn) { return }
    var index = 0
    forEachBuffer { buffer, _ in
      if !buffer.isHandedOn && index < others.count && others[index].isHandedOn { buffer = others[index] }
      index += 1
    }
  }

  /// The model one plain step away, its parameters computed by operations that an enclosing differentiation sees.
  ///
  ///     parameter + distance * gradient
  ///
  /// This unrolls an optimiser: the generator's loss is differentiated through the steps that the discriminator would take.
  ///
  ///     let (loss, slope) = valueAndGradient(at: generator) { generator in
  ///       var d = discriminator
  ///       for _ in 0..<unrollSteps {
  ///         d = d.moved(along: gradient(at: d) { discriminatorLoss($0, generator) }, by: -rate)
  ///       }
  ///       return generatorLoss(d, generator)
  ///     }
  ///
  /// - Parameters:
  ///   - gradient: As `gradient(at:of:)` gives it for this model; the buffers that it hands on are committed.
  ///   - distance: The learning rate, negative for descent.
  /// - Source: Metz et al. 2017, arXiv:1611.02163 (the surrogate objective through unrolled steps of gradient ascent).
  public func moved(along gradient: Self, by distance: Double) -> Self {
    let directions = gradient.parameters
    var result = self
    var index = 0
    result.forEachParameter { parameter, name in
      require(
        index < directions.count && directions[index].shape == parameter.shape,
        "moved: parameter \(name) of shape \(parameter.shape) has no counterpart in the gradient")
      parameter = parameter + directions[index] * distance
      index += 1
    }
    result.commitBuffers(from: gradient)
    return result
  }
}
