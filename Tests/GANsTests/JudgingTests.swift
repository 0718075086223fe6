import GANs
import NotebookProtocol
import Testing

extension NotebookFaceTests {
  @Suite("Claims, checks and studies") struct JudgingTests {
    @Test("a claim holds on its bound and on the right side of it, and on no other")
    func bounds() {
      let heard = NotebookFaceTests.messages {
        claim("a", 0.7, atLeast: 0.7)
        claim("b", 0.69, atLeast: 0.7)
        claim("c", 0.2, atMost: 0.2)
        claim("d", 0.21, atMost: 0.2)
        claim("e", 1.4, within: 0.1, of: 1.3863)
        claim("f", 1.2, within: 0.1, of: 1.3863)
      }.claims
      #expect(heard.map(\.holds) == [true, false, true, false, true, false])
      #expect(heard[0] == ClaimOutcome("a", measured: "0.7", bound: "at least 0.7", holds: true))
      #expect(heard[4].bound == "1.386 within 0.1")
    }

    @Test("what is not a number fulfils no claim and passes no check")
    func notANumber() {
      let heard = NotebookFaceTests.messages {
        claim("a", .nan, atLeast: 0)
        claim("b", .nan, atMost: 0)
        claim("c", .nan, within: 1, of: 0)
        check(.nan, equals: 0, "d")
        check(Tensor([.nan]), equals: Tensor([0]), "e")
      }
      #expect(heard.claims.map(\.holds) == [false, false, false])
      #expect(heard.checks.map(\.passes) == [false, false])
    }

    @Test("a study runs every seed on its own stream, and leaves the notebook's stream where it was")
    func seeds() {
      var drawn: Study<Double>?
      _ = NotebookFaceTests.messages {
        withSeed(7) {
          drawn = study(seeds: 3) { _ in normal(1).scalar }
          #expect(normal(1) == withSeed(7) { normal(1) })
        }
      }
      #expect(drawn?.seeds == [7_001, 7_002, 7_003])
      #expect(drawn?.outcomes == [7_001, 7_002, 7_003].map { seed in withSeed(seed) { normal(1).scalar } })
    }

    @Test("a claim in a study counts the seeds that have the property")
    func claimInStudy() {
      var outcomes: [ClaimOutcome] = []
      outcomes =
        NotebookFaceTests.messages {
          let numbers = withSeed(0) { study(seeds: 5) { Double($0) } }
          claim("a", in: numbers, atLeast: 0.8) { $0 != 3 }
          claim("b", in: numbers, atLeast: 0.8) { $0 > 2 }
          claim("c", in: numbers) { $0 > 0 }
        }.claims
      #expect(outcomes.map(\.holds) == [true, false, true])
      #expect(outcomes.map(\.measured) == ["4 of 5 seeds", "3 of 5 seeds", "5 of 5 seeds"])
      #expect(outcomes.map(\.bound) == ["at least 80.0 %", "at least 80.0 %", "all"])
    }

    @Test("the mean and deviation of a study are those of its numbers")
    func statistics() {
      var numbers: Study<Double>?
      _ = NotebookFaceTests.messages { numbers = withSeed(0) { study(seeds: 3) { Double($0) } } }
      #expect(numbers?.mean { $0 } == 2)
      #expect(numbers?.deviation { $0 } == 1)
    }

    @Test("Ctrl-C in a study's training ends the study with the seeds that were done, and proves nothing by itself")
    func interruptedStudy() {
      var done: Study<Int>?
      let heard = NotebookFaceTests.messages {
        done = withSeed(0) {
          study(seeds: 4) { seed in
            for _ in training(steps: 3) where seed == 2 { Interruption.counter.pointee += 1 }
            return Int(seed)
          }
        }
        claim(
          "all of none",
          in: withSeed(0) {
            study(seeds: 1) { _ in for _ in training(steps: 1) { Interruption.counter.pointee += 1 } }
          }
        ) { true }
      }
      #expect(done?.outcomes == [1])
      #expect(heard.notes.contains("The study stopped in seed 2 of 4. It has the outcomes of the 1 before it."))
      #expect(heard.claims.map(\.holds) == [false])
    }

    @Test("a check says what differs, where, and by how much")
    func differences() {
      let heard = NotebookFaceTests.messages {
        check(Tensor([[1, 2], [3, 4]]), equals: Tensor([[1, 2], [3, 4]]), "same")
        check(Tensor([[1, 2], [0, 0]]), equals: Tensor([[1, 2], [3, 4]]), "other")
        check(Tensor([1, 2]), equals: Tensor([[1, 2]]), "shape")
        check(0.5, equals: 0.6931, "number")
        check([1, 2], equals: [1, 3], "array")
        check(false, "condition")
      }.checks
      #expect(
        heard.map(\.difference) == [
          "", "number [1, 0] is 0 and should be 3; 2 of 4 numbers differ", "its shape is [2] and should be [1, 2]",
          "it is 0.5 and should be 0.6931", "it is [1, 2] and should be [1, 3]", "it does not hold",
        ])
      #expect(heard.map(\.passes) == [true, false, false, false, false, false])
    }

    @Test("a study's table has a row a seed and a row of means for what is a number")
    func table() {
      let heard = NotebookFaceTests.messages {
        let numbers = withSeed(0) { study(seeds: 3) { Double($0) } }
        GANs.table(numbers, ["value": { $0 }, "word": { $0 == 2 ? "two" : "-" }])
      }.tables
      #expect(
        heard == [
          Table(
            head: ["seed", "value", "word"],
            rows: [
              ["1", "1", "-"], ["2", "2", "two"], ["3", "3", "-"], ["mean", "2 +- 1", ""],
            ])
        ])
    }

    @Test("a tensor of one number is that number in a table, and enters the mean; a longer one is its shape")
    func tensors() {
      let heard = NotebookFaceTests.messages {
        GANs.table(["a", "b"], [[Tensor([0.123456]), Tensor([1, 2])]])
        let numbers = withSeed(0) { study(seeds: 2) { Tensor([Double($0)]) } }
        GANs.table(numbers, ["loss": { $0 }])
      }.tables
      #expect(heard.first?.rows == [["0.1235", "shape [2], 8 bytes"]])
      #expect(heard.last?.rows == [["1", "1"], ["2", "2"], ["mean", "1.5 +- 0.7071"]])
    }
  }
}
