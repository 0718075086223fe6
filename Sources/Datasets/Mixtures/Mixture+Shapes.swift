import Glibc
import Tensors

extension Mixture {
  /// One Gaussian on the line, N(mean, deviation²).
  public static func gaussian(mean: Double, deviation: Double) -> Mixture {
    line(centres: [mean], deviation: deviation)
  }

  /// Gaussians on the line.
  public static func line(centres: [Double], deviation: Double) -> Mixture {
    Mixture(centres: Tensor(shape: [centres.count, 1], doubles: centres), deviation: deviation)
  }

  /// Modes at equal distances on a circle around the origin.
  ///
  ///     centre k = radius * (cos 2 pi k / modes, sin 2 pi k / modes), k in 0..<modes
  ///
  /// The last mode stands one step before the first. (Angles from 0 to 2 pi with both ends included put two modes in
  /// one place, and a ring of eight then has seven.)
  public static func ring(modes: Int = 8, radius: Double = 2, deviation: Double = 0.1) -> Mixture {
    let centres = (0..<modes).map { mode in
      let angle = 2 * Double.pi * Double(mode) / Double(modes)
      return [radius * cos(angle), radius * sin(angle)]
    }
    return Mixture(centres: Tensor(centres), deviation: deviation)
  }

  /// Modes on a square grid around the origin, row after row from below.
  ///
  /// The defaults give the 25 modes on {-4, -2, 0, 2, 4}² that papers on mode collapse use.
  ///
  /// - Parameters:
  ///   - side: Modes along each axis.
  ///   - spacing: The distance of neighbours.
  /// - Source: Lin et al. 2018, arXiv:1712.04086.
  public static func grid(side: Int = 5, spacing: Double = 2, deviation: Double = 0.05) -> Mixture {
    let coordinates = (0..<side).map { spacing * (Double($0) - Double(side - 1) / 2) }
    let centres = coordinates.flatMap { y in coordinates.map { x in [x, y] } }
    return Mixture(centres: Tensor(centres), deviation: deviation)
  }
}
