import Tensors
import Testing

private struct Inner: Module {
  var weight = Tensor([1, 2])
  let constant = Tensor([100])
  var note = "not a parameter"
}

private struct Outer: Module {
  var first = Inner()
  var scale = Tensor(3)
  var list = [Inner(), Inner()]
  var optional: Inner? = Inner()
  var absent: Inner?
  var width = 7
}

@Suite("A reader's own modules")
struct ModuleTests {
  @Test("parameters are the var tensors and modules, in order, arrays and optionals too")
  func parameters() {
    let names = Outer().namedParameters.map(\.name)
    #expect(names == ["first.weight", "scale", "list.0.weight", "list.1.weight", "optional.weight"])
    #expect(parameterCount(of: Outer()) == 9)
  }

  @Test("the gradient has the model's own type, and leaves what is no parameter alone")
  func gradientOfModel() {
    let model = Outer()
    let slope = gradient(at: model) { ($0.first.weight * $0.scale).sum() + square($0.list[1].weight).sum() * $0.first.constant.sum() }
    #expect(slope.first.weight == Tensor([3, 3]) && slope.scale.scalar == 3)
    #expect(slope.list[0].weight == Tensor([0, 0]) && slope.list[1].weight == Tensor([200, 400]))
    #expect(slope.width == 7)
  }
}
