import Datasets
import Foundation
import Tensors
import Testing

@Suite("Mixtures", .serialized)
struct MixtureTests {
  @Test("a ring of eight has eight different centres, all at the radius and one step apart")
  func ringAngles() {
    let centres = Mixture.ring(modes: 8, radius: 2, deviation: 0.1).centres
    for k in 0..<8 {
      let (here, next) = (centres[k].doubles, centres[(k + 1) % 8].doubles)
      #expect(abs(hypot(here[0], here[1]) - 2) < 1e-6)
      #expect(abs(hypot(here[0] - next[0], here[1] - next[1]) - 4 * sin(Double.pi / 8)) < 1e-6)
    }
  }

  @Test("the default grid stands on {-4, -2, 0, 2, 4} squared")
  func gridCentres() {
    let centres = Mixture.grid().centres
    #expect(centres.shape == [25, 2])
    #expect(Set(centres.doubles) == [-4, -2, 0, 2, 4])
    #expect(Set((0..<25).map { centres[$0].doubles }).count == 25)
    #expect(centres[1].doubles == [-2, -4])
  }

  @Test("samples have the mean and the variance that the formula gives")
  func moments() {
    let mixture = Mixture.line(centres: [-1, 3], deviation: 0.5)
    let samples = withSeed(11) { mixture.sample(20_000) }
    #expect(samples.shape == [20_000, 1])
    // Mean 1; variance 0.25 within the modes and 4 between them. Five standard errors each.
    #expect(abs(samples.mean().scalar - 1) < 5 * (4.25 / 20_000).squareRoot())
    #expect(abs(samples.variance().scalar - 4.25) < 0.08)
  }

  @Test("the same seed gives the same samples and another seed others")
  func seeds() {
    let ring = Mixture.ring()
    #expect(withSeed(3) { ring.sample(50) } == withSeed(3) { ring.sample(50) })
    #expect(withSeed(3) { ring.sample(50) } != withSeed(4) { ring.sample(50) })
  }

  @Test("a Gaussian's density at its mean is 1 / (deviation sqrt(2 pi))")
  func handValue() {
    let density = Mixture.gaussian(mean: 2, deviation: 0.5).density(at: Tensor([[2], [2.5]])).doubles
    #expect(abs(density[0] - 0.797_884_56) < 1e-6)
    #expect(abs(density[1] - 0.797_884_56 * exp(-0.5)) < 1e-6)
  }

  @Test("a density sums to one over a fine grid of the plane")
  func normalised() {
    let ring = Mixture.ring(modes: 5, radius: 1, deviation: 0.3)
    let step = 0.05
    let axis = stride(from: -3.0, through: 3.0, by: step)
    let points = Tensor(axis.flatMap { y in axis.map { x in [x, y] } })
    #expect(abs(ring.density(at: points).sum().scalar * step * step - 1) < 1e-4)
  }

  @Test("the logarithm of the density stays finite where the density underflows")
  func farAway() {
    let point = Tensor([[100, 100]])
    let ring = Mixture.ring()
    #expect(ring.density(at: point).scalar == 0)
    // The nearest centre stands at (sqrt 2, sqrt 2).
    let offset: Double = 100 - 2.0.squareRoot()
    let exponent: Double = -2 * offset * offset / 0.02
    let normaliser: Double = Foundation.log(8) + 2 * Foundation.log(0.1 * (2 * Double.pi).squareRoot())
    let expected: Double = exponent - normaliser
    #expect(abs(ring.logDensity(at: point).scalar / expected - 1) < 1e-5)
  }

  @Test("gradients flow through the logarithm of the density: minus x for a standard Gaussian")
  func score() {
    let score = gradient(at: Tensor([[0.5], [-2]])) { Mixture.gaussian(mean: 0, deviation: 1).logDensity(at: $0).sum() }
    #expect(zip(score.doubles, [-0.5, 2]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("a mixture reads as what it is")
  func description() {
    #expect("\(Mixture.ring())" == "8 modes in 2 dimensions, deviation 0.1")
    #expect("\(Mixture.gaussian(mean: 1, deviation: 0.5))" == "1 mode in 1 dimension, deviation 0.5")
  }
}
