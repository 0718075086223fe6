/// Images of one size, set in rows.
public struct ImageGrid: Codable, Sendable, Equatable {
  public var height: Int
  public var width: Int
  /// 1 for grey, 3 for red, green and blue.
  public var channels: Int
  /// Images in one row.
  public var columns: Int
  /// Image after image, row after row, pixel after pixel, channel after channel; 0 is black and 1 is white.
  public var pixels: [Float]
  /// A word under each image, or none at all.
  public var captions: [String]

  public init(height: Int, width: Int, channels: Int = 1, columns: Int, pixels: [Float], captions: [String] = []) {
    precondition(height > 0 && width > 0 && (channels == 1 || channels == 3) && columns > 0,
      "ImageGrid: \(height)x\(width) pixels, \(channels) channels, \(columns) columns")
    precondition(pixels.count % (height * width * channels) == 0,
      "ImageGrid: \(pixels.count) values are no whole number of \(height)x\(width)x\(channels) images")
    self.height = height
    self.width = width
    self.channels = channels
    self.columns = columns
    self.pixels = pixels
    self.captions = captions
  }

  /// How many images there are.
  public var count: Int { pixels.count / (height * width * channels) }
}

/// Values over a rectangle, such as the discriminator's output over the plane.
public struct HeatMap: Codable, Sendable, Equatable {
  public var rows: Int
  public var columns: Int
  /// Row after row; the first row belongs to the lower end of `y`.
  public var values: [Double]
  public var x: ClosedRange<Double>
  public var y: ClosedRange<Double>
  /// Levels at which a contour is drawn.
  public var contours: [Double]

  public init(rows: Int, columns: Int, values: [Double], x: ClosedRange<Double>, y: ClosedRange<Double>, contours: [Double] = []) {
    precondition(rows * columns == values.count, "HeatMap: \(values.count) values for \(rows) rows of \(columns)")
    self.rows = rows
    self.columns = columns
    self.values = values
    self.x = x
    self.y = y
    self.contours = contours
  }
}
