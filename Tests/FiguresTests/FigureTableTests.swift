import Figures
import Testing

@Suite struct FigureTableTests {
  @Test("the numbers of every kind of panel are rows of one table")
  func csv() {
    let contents: [Panel.Content] = [
      .curves([Curve("a,b", x: [1], y: [2], spread: .band(lower: [0], upper: [.infinity]))]),
      .points([PointSet("p", role: .data, x: [1], y: [2])]),
      .images(ImageGrid(height: 1, width: 2, columns: 1, pixels: [0, 0.5])),
      .heatMap(HeatMap(rows: 1, columns: 2, values: [3, 4], x: 0...1, y: 5...5)),
      .bars([Bar("b", 1, deviation: 2)]),
      .plane(
        Plane(
          field: VectorField(x: [0], y: [1], alongX: [2], alongY: [3]), trajectories: [Trajectory("t", x: [7], y: [8])], points: [])),
      .matrix(NamedMatrix(rows: ["r"], columns: ["c"], values: [1])),
      .histograms([Histogram("h", edges: [0, 1], heights: [9])]),
    ]
    #expect(
      Figure(panels: contents.map { Panel(content: $0) }).csv == """
        panel,kind,name,x,y,value
        1,curve,"a,b",1.0,2.0,
        1,lower,"a,b",1.0,0.0,
        1,upper,"a,b",1.0,inf,
        2,data,p,1.0,2.0,
        3,grey,image 1,0.0,0.0,0.0
        3,grey,image 1,1.0,0.0,0.5
        4,value,,0.0,5.0,3.0
        4,value,,1.0,5.0,4.0
        5,bar,b,,,1.0
        5,deviation,b,,,2.0
        6,arrow from,1,0.0,1.0,
        6,arrow to,1,2.0,4.0,
        6,path,t,7.0,8.0,
        7,cell,r / c,,,1.0
        8,bin,h,0.0,1.0,9.0

        """)
  }
}
