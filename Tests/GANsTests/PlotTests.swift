import GANs
import NotebookProtocol
import Testing

extension NotebookFaceTests {
  @Suite("Plots") struct PlotTests {
    private func figure(_ body: () -> Void) -> Figure? { NotebookFaceTests.messages(of: body).figures.first }

    @Test("a function is drawn through its own values, from end to end")
    func functions() {
      let panel = figure { plot(functions: ["square": { square($0) }], over: -2...2, x: "a") }?.panels.first
      guard case .curves(let curves)? = panel?.content else { return #expect(Bool(false), "no curves") }
      #expect(curves.map(\.name) == ["square"])
      #expect(curves[0].x.first == -2 && curves[0].x.last == 2)
      #expect(zip(curves[0].x, curves[0].y).allSatisfy { abs($0 * $0 - $1) < 1e-5 })
      #expect(panel?.x.label == "a")
    }

    @Test("samples of the plane stand over data and centres, and the random generator is left alone")
    func plane() {
      let ring = Mixture.ring(modes: 8, radius: 2, deviation: 0.1)
      var panel: Panel?
      withSeed(3) {
        panel = figure { plot(samples: Tensor([[1, 2], [3, 4]]), over: ring) }?.panels.first
        #expect(normal(2) == withSeed(3) { normal(2) })
      }
      guard case .points(let sets)? = panel?.content else { return #expect(Bool(false), "no points") }
      #expect(sets.map(\.role) == [.data, .samples, .centres])
      #expect(sets[1].x == [1, 3] && sets[1].y == [2, 4])
      #expect(sets[2].x.count == 8)
      #expect(panel?.equalScale == true)
    }

    @Test("a histogram of samples on the line has an area of one, and the density drawn with it too")
    func histogram() {
      let data = Mixture.gaussian(mean: 1, deviation: 2)
      let panel = withSeed(5) { figure { plot(samples: data.sample(500), over: data) } }?.panels.first
      guard case .curves(let curves)? = panel?.content else { return #expect(Bool(false), "no curves") }
      #expect(curves.map(\.name) == ["data, density", "samples"])
      for curve in curves {
        let area = zip(curve.x.indices.dropLast(), curve.x.indices.dropFirst()).reduce(0.0) { sum, pair in
          sum + (curve.x[pair.1] - curve.x[pair.0]) * (curve.y[pair.0] + curve.y[pair.1]) / 2
        }
        #expect(abs(area - 1) < 0.01, "\(curve.name)")
      }
    }

    @Test("images from -1 to 1 become greys from 0 to 1, and what lies beyond is cut")
    func images() {
      let panel = figure { plot(images: Tensor([[-1, 0, 1, 3]]), columns: 1) }?.panels.first
      #expect(panel?.content == .images(ImageGrid(height: 2, width: 2, columns: 1, pixels: [0, 0.5, 1, 1])))
    }

    @Test("groups of images stand side by side under their names")
    func imageGroups() {
      let figure = figure { plot(images: ["real": Tensor(zeros: [6, 64]), "generated": Tensor(zeros: [4, 64])], columns: 2) }
      #expect(figure?.panels.map(\.title) == ["real", "generated"])
      #expect(figure?.alternativeText == "6 images: real. 4 images: generated.")
    }

    @Test("a surface's first row belongs to the lower end")
    func surface() {
      let panel = figure { plot(surface: { $0.transposed()[1] }, over: -1...3, contours: [0]) }?.panels.first
      guard case .heatMap(let map)? = panel?.content else { return #expect(Bool(false), "no heat map") }
      #expect(map.values.first == -1 && map.values.last == 3)
      #expect(map.values[map.columns - 1] == -1)
      #expect(map.contours == [0])
    }

    @Test("a training's curves are drawn over its steps, all of them or those that are named")
    func history() {
      let heard = NotebookFaceTests.messages {
        for step in training(steps: 200) { step.log(["a": Double(step.index), "b": 1.0]) }
        plot(latestTraining)
        plot(latestTraining, "b")
      }.figures
      let names = heard.map { figure -> [String] in
        guard case .curves(let curves) = figure.panels[0].content else { return [] }
        return curves.map(\.name)
      }
      #expect(names == [["a", "b"], ["b"]])
      #expect(heard[0].alternativeText.contains("The curve a runs from 0 to 199"))
    }

    @Test("bars of several groups share their height")
    func bars() {
      let panels = figure { plot(bars: ["one": [1, 2], "two": [4, 0]]) }?.panels ?? []
      #expect(panels.map(\.title) == ["one", "two"])
      #expect(Set(panels.map { $0.y.range?.upperBound }) == [4.4])
      #expect(panels.first?.content == .bars([Bar("0", 1), Bar("1", 2)]))
    }
  }
}
