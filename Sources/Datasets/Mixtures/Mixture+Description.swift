extension Mixture: CustomStringConvertible {
  /// `8 modes in 2 dimensions, deviation 0.1`
  public var description: String {
    "\(modes) \(modes == 1 ? "mode" : "modes") in \(dimension) \(dimension == 1 ? "dimension" : "dimensions"), deviation \(deviation)"
  }
}
