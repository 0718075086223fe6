import Figures

/// Where the panels of a figure lie in a picture.
struct PictureLayout {
  /// One panel with its measures.
  struct Cell {
    var panel: Panel
    var graphics: any PanelGraphics
    var legend: Legend
    var margins: Margins
  }

  static let titleHeight = 30
  static let titleLineHeight = 22
  static let panelTitleHeight = 26
  static let remarkHeight = 17
  static let edge = 10

  let figure: Figure
  let style: PlotStyle
  let cells: [Cell]
  /// The picture is at least this large; what is too much lies below and to the right.
  var least = (width: 120, height: 60)
  private let columnWidths: [Int]
  private let rowHeights: [Int]
  /// Side by side, plotting areas begin at the same height whatever stands above them.
  private let rowTops: [Int]

  init(_ figure: Figure, style: PlotStyle) {
    self.figure = figure
    self.style = style
    let cells = figure.panels.map { PictureLayout.cell($0, style: style) }
    let columns = max(1, min(figure.columns, cells.count))
    self.cells = cells
    columnWidths = (0..<columns).map { column in
      cells.indices.filter { $0 % columns == column }.map { cells[$0].width }.max() ?? 0
    }
    rowTops = stride(from: 0, to: cells.count, by: columns).map { start in
      cells[start..<min(start + columns, cells.count)].map(\.margins.top).max() ?? 0
    }
    rowHeights = rowTops.enumerated().map { row, top in
      top
        + (cells[(row * columns)..<min((row + 1) * columns, cells.count)]
          .map { $0.graphics.size.height + $0.margins.bottom }.max() ?? 0)
    }
  }

  private static func cell(_ panel: Panel, style: PlotStyle) -> Cell {
    let graphics = graphics(for: panel, style: style)
    let legend = Legend(graphics.legend, width: graphics.size.width, style: style)
    var margins = graphics.margins
    margins.top += legend.height + (panel.title.isEmpty ? 0 : panelTitleHeight)
    margins.bottom += graphics.remarks.count * remarkHeight
    let title = estimatedWidth(plain(panel.title), size: style.titleSize * 1.14)
    let remark = graphics.remarks.map { estimatedWidth($0.elided(to: 90), size: style.smallSize) }.max() ?? 0
    margins.right = max(margins.right, min(max(title, remark) - graphics.size.width, 400))
    return Cell(panel: panel, graphics: graphics, legend: legend, margins: margins)
  }

  private var headHeight: Int {
    figure.title.isEmpty ? 0 : PictureLayout.titleHeight + (titleLines.count - 1) * PictureLayout.titleLineHeight
  }
  /// The title in at most two lines; what has no room in the second is cut.
  private var titleLines: [String] {
    let words = plain(figure.title).split(separator: " ")
    let limit = max(4, Int(Double(width) / (style.titleSize * 0.64)))
    var first = ""
    for (index, word) in words.enumerated() {
      let longer = first.isEmpty ? String(word) : "\(first) \(word)"
      guard longer.count > limit, !first.isEmpty else {
        first = longer
        continue
      }
      return [first, words[index...].joined(separator: " ")].map { fitted($0, width: width) }
    }
    return [fitted(first, width: width)]
  }
  var width: Int { max(columnWidths.reduce(0, +) + 2 * PictureLayout.edge, least.width) }
  var height: Int { max(rowHeights.reduce(0, +) + headHeight + 2 * PictureLayout.edge, least.height) }

  /// The plotting area of a panel.
  func area(of index: Int) -> Rectangle {
    let (row, column) = (index / columnWidths.count, index % columnWidths.count)
    let cell = cells[index]
    let left = PictureLayout.edge + columnWidths[..<column].reduce(0, +)
    let top = height - PictureLayout.edge - headHeight - rowHeights[..<row].reduce(0, +)
    let size = cell.graphics.size
    return Rectangle(x: left + cell.margins.left, y: top - rowTops[row] - size.height, width: size.width, height: size.height)
  }

  /// Draws everything.
  func paint(on canvas: Canvas) throws(GnuplotError) {
    for (index, cell) in cells.enumerated() {
      let area = area(of: index)
      try canvas.begin(area)
      if index == 0, !figure.title.isEmpty {
        let top = height - PictureLayout.edge - PictureLayout.titleHeight / 2 + 2
        for (line, text) in titleLines.enumerated() {
          try canvas.label(
            text, at: (width / 2, top - line * PictureLayout.titleLineHeight), .center, size: style.titleSize + 1, bold: true,
            color: style.ink)
        }
      }
      try decorate(cell, area: area, on: canvas)
      if cell.graphics.hasAxes { try label(cell.panel, margins: cell.graphics.margins, area: area, on: canvas) }
      try cell.graphics.paint(on: canvas, area: area)
    }
  }

  /// Title and legend above a plotting area, remarks below it.
  private func decorate(_ cell: Cell, area: Rectangle, on canvas: Canvas) throws(GnuplotError) {
    let legendTop = area.top + cell.graphics.margins.top + cell.legend.height
    try cell.legend.paint(on: canvas, left: area.x, top: legendTop)
    if !cell.panel.title.isEmpty {
      let title = fitted(cell.panel.title, width: area.width + cell.margins.right)
      try canvas.label(
        title, at: (area.x, legendTop + PictureLayout.panelTitleHeight / 2), size: style.titleSize, bold: true, color: style.ink)
    }
    for (line, remark) in cell.graphics.remarks.enumerated() {
      let y = area.y - cell.graphics.margins.bottom - line * PictureLayout.remarkHeight - PictureLayout.remarkHeight / 2 + 4
      try canvas.label(remark.elided(to: 90), at: (area.x, y), size: style.smallSize, color: style.faint.mixed(with: style.ink, share: 0.4))
    }
  }

  /// The names of the axes, at the outer edges of the margins, whatever the tics need.
  private func label(_ panel: Panel, margins: Margins, area: Rectangle, on canvas: Canvas) throws(GnuplotError) {
    let (across, along) = (area.x + area.width / 2, area.y + area.height / 2)
    if !panel.x.label.isEmpty {
      try canvas.label(
        panel.x.label.elided(to: 60), at: (across, area.y - margins.bottom + 13), .center, size: style.fontSize, color: style.ink)
    }
    if !panel.y.label.isEmpty {
      try canvas.label(
        panel.y.label.elided(to: 40), at: (area.x - margins.left + 12, along), .center, size: style.fontSize, color: style.ink,
        upright: false)
    }
  }

  private func fitted(_ title: String, width: Int) -> String {
    plain(title).elided(to: max(4, Int(Double(width) / (style.titleSize * 0.64))))
  }
}

extension PictureLayout.Cell {
  var width: Int { margins.left + graphics.size.width + margins.right }
}
