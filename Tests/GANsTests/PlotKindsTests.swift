import GANs
import NotebookProtocol
import Testing

extension NotebookFaceTests {
  @Suite("Further plots") struct PlotKindsTests {
    private func figure(_ body: () -> Void) -> Figure? { NotebookFaceTests.messages(of: body).figures.first }

    private func content(_ figure: Figure?) -> Plane? {
      guard case .plane(let plane)? = figure?.panels.first?.content else { return nil }
      return plane
    }

    @Test("a game's field is asked at every point of its square, and the axes share a scale")
    func game() throws {
      let drawn = figure {
        plot(
          vectorField: { theta, psi in DiracGAN(theta: theta, psi: psi, game: .wasserstein).velocity }, over: -1...1,
          trajectories: [Trajectory("orbit", x: [1, 0], y: [0, 1])], centres: [(0, 0)], arrows: 3, x: "theta", y: "psi")
      }
      let plane = try #require(content(drawn))
      // Of the Wasserstein game (theta', psi') = (-psi, theta).
      #expect(plane.field?.x == [-1, 0, 1, -1, 0, 1, -1, 0, 1] && plane.field?.y == [-1, -1, -1, 0, 0, 0, 1, 1, 1])
      #expect(plane.field?.alongX == [1, 1, 1, 0, 0, 0, -1, -1, -1] && plane.field?.alongY == plane.field?.x)
      #expect(plane.trajectories.map(\.name) == ["orbit"] && plane.points.map(\.role) == [.centres])
      #expect(drawn?.panels.first?.equalScale == true && drawn?.panels.first?.x.label == "theta")
      #expect(drawn?.alternativeText.contains("a vector field of 9 arrows") == true)
    }

    @Test("a field of tensors gets all points at once: the gradient of half the squared norm is the point itself")
    func gradients() throws {
      let drawn = figure {
        plot(vectorField: { gradient(at: $0) { (square($0) / 2).sum() } }, over: -2...2, samples: Tensor([[1, 2]]), arrows: 2)
      }
      let plane = try #require(content(drawn))
      #expect(plane.field?.alongX == [-2, 2, -2, 2] && plane.field?.alongY == [-2, -2, 2, 2])
      #expect(plane.points.first?.x == [1] && plane.points.first?.y == [2])
    }

    @Test("samples stand over a function's values, its first row at the lower end")
    func overFunction() throws {
      let drawn = figure {
        plot(
          samples: ["real": Tensor([[0, 1]]), "fake": Tensor([[1, 1]])], over: { $0.transposed()[1] }, within: -1...1, contours: [0],
          backdrop: "D(x)")
      }
      let plane = try #require(content(drawn))
      #expect(plane.backdrop?.values.first == -1 && plane.backdrop?.values.last == 1 && plane.backdrop?.contours == [0])
      #expect(plane.backdropName == "D(x)" && plane.points.map(\.name) == ["real", "fake"])
    }

    @Test("a matrix keeps its rows and names, from numbers as from a tensor")
    func matrix() {
      for drawn in [
        figure { plot(heatMap: [[1, 2], [3, 4]], rows: ["a", "b"], columns: ["c", "d"], x: "beta1") },
        figure { plot(heatMap: Tensor([[1, 2], [3, 4]]), rows: ["a", "b"], columns: ["c", "d"], x: "beta1") },
      ] {
        #expect(drawn?.panels.first?.content == .matrix(NamedMatrix(rows: ["a", "b"], columns: ["c", "d"], values: [1, 2, 3, 4])))
        #expect(drawn?.alternativeText.contains("b: c 3, d 4") == true)
      }
    }

    @Test("metrics of studies are means with deviations, each column with colours of its own")
    func metrics() {
      let one = study(seeds: 2) { seed in (modes: Double(seed % 2), quality: 0.5) }
      let drawn = figure { plot(metrics: ["modes": { $0.modes }, "quality": { $0.quality }], of: ["GAN": one]) }
      guard case .matrix(let matrix)? = drawn?.panels.first?.content else { return #expect(Bool(false), "no matrix") }
      #expect(matrix.rows == ["GAN"] && matrix.columns == ["modes", "quality"] && matrix.coloring == .byColumn)
      #expect(matrix.values == [0.5, 0.5])
      #expect(abs(matrix.deviations[0] - 0.5.squareRoot()) < 1e-12 && matrix.deviations[1] == 0)
    }

    @Test("histograms share their bins, logarithmic bins have equal ratios, and numbers without a place are noted")
    func histograms() throws {
      let heard = NotebookFaceTests.messages {
        plot(histograms: ["a": [1, 20, 200], "b": [-1, .nan, 10_000]], bins: 4, overlaid: false, x: "norm", logarithmicX: true)
      }
      let panels = try #require(heard.figures.first).panels
      let histograms = panels.flatMap { panel -> [Histogram] in
        if case .histograms(let group) = panel.content { group } else { [] }
      }
      #expect(panels.count == 2 && panels.allSatisfy(\.x.logarithmic) && panels.map(\.x.label) == ["", "norm"])
      #expect(histograms.map(\.heights) == [[1, 1, 1, 0], [0, 0, 0, 1]])
      #expect(histograms[0].edges == histograms[1].edges && abs(histograms[0].edges[1] - 10) < 1e-9)
      #expect(heard.notes == ["2 numbers have no place in the histogram: not finite or not positive."])
    }

    @Test("a histogram of equal numbers has room around them and counts all")
    func equalNumbers() {
      let drawn = figure { plot(histograms: ["zeros": Tensor(zeros: [3, 2])], bins: 3) }
      guard case .histograms(let histograms)? = drawn?.panels.first?.content else { return #expect(Bool(false), "no histogram") }
      #expect(histograms[0].heights.reduce(0, +) == 6)
    }

    private func histories(_ seeds: Int, steps: Int = 20) -> [TrainingHistory] {
      (0..<seeds).map { seed in
        for step in training(steps: steps) { step.log(["modes": Double(seed), "loss": Double(step.index)]) }
        return latestTraining
      }
    }

    @Test("runs become a mean with a band, all metrics or those that are named, from arrays and studies alike")
    func runs() {
      let figures = NotebookFaceTests.messages {
        let runs = histories(3)
        plot(runs: runs)
        plot(runs: study(seeds: 3) { _ in runs[1] }, "modes", spread: .range)
      }.figures
      guard case .curves(let all)? = figures[0].panels.first?.content, case .curves(let one)? = figures[1].panels.first?.content else {
        return #expect(Bool(false), "no curves")
      }
      #expect(all.map(\.name) == ["modes", "loss"] && all[0].y.allSatisfy { $0 == 1 })
      #expect(all[0].spread == .band(lower: Array(repeating: 0, count: 20), upper: Array(repeating: 2, count: 20)))
      #expect(one.map(\.name) == ["modes"] && figures[1].panels[0].y.label == "modes")
      #expect(figures[0].alternativeText.contains("Means of up to 3 runs"))
    }

    @Test("groups of runs are compared in one metric")
    func groups() {
      let drawn = NotebookFaceTests.messages {
        plot(runs: ["short": histories(2, steps: 5), "long": histories(2, steps: 9)], "loss", spread: .runs, logarithmicX: true)
      }.figures.first
      guard case .curves(let curves)? = drawn?.panels.first?.content else { return #expect(Bool(false), "no curves") }
      #expect(curves.map(\.name) == ["short", "long"] && curves.map(\.x.count) == [5, 9])
      #expect(drawn?.panels.first?.x.logarithmic == true)
    }

    @Test("bars of studies stand at the mean with the deviation of the seeds")
    func studyBars() {
      let outcomes = study(seeds: 2) { $0 % 2 == 0 ? 1.0 : 3.0 }
      let drawn = figure { plot(bars: ["GAN": outcomes], y: "modes") { $0 } }
      #expect(drawn?.panels.first?.content == .bars([Bar("GAN", 2, deviation: 2.0.squareRoot())]))
    }

    @Test("rows of images keep their names, and colours are channels last")
    func imageRows() {
      let drawn = figure {
        plot(imageRows: ["in": Tensor(zeros: [2, 1, 1, 3]), "out": Tensor(ones: [2, 1, 1, 3])], columnTitles: ["a", "b"])
      }
      let pixels = [Float](repeating: 0.5, count: 6) + [Float](repeating: 1, count: 6)
      #expect(
        drawn?.panels.first?.content
          == .images(
            ImageGrid(height: 1, width: 1, channels: 3, columns: 2, pixels: pixels, rowTitles: ["in", "out"], columnTitles: ["a", "b"])))
    }

    @Test("on a logarithmic axis a function's points lie at equal ratios")
    func logarithmicCurve() {
      let line = curve("identity", of: { $0 }, over: 1...10_000, logarithmic: true)
      #expect(abs(line.x[100] - 100) < 1e-9 && abs(line.x[50] - 10) < 1e-9)
    }
  }
}

extension NotebookFaceTests {
  @Suite struct AnimationTests {
    @Test("the plots of frames are collected and come out as one figure")
    func frames() throws {
      let figures = NotebookFaceTests.messages {
        var film = Animation("Walk")
        for step in 0..<3 { film.add("step \(step)") { plot(samples: Tensor([[Double(step), 0], [1, 1]]), title: "not shown") } }
        plot(film, seconds: 0.5)
        display(film)
      }.figures
      #expect(figures.count == 2)
      let figure = try #require(figures.first)
      #expect(figure.title == "Walk" && figure.secondsPerFrame == 0.5)
      #expect(figure.frames.map(\.caption) == ["step 0", "step 1", "step 2"])
      #expect(figure.frames[2].panels == figure.panels)
    }

    @Test("an animation without a title takes that of each frame's own plot, and plotting goes on afterwards")
    func titles() throws {
      let figures = NotebookFaceTests.messages {
        var film = Animation()
        film.add("first") { plot(curves: [Curve("a", [1, 2])], title: "Losses") }
        plot(curves: [Curve("a", [1, 2])], title: "alone")
        plot(film)
      }.figures
      #expect(figures.map(\.title) == ["alone", ""] && figures[1].frames.map(\.caption) == ["Losses: first"])
    }
  }
}
