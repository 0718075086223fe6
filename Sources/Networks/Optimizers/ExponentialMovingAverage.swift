import Tensors

/// The exponential moving average of a model while it trains: parameters and buffers.
///
///     average_n = sum over i of decay^(n-i) model_i / sum over i of decay^(n-i),   i = 1...n
///
/// which is the average that begins at zero, corrected for it, and is kept as
///
///     average_n = average_(n-1) + (1 - decay) / (1 - decay^n) (model_n - average_(n-1))
///
/// After one update it is the model itself; nothing of zeros or of the model's beginning is left in it. Batch norm's running statistics are averaged with
/// the weights: statistics of the newest weights do not fit averaged ones.
///
///     var average = ExponentialMovingAverage(of: generator, decay: 0.999)
///     average.update(with: generator)                    // after each of its steps
///     let samples = evaluating { average.model(normal(64, 2)) }
///
/// The half-life is `log(0.5) / log(decay)` updates: 693 for 0.999, 6,931 for 0.9999.
///
/// - Source: Polyak and Juditsky 1992, doi:10.1137/0330046, for averaging; Kingma and Ba 2015, arXiv:1412.6980, section 3, for the correction; Karras et al.
///   2018, arXiv:1710.10196, appendix A, for its use in GANs.
/// - Deviation: GAN papers start the average at the initial weights and do not correct it; this one forgets them.
public struct ExponentialMovingAverage<Model: Module> {
  /// How much of the average an update keeps, once many have been made.
  public let decay: Double
  /// The average as a model: the one given at the start until the first update. What is neither parameter nor buffer is as in the newest model.
  public private(set) var model: Model
  /// Updates so far.
  public private(set) var updates = 0

  /// - Parameter decay: In 0..<1.
  public init(of model: Model, decay: Double) {
    require((0..<1).contains(decay), "ExponentialMovingAverage: the decay is \(decay); it must be in 0..<1")
    self.model = model
    self.decay = decay
  }

  /// Takes the model's newest parameters and buffers in.
  ///
  /// - Precondition: The model has the parameters and buffers, in number and shape, of the one the average was made for.
  public mutating func update(with newest: Model) {
    updates += 1
    let newTensors = newest.namedTensors
    var averages = model.namedTensors.map(\.value)
    require(
      averages.count == newTensors.count,
      "ExponentialMovingAverage: it was made for \(averages.count) tensors and this model has \(newTensors.count); make one for this model")
    // The averages must have no second owner, or each update would copy them.
    model = newest
    var batch = UpdateBatch()
    for (index, new) in newTensors.enumerated() {
      require(
        averages[index].shape == new.value.shape && averages[index].dtype == new.value.dtype,
        "ExponentialMovingAverage: \(new.name) has shape \(new.value.shape), and the average was made for \(averages[index].shape), or for another precision"
      )
      batch.add(&averages[index], new.value)
    }
    AveragingRule(share: (1 - decay) / (1 - power(decay, updates))).update(batch)
    replaceTensors(by: averages)
  }

  private mutating func replaceTensors(by tensors: [Tensor]) {
    var index = 0
    model.forEachTensor { tensor, _ in
      tensor = tensors[index]
      index += 1
    }
  }
}

extension ExponentialMovingAverage: Checkpointable {
  public func record(into record: inout CheckpointRecord) {
    record.set("decay", to: decay)
    record.set("updates", to: updates)
    record.add(model)
  }

  public mutating func restore(from record: CheckpointRecord) throws(CheckpointError) {
    try record.require("decay", is: decay)
    let count = try record.count("updates")
    try record.restore(&model)
    updates = count
  }
}
