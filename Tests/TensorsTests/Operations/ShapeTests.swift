import Tensors
import Testing

/// 0, 1, 2, ... in a shape.
private func count(_ shape: [Int]) -> Tensor { Tensor(shape: shape, doubles: (0..<shape.reduce(1, *)).map(Double.init)) }

@Suite("Shapes and places")
struct ShapeTests {
  @Test("ranges, numbers and the three dots between brackets name the part that they name in an array")
  func subscripts() {
    let x = count([2, 3, 4])
    #expect(x[1].shape == [3, 4] && x[1, 2] == Tensor([20, 21, 22, 23]) && x[1, 2, 3].scalar == 23)
    #expect(x[1..., 0..<2, ..<1] == Tensor(shape: [1, 2, 1], doubles: [12, 16]))
    #expect(x[0...1, 2, 1...2] == Tensor([[9, 10], [21, 22]]))
    #expect(x[...0] == x[0..<1] && x[..., 3] == Tensor([[3, 7, 11], [15, 19, 23]]))
    #expect(x[1, ..., 0] == Tensor([12, 16, 20]) && x[...] == x && x[1, ...] == x[1])
    #expect(x[..., 1..<2, 0].shape == [2, 1])
    #expect(x[0, 0, stride(from: 3, through: 0, by: -2)] == Tensor([3, 1]))
    #expect(x[0, stride(from: 0, to: 3, by: 2)] == Tensor([[0, 1, 2, 3], [8, 9, 10, 11]]))
    #expect(x[2...].shape == [0, 3, 4] && x[0, 1..<1].shape == [0, 4])
  }

  @Test("a part can be written to, stretching the value, and copies keep their numbers")
  func writing() {
    var x = count([2, 3])
    let copy = x
    x[0] = Tensor([7, 8, 9])
    x[1, 2] = Tensor(-1)
    x[..., 0] = Tensor([[5], [6]]).squeezed()
    x[1, 0..<2] += 10
    #expect(x == Tensor([[5, 8, 9], [16, 14, -1]]))
    #expect(copy == count([2, 3]))
    x[...] = Tensor(0)
    #expect(x == Tensor(zeros: [2, 3]))
  }

  @Test("what is written carries its gradient, and what is overwritten loses it")
  func gradientOfWriting() {
    let (x, y) = (Tensor([1, 2, 3]), Tensor(4))
    func product(_ x: Tensor, _ y: Tensor) -> Tensor {
      var z = square(x)
      z[1] = square(y)
      return z.sum()
    }
    #expect(gradient(at: x) { product($0, y) } == Tensor([2, 0, 6]))
    #expect(gradient(at: y) { product(x, $0) } == Tensor(8))
  }

  @Test("stack, split, tile and repeat as NumPy does")
  func arranging() {
    let (a, b) = (Tensor([1, 2]), Tensor([3, 4]))
    #expect(stack([a, b]) == Tensor([[1, 2], [3, 4]]) && stack([a, b], axis: -1) == Tensor([[1, 3], [2, 4]]))
    #expect(a.tiled([2]) == Tensor([1, 2, 1, 2]) && a.tiled([2, 1]) == Tensor([[1, 2], [1, 2]]))
    #expect(Tensor([[1, 2], [3, 4]]).tiled([2]) == Tensor([[1, 2, 1, 2], [3, 4, 3, 4]]))
    #expect(a.repeated(2, axis: 0) == Tensor([1, 1, 2, 2]))
    #expect(Tensor([[1, 2], [3, 4]]).repeated(2, axis: 1) == Tensor([[1, 1, 2, 2], [3, 3, 4, 4]]))
    #expect(count([4, 2]).split(into: 2) == [count([2, 2]), count([2, 2]) + 4])
    #expect(count([2, 3]).split(lengths: [1, 2], axis: 1) == [Tensor([[0], [3]]), Tensor([[1, 2], [4, 5]])])
    #expect(count([6]).expanded(at: -1).shape == [6, 1] && count([6]).expanded(at: 0).shape == [1, 6])
    #expect(Tensor(zeros: [1, 3, 1]).squeezed().shape == [3] && Tensor(zeros: [1, 3, 1]).squeezed(axis: -1).shape == [1, 3])
  }

  @Test("borders are constant or mirrored, and flips turn axes round")
  func borders() {
    #expect(Tensor([1, 2]).padded([(1, 2)], with: -1) == Tensor([-1, 1, 2, -1, -1]))
    #expect(Tensor([1, 2, 3]).paddedByReflection([(2, 1)]) == Tensor([3, 2, 1, 2, 3, 2]))
    let image = count([1, 2, 3, 1]).paddedByReflection(1).reshaped(to: [4, 5])
    #expect(image == Tensor([[4, 3, 4, 5, 4], [1, 0, 1, 2, 1], [4, 3, 4, 5, 4], [1, 0, 1, 2, 1]]))
    #expect(count([1, 1, 1, 1]).padded(1, with: 2).sum().scalar == 16)
    #expect(Tensor([[1, 2], [3, 4]]).flipped(axes: [1]) == Tensor([[2, 1], [4, 3]]))
    #expect(Tensor([[1, 2], [3, 4]]).flipped(axes: [0, 1]) == Tensor([[4, 3], [2, 1]]))
  }

  @Test("numbers are gathered, picked and sorted along any axis, NaN last")
  func places() {
    let x = Tensor([[3, 1, 2], [9, 7, 8]])
    #expect(x.gathered([2, 0], axis: 1) == Tensor([[2, 3], [8, 9]]))
    #expect(x.picked([0, 2], axis: 1) == Tensor([3, 8]) && x.picked([1, 0, 1], axis: 0) == Tensor([9, 1, 8]))
    #expect(x.picked(x.argmax(axis: 1), axis: 1) == x.max(axis: 1))
    #expect(x.sorted() == Tensor([[1, 2, 3], [7, 8, 9]]) && x.argsort(axis: 1) == [1, 2, 0, 1, 2, 0])
    #expect(x.sorted(axis: 0, descending: true) == Tensor([[9, 7, 8], [3, 1, 2]]))
    #expect(Tensor([1, 1, 0, -0.0, 1]).argsort() == [2, 3, 0, 1, 4])
    #expect(Tensor([1, 1, 0, 1], dtype: .double).argsort(descending: true) == [0, 1, 3, 2])
    for dtype in [DType.float, .double] {
      let odd = Tensor([2, .nan, -.infinity, .infinity, -3], dtype: dtype)
      #expect(odd.argsort() == [2, 4, 0, 3, 1] && odd.argsort(descending: true) == [3, 0, 4, 2, 1])
    }
    #expect(count([2, 3]).cumulativeSum(axis: 1) == Tensor([[0, 1, 3], [3, 7, 12]]))
    #expect(count([2, 3]).cumulativeSum(axis: 0) == Tensor([[0, 1, 2], [3, 5, 7]]))
  }

  @Test(
    "permuting moves every number to where the indices say, on large tensors and small",
    arguments: [
      ([2, 3], [1, 0]), ([40, 33], [1, 0]), ([3, 5, 7, 2], [0, 3, 1, 2]), ([3, 5, 7, 2], [2, 1, 3, 0]), ([17, 1, 65], [2, 1, 0]),
      ([129, 8, 37], [1, 0, 2]),
    ])
  func permuting(shape: [Int], order: [Int]) {
    let x = count(shape), y = x.permuted(order), numbers = x.doubles
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    let expected = (0..<x.count).map { flat -> Double in
      var (rest, place) = (flat, 0)
      for axis in y.shape.indices.reversed() {
        place += rest % y.shape[axis] * strides[order[axis]]
        rest /= y.shape[axis]
      }
      return numbers[place]
    }
    #expect(y.doubles == expected)
    #expect(y.converted(to: .double) == x.converted(to: .double).permuted(order))
  }
}
