import Figures

/// What the curves of a training tell whoever has not seen many: three faults that show in the losses alone.
enum TrainingAdvice {
  /// Shorter trainings prove nothing.
  private static let shortest = 100

  /// One sentence for each fault, with a next step.
  static func sentences(on history: TrainingHistory) -> [String] {
    let curves = history.curves.filter { $0.y.count >= shortest }
    return [standstill(curves)].compactMap { $0 } + curves.compactMap(saturation) + curves.compactMap(growth)
  }

  /// Nothing that was logged has moved for half of the time.
  private static func standstill(_ curves: [Curve]) -> String? {
    let isStill = { (curve: Curve) in Set(curve.y.suffix(curve.y.count / 2)).count == 1 }
    guard let first = curves.first, curves.allSatisfy(isStill) else { return nil }
    let from = Int(first.x[first.y.count - first.y.count / 2])
    return """
      nothing that was logged has changed since step \(from): nothing learns. Does each model get its own optimiser's update(&model, along: gradient), \
      and is the loss made inside the closure of valueAndGradient?
      """
  }

  /// A discriminator that is never wrong.
  private static func saturation(_ curve: Curve) -> String? {
    let last = curve.y.suffix(curve.y.count / 10)
    guard curve.name.lowercased().contains("discriminator"), last.allSatisfy({ (0..<1e-3).contains($0) }) else { return nil }
    return """
      "\(curve.name)" has fallen below 0.001: the discriminator tells real from generated without fail, and a saturating generator loss has no gradient \
      then. Take nonSaturatingGeneratorLoss, or give the discriminator a smaller learning rate.
      """
  }

  /// A loss that runs away.
  private static func growth(_ curve: Curve) -> String? {
    let name = curve.name.lowercased()
    guard ["generator", "discriminator", "critic", "loss"].contains(where: name.contains) else { return nil }
    let (early, late) = (size(curve.y.prefix(curve.y.count / 10)), size(curve.y.suffix(curve.y.count / 10)))
    guard late.isFinite, late > 100 * max(early, 1) else { return nil }
    return """
      "\(curve.name)" has grown from \(NumberText.short(early)) to \(NumberText.short(late)): the learning rate is probably too high. Take this cell back with \
      :undo, and try a tenth of it.
      """
  }

  /// The mean size.
  private static func size(_ values: ArraySlice<Double>) -> Double {
    values.reduce(0) { $0 + $1.magnitude } / Double(values.count)
  }
}
