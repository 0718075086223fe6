import Figures
import Glibc
import NotebookProtocol
import Tensors

/// Draws how numbers are distributed, such as the norms of each layer's gradient: all histograms have the same bins.
///
///     plot(histograms: ["first layer": firstNorms, "last layer": lastNorms], logarithmicX: true, x: "norm of the gradient")
///
/// Numbers that are not finite, and on a logarithmic axis those that are not positive, are left out with a note.
///
/// - Parameters:
///   - groups: The numbers of each histogram.
///   - bins: How many there are, between the lowest and the highest number of all.
///   - overlaid: Draws all over one pair of axes; otherwise each has its own, one below the other.
///   - logarithmicX: Gives bins of equal ratios and draws them in equal widths.
///   - logarithmic: Whether the vertical axis is, which shows rare values, too.
public func plot(
  histograms groups: KeyValuePairs<String, [Double]>, bins: Int = 40, overlaid: Bool = true, title: String = "", x: String = "",
  y: String = "count", logarithmicX: Bool = false, logarithmic: Bool = false
) {
  draw(groups.map { ($0.key, $0.value) }, bins, overlaid, title, Axis(x, logarithmic: logarithmicX), Axis(y, logarithmic: logarithmic))
}

/// Draws how the numbers of tensors are distributed, whatever their shapes: weights, activations, logits.
///
///     plot(histograms: ["real": discriminator(real), "generated": discriminator(generator(latents))], x: "logit")
public func plot(
  histograms groups: KeyValuePairs<String, Tensor>, bins: Int = 40, overlaid: Bool = true, title: String = "", x: String = "",
  y: String = "count", logarithmicX: Bool = false, logarithmic: Bool = false
) {
  draw(
    groups.map { ($0.key, $0.value.doubles) }, bins, overlaid, title, Axis(x, logarithmic: logarithmicX), Axis(y, logarithmic: logarithmic))
}

private func draw(_ groups: [(name: String, values: [Double])], _ bins: Int, _ overlaid: Bool, _ title: String, _ x: Axis, _ y: Axis) {
  require(bins > 0, "plot(histograms:): \(bins) bins; there must be at least 1")
  let drawable = groups.map { name, values in (name, values.filter { $0.isFinite && (!x.logarithmic || $0 > 0) }) }
  let lost = zip(groups, drawable).map { $0.values.count - $1.1.count }.reduce(0, +)
  if lost > 0 {
    say(
      .note(
        "\(lost) \(lost == 1 ? "number has" : "numbers have") no place in the histogram: not finite\(x.logarithmic ? " or not positive" : "")."
      ))
  }
  let edges = edges(drawable.flatMap(\.1), bins, x.logarithmic)
  let histograms = drawable.map { Histogram($0.0, counting: $0.1, edges: edges) }
  let panels = (overlaid ? [histograms] : histograms.map { [$0] }).enumerated().map { index, group in
    let isLast = overlaid || index == histograms.count - 1
    return Panel(x: isLast ? x : Axis(logarithmic: x.logarithmic), y: y, content: .histograms(group))
  }
  plot(Figure(title: title, panels: panels, columns: 1))
}

/// The ends of equal bins around all values; a lone value has room around it.
private func edges(_ values: [Double], _ bins: Int, _ isLogarithmic: Bool) -> [Double] {
  let scaled = isLogarithmic ? values.map { log($0) } : values
  var (low, high) = (scaled.min() ?? 0, scaled.max() ?? 1)
  if high - low <= max(low.magnitude, high.magnitude) * 1e-9 { (low, high) = (low - 0.5, high + 0.5) }
  let edges = evenly(low...high, bins + 1)
  guard isLogarithmic else { return edges }
  // exp(log(x)) need not be x: the outer edges are the values themselves.
  var outer = edges.map { exp($0) }
  if let least = values.min(), let most = values.max(), least < most { (outer[0], outer[bins]) = (least, most) }
  return outer
}
