import Foundation
import Tensors
import Testing

/// Each misuse traps with a message that names the operation, the shapes and the rule. The misuse runs in a process of its own.
@Suite("Messages of refused operations")
struct FailureTests {
  struct Misuse: Sendable {
    let message: String
    let run: @Sendable () -> Void
  }

  static let misuses: [Misuse] = [
    Misuse(message: "matmul: [64, 3] x [2, 128]: the inner dimensions 3 and 2 differ") {
      _ = matmul(Tensor(zeros: [64, 3]), Tensor(zeros: [2, 128]))
    },
    Misuse(message: "upsampledConv2d: the padding 3 must be at least 0 and less than the kernel's 3") {
      _ = upsampledConv2d(Tensor(zeros: [1, 4, 4, 2]), Tensor(zeros: [3, 3, 2, 5]), padding: 3)
    },
    Misuse(message: "upsampledConv2d: the image has shape [1, 4, 4, 2], and filter [3, 3, 3, 5] takes [batch, height, width, 3]") {
      _ = upsampledConv2d(Tensor(zeros: [1, 4, 4, 2]), Tensor(zeros: [3, 3, 3, 5]))
    },
    Misuse(message: "matmul: [3] x [3, 1]: two matrices are needed") { _ = matmul(Tensor(zeros: [3]), Tensor(zeros: [3, 1])) },
    Misuse(message: "+: shapes [2, 3] and [4] do not broadcast: counted from the last axis, lengths 3 and 4 differ and neither is 1") {
      _ = Tensor(zeros: [2, 3]) + Tensor(zeros: [4])
    },
    Misuse(message: "*: one operand is float and the other double; convert one with converted(to:)") {
      _ = Tensor([1]) * Tensor([1], dtype: .double)
    },
    Misuse(message: "reshaped: [2, 3] holds 6 numbers and [4, 2] holds 8") { _ = Tensor(zeros: [2, 3]).reshaped(to: [4, 2]) },
    Misuse(message: "sum: axis 2 of a tensor of shape [2, 3], which has 2 axes") { _ = Tensor(zeros: [2, 3]).sum(axis: 2) },
    Misuse(message: "subscript: row 5 of a tensor of shape [2, 3], whose rows are 0..<2") { _ = Tensor(zeros: [2, 3])[5] },
    Misuse(message: "gathered: row -1 of a tensor of shape [2], whose rows are 0..<2") { _ = Tensor([1, 2]).gathered(rows: [-1]) },
    Misuse(message: "subscript: 1..<9 along axis 1 of a tensor of shape [2, 3], whose places are 0..<3") {
      _ = Tensor(zeros: [2, 3])[0, 1..<9]
    },
    Misuse(message: "subscript: -1 along axis 1 of a tensor of shape [2, 3], whose places are 0..<3") {
      _ = Tensor(zeros: [2, 3])[..., -1]
    },
    Misuse(message: "subscript: 3 indices for a tensor of shape [2, 3], which has 2 axes") { _ = Tensor(zeros: [2, 3])[0, 1..., 2] },
    Misuse(message: "subscript: a value of shape [2] cannot be stretched to the part of shape [3]") {
      var x = Tensor(zeros: [2, 3])
      x[0] = Tensor([1, 2])
    },
    Misuse(message: "stack: [2] float and [3] float differ") { _ = stack([Tensor([1, 2]), Tensor([1, 2, 3])]) },
    Misuse(message: "split: axis 0 of [5] cannot be cut into 2 equal parts") { _ = Tensor(zeros: [5]).split(into: 2) },
    Misuse(message: "split: parts of lengths [2, 2] do not make up axis 0 of [5]") { _ = Tensor(zeros: [5]).split(lengths: [2, 2]) },
    Misuse(message: "squeezed: axis 1 of [1, 3] has length 3, and only axes of length 1 can be dropped") {
      _ = Tensor(zeros: [1, 3]).squeezed(axis: 1)
    },
    Misuse(message: "expanded: axis 3 of the result; a tensor of shape [2] can get axes -2...1") { _ = Tensor([1, 2]).expanded(at: 3) },
    Misuse(message: "padded: a mirrored border of 2 and 0 needs an axis of more numbers, and axis 0 of [2] has 2") {
      _ = Tensor([1, 2]).paddedByReflection([(2, 0)])
    },
    Misuse(message: "padded: 1 pairs of widths for the 2 axes of [2, 3]") { _ = Tensor(zeros: [2, 3]).padded([(1, 1)]) },
    Misuse(message: "picked: 1 indices for 2 lines along axis 1 of [2, 3]") { _ = Tensor(zeros: [2, 3]).picked([0], axis: 1) },
    Misuse(message: "gathered: index 3 along axis 1 of [2, 3], whose places are 0..<3") {
      _ = Tensor(zeros: [2, 3]).gathered([3], axis: 1)
    },
    Misuse(message: "max: axis 0 of [0, 3] has no numbers") { _ = Tensor(zeros: [0, 3]).max(axis: 0) },
    Misuse(message: "softmax: axis 1 of a tensor of shape [3], which has 1 axes") { _ = softmax(Tensor([1, 2, 3]), axis: 1) },
    Misuse(message: "matmul: shapes [2] and [3] do not broadcast: counted from the last axis, lengths 2 and 3 differ and neither is 1") {
      _ = matmul(Tensor(zeros: [2, 4, 5]), Tensor(zeros: [3, 5, 6]))
    },
    Misuse(message: "oneHot: label 10 in row 0 is outside 0..<10") { _ = Tensor(oneHot: [10], classes: 10) },
    Misuse(message: "scalar: a tensor of shape [2] has 2 numbers, not one; take a sum, a mean or an element of it") {
      _ = Tensor([1, 2]).scalar
    },
    Misuse(message: "Tensor: row 0 has 2 numbers and row 1 has 1; all rows need the same length") { _ = Tensor([[1, 2], [3]]) },
    Misuse(message: "gradient: the function must give a single number, and it gave a tensor of shape [3]; take its mean() or sum()") {
      _ = gradient(at: Tensor([1, 2, 3])) { $0 }
    },
    Misuse(message: "record: a buffer of shape [2] was given numbers of shape [3]") { Buffer(Tensor([1, 2])).record(Tensor([1, 2, 3])) },
    Misuse(message: "moved: parameter 1 of shape [] has no counterpart in the gradient") {
      _ = [Tensor(1), Tensor(2)].moved(along: [Tensor(1)], by: 1)
    },
  ]

  @Test("names the operation, the shapes and the rule", arguments: misuses.indices)
  func message(index: Int) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [index] in
      engineFailureHandler = { FileHandle.standardError.write(Data("refused: \($0)\n".utf8)) }
      FailureTests.misuses[index].run()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("refused: \(FailureTests.misuses[index].message)\n"), "\(text)")
  }
}

@Suite("Threads")
struct ThreadTests {
  @Test("one thread and two give the same bits")
  func sameBits() async {
    await #expect(processExitsWith: .success) {
      func numbers(threads: Int) -> [Tensor] {
        EngineThreads.count = threads
        return withSeed(5) {
          let x = normal(300, 200), w = normal(200, 150)
          let slope = gradient(at: w) { tanh(matmul(x, $0)).mean() }
          let images = normal(5, 40, 37, 3), style = normal(5, 1, 1, 3), many = normal(20, 60, 64), long = normal(20_000, 5)
          let axes = [
            images * style, images.sum(axes: [0, 2]), images.sum(axes: [1, 2]), long.sum(axis: 0), long.sum(),
            images.permuted([3, 0, 2, 1]), many.max(axis: 1),
            softmax(many, axis: -1), logSumExp(many, axis: 1), matmul(many, many.transposed(1, 2)), long.sorted(axis: 0),
            long.cumulativeSum(axis: 0),
            images.padded(2), images.flipped(axes: [1, 2]), gelu(long),
            gradient(at: many) { square($0.gathered([3, 3, 0], axis: 1)).sum() + softmax($0, axis: 1).max(axis: 2).sum() },
          ]
          return axes + [x, slope, softplus(x * 3).sum(axis: 0), (x - x.mean(axis: 1, keepingAxis: true)).sum(), uniform(70_000)]
        }
      }
      let one = numbers(threads: 1), two = numbers(threads: 2), four = numbers(threads: 4)
      exit(one == two && one == four ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test("the engine goes on after its threads were joined, in a forked child and in its child")
  func fork() async {
    await #expect(processExitsWith: .success) {
      typealias Fork = @convention(c) () -> pid_t
      let fork = unsafeBitCast(dlsym(nil, "fork"), to: Fork.self)
      let x = withSeed(1) { normal(512, 256) }
      let expected = matmul(x.transposed(), x)
      /// Ends with success when the numbers are right in this process and in `generations` further ones.
      func verify(_ generations: Int) -> Never {
        EngineThreads.join()
        if generations > 0 {
          let child = fork()
          if child == 0 { verify(generations - 1) }
          var status: Int32 = -1
          waitpid(child, &status, 0)
          if status != 0 { exit(EXIT_FAILURE) }
        }
        exit(matmul(x.transposed(), x) == expected ? EXIT_SUCCESS : EXIT_FAILURE)
      }
      EngineThreads.count = 2
      _ = matmul(x.transposed(), x)
      verify(2)
    }
  }

  @Test("a thousand short jobs in a row lose no chunk")
  func manyJobs() async {
    await #expect(processExitsWith: .success) {
      EngineThreads.count = 3
      let x = Tensor(ones: [40_000])
      for round in 0..<2_000 where (x + Double(round)).sum().scalar != Double(40_000 * (round + 1)) { exit(EXIT_FAILURE) }
    }
  }
}
