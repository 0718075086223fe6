import Tensors
import Testing

@Suite("Tensors as values")
struct TensorTests {
  @Test("literals, rows and shapes give the numbers that were written")
  func initializers() {
    let matrix = Tensor([[1, 2, 3], [4, 5, 6]])
    #expect(matrix.shape == [2, 3] && matrix.rank == 2 && matrix.count == 6)
    #expect(matrix.values == [1, 2, 3, 4, 5, 6])
    #expect(Tensor(2.5).scalar == 2.5 && Tensor(3).shape == [])
    #expect(Tensor(oneHot: [2, 0], classes: 3) == Tensor([[0, 0, 1], [1, 0, 0]]))
    #expect(Tensor(zeros: [0, 3]).count == 0)
  }

  @Test("a copy is independent of what it was copied from")
  func valueSemantics() {
    let a = Tensor([1, 2, 3])
    var b = a
    b += 1
    #expect(a == Tensor([1, 2, 3]) && b == Tensor([2, 3, 4]))
  }

  @Test("subscripts give rows, numbers and ranges of rows")
  func subscripts() {
    let matrix = Tensor([[1, 2], [3, 4], [5, 6]])
    #expect(matrix[1] == Tensor([3, 4]))
    #expect(matrix[2, 0].scalar == 5)
    #expect(matrix[1..<3] == Tensor([[3, 4], [5, 6]]))
  }

  @Test("comparisons give ones and zeros")
  func comparisons() {
    let x = Tensor([1, 2, 3])
    #expect((x .> 2) == Tensor([0, 0, 1]) && (x .<= 2) == Tensor([1, 1, 0]) && (x .== 2) == Tensor([0, 1, 0]))
  }

  @Test("isFinite sees a NaN and an infinity anywhere", arguments: [Double.nan, .infinity, -.infinity])
  func finiteness(odd: Double) {
    var numbers = [Double](repeating: 1, count: 1_000)
    #expect(Tensor(numbers).isFinite)
    numbers[517] = odd
    #expect(!Tensor(numbers).isFinite && !Tensor(numbers, dtype: .double).isFinite)
  }

  @Test("long axes are elided and the shape is told")
  func description() {
    #expect(Tensor(2.5).description == "2.5")
    #expect(Tensor([1, 2]).description == "[1, 2]  shape [2]")
    #expect(Tensor([[1, 2], [3, 4]]).description == "[[1, 2],\n [3, 4]]  shape [2, 2]")
    #expect(Tensor(zeros: [0, 2]).description == "[]  shape [0, 2]")
    #expect(Tensor([1, .nan], dtype: .double).description == "[1, nan]  shape [2] double")
    #expect(Tensor((0..<100).map(Double.init)).description == "[0, 1, 2, ..., 97, 98, 99]  shape [100]")
  }

  @Test("columns stand below each other, and matrices apart")
  func alignment() {
    #expect(Tensor([[1, 0.25], [-3.5, 100]]).description == "[[  1.00,   0.25],\n [ -3.50, 100.00]]  shape [2, 2]")
    #expect(Tensor([[0.123_456, -1], [0, .infinity]]).description == "[[ 0.1235, -1.0000],\n [ 0.0000,     inf]]  shape [2, 2]")
    #expect(Tensor([[1, 0.25], [-3, 1e-7]]).description == "[[    1,  0.25],\n [   -3, 1e-07]]  shape [2, 2]")
    #expect(Tensor(shape: [2, 1, 2], doubles: [1, 2, 3, 4]).description == "[[[1, 2]],\n\n [[3, 4]]]  shape [2, 1, 2]")
    let tall = Tensor(shape: [9, 2], doubles: (0..<18).map(Double.init)).description
    #expect(tall == "[[ 0,  1],\n [ 2,  3],\n [ 4,  5],\n ...,\n [12, 13],\n [14, 15],\n [16, 17]]  shape [9, 2]")
  }

  @Test("one length may be left open when reshaping")
  func reshape() {
    #expect(Tensor(zeros: [4, 6]).reshaped(to: [-1, 8]).shape == [3, 8])
  }

  @Test("argmax gives the first of equal numbers, along any axis")
  func argmax() {
    let matrix = Tensor([[1, 7, 7], [9, 2, 3]])
    #expect(matrix.argmax(axis: 1) == [1, 0])
    #expect(matrix.argmax(axis: 0) == [1, 0, 0])
  }
}

@Suite("Broadcasting")
struct BroadcastingTests {
  /// Shapes that meet in each of the loops, and the shape that comes out.
  static let cases: [([Int], [Int], [Int])] = [
    ([2, 3], [2, 3], [2, 3]), ([2, 3], [], [2, 3]), ([], [2, 3], [2, 3]), ([2, 3], [3], [2, 3]), ([3], [2, 3], [2, 3]),
    ([2, 3], [2, 1], [2, 3]), ([2, 1], [2, 3], [2, 3]), ([2, 1], [1, 3], [2, 3]), ([4, 2, 3], [2, 3], [4, 2, 3]),
    ([4, 2, 3], [4, 1, 3], [4, 2, 3]), ([4, 1, 1], [4, 2, 3], [4, 2, 3]), ([1, 1], [5], [1, 5]), ([2, 1, 3], [4, 1], [2, 4, 3]),
    ([1], [], [1]), ([0, 3], [3], [0, 3]), ([1, 3], [2, 3], [2, 3]), ([2, 3, 1], [2, 3, 1], [2, 3, 1]), ([2, 3, 1], [3, 1], [2, 3, 1]),
  ]

  @Test("every pair of numbers meets as in NumPy", arguments: cases)
  func agreesWithIndexArithmetic(left: [Int], right: [Int], expected: [Int]) {
    let a = GradientCheck.numbers(left), b = GradientCheck.numbers(right, from: 0.3, to: 2)
    let result = a - b
    #expect(result.shape == expected)
    #expect(result.doubles == Self.reference(a, b, expected))
    #expect((a.converted(to: .float) - b.converted(to: .float)).shape == expected)
  }

  /// Index by index, the slow way.
  private static func reference(_ a: Tensor, _ b: Tensor, _ shape: [Int]) -> [Double] {
    func value(_ tensor: Tensor, _ index: [Int]) -> Double {
      var position = 0
      for (axis, length) in tensor.shape.enumerated() {
        let i = index[shape.count - tensor.rank + axis]
        position = position * length + (length == 1 ? 0 : i)
      }
      return tensor.doubles[position]
    }
    return (0..<shape.reduce(1, *)).map { flat in
      var index = [Int](repeating: 0, count: shape.count), rest = flat
      for axis in shape.indices.reversed() {
        index[axis] = rest % shape[axis]
        rest /= shape[axis]
      }
      return value(a, index) - value(b, index)
    }
  }
}
