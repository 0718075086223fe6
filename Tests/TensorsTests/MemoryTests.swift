import Tensors
import Testing

@Suite("Memory", .serialized)
struct MemoryTests {
  @Test("at steady state a differentiation asks the system for no memory")
  func steadyState() {
    var weight = withSeed(1) { normal(64, 64) }
    let x = withSeed(2) { normal(256, 64) }
    func step() {
      let slope = gradient(at: weight) { weight in
        let slopes = gradient(at: x) { tanh(matmul($0, weight)).sum() }
        return square(slopes).mean()
      }
      weight = weight - 0.01 * slope
    }
    for _ in 0..<3 { step() }
    let before = BufferPool.requestsToSystem
    for _ in 0..<50 { step() }
    #expect(BufferPool.requestsToSystem == before)
  }

  @Test("no graph outlives its differentiation: a thousand steps in a chain take no more memory than ten")
  func noGraphIsKept() {
    var x = Tensor(ones: [1_000])
    func advance(_ steps: Int) {
      for _ in 0..<steps { x = x - 0.1 * gradient(at: x) { square($0).sum() } }
    }
    advance(10)
    let before = BufferPool.requestsToSystem
    advance(1_000)
    #expect(BufferPool.requestsToSystem == before)
  }
}
