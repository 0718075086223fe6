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
  /// A word left of each row, or none at all.
  public var rowTitles: [String]
  /// A word above each column, or none at all.
  public var columnTitles: [String]

  /// - Precondition: Sizes are positive, `channels` is 1 or 3, and `pixels` holds whole images.
  public init(
    height: Int, width: Int, channels: Int = 1, columns: Int, pixels: [Float], captions: [String] = [], rowTitles: [String] = [],
    columnTitles: [String] = []
  ) {
    require(
      height > 0 && width > 0 && (channels == 1 || channels == 3) && columns > 0,
      "ImageGrid: \(height)x\(width) pixels, \(channels) channels, \(columns) columns: sizes are positive and channels 1 or 3")
    require(
      pixels.count % (height * width * channels) == 0,
      "ImageGrid: \(pixels.count) values are no whole number of \(height)x\(width)x\(channels) images")
    self.height = height
    self.width = width
    self.channels = channels
    self.columns = columns
    self.pixels = pixels
    self.captions = captions
    self.rowTitles = rowTitles
    self.columnTitles = columnTitles
  }

  /// How many images there are.
  public var count: Int { pixels.count / (height * width * channels) }
}
