import Tensors

/// Reads a folder of PNG images of one size, which the reader brings.
///
/// A sample 0 ... 255 becomes -1 ... 1, the range of a generator that ends in `tanh`. Images come in the order of their names. Everything that PNG knows is read:
/// grey and color, palettes, 1 to 16 bits (which become 8), interlaced or not. A folder in which some images are grey and some are not becomes one of color.
///
/// All headers are read first, and what they tell of is compared with `limit` before there is memory for it: a set takes at most eight bytes for
/// each sample of the limit while it is read and four afterwards, beside the largest file, twice, and its pixels.
public enum PNGFolder {
  /// 2^28 samples: 87,000 images of 32x32 in color, which are 1 GiB as a tensor.
  public static let standardLimit = 1 << 28

  /// Reads images whose folders are their classes.
  ///
  ///     letters/A/001.png   letters/A/002.png   letters/B/001.png
  ///
  ///     let letters = try PNGFolder.load("letters")
  ///
  /// - Parameters:
  ///   - channels: 1 for grey (a color becomes its luminance), 3 for color. Without it, color where any image has some.
  ///   - background: What shows through where an image is transparent, from 0 to 255. Without one such an image is refused.
  ///   - limit: More samples (images x height x width x channels) than this are refused, and a file of more bytes.
  /// - Returns: The images; their classes bear the folders' names, sorted.
  /// - Throws: `DatasetError`, which names the file, the byte and what to do.
  public static func load(
    _ folder: String, channels: Int? = nil, background: UInt8? = nil, limit: Int = standardLimit
  ) throws(DatasetError) -> LabelledImages {
    let content = try FolderContent(folder)
    guard !content.folders.isEmpty else {
      throw .unsuitable(
        path: folder, problem: "there are no folders in it that could be classes",
        remedy: "Put the images of each class into a folder of its own, or read them with PNGFolder.unlabelled")
    }
    if let stray = content.images.first {
      throw .unsuitable(
        path: "\(folder)/\(stray)", problem: "it lies beside the folders of the classes", remedy: "Move it into one of them")
    }
    var (paths, labels) = ([String](), [Int]())
    for (label, name) in content.folders.enumerated() {
      let files = try images(in: "\(folder)/\(name)")
      paths += files
      labels += files.map { _ in label }
    }
    let set = try PNGSet(paths, channels: channels, background: background, limit: limit)
    return LabelledImages(
      images: set.images.reshaped(to: [paths.count, set.height * set.width * set.channels]), labels: labels, height: set.height,
      width: set.width, classes: content.folders.count, channels: set.channels, names: content.folders)
  }

  /// Reads the images that lie in the folder itself.
  ///
  ///     let faces = try PNGFolder.unlabelled("faces", channels: 1)
  ///
  /// - Parameters:
  ///   - channels: As for `load`.
  ///   - background: As for `load`.
  ///   - limit: As for `load`.
  /// - Returns: The images as convolutions take them, shape [count, height, width, channels].
  /// - Throws: `DatasetError`, which names the file, the byte and what to do.
  public static func unlabelled(
    _ folder: String, channels: Int? = nil, background: UInt8? = nil, limit: Int = standardLimit
  ) throws(DatasetError) -> Tensor {
    try PNGSet(try images(in: folder), channels: channels, background: background, limit: limit).images
  }

  private static func images(in folder: String) throws(DatasetError) -> [String] {
    let names = try FolderContent(folder).images
    guard !names.isEmpty else {
      throw .unsuitable(
        path: folder, problem: "there is no PNG image in this folder", remedy: "Put some there, or name the folder that holds them")
    }
    return names.map { "\(folder)/\($0)" }
  }
}

/// The images of several files, read.
private struct PNGSet {
  let (height, width, channels): (Int, Int, Int)
  /// Shape [count, height, width, channels].
  let images: Tensor

  init(_ paths: [String], channels wanted: Int?, background: UInt8?, limit: Int) throws(DatasetError) {
    require(wanted == nil || wanted == 1 || wanted == 3, "PNGFolder: images have 1 or 3 channels, not \(wanted ?? 0)")
    var headers: [PNGHeader] = []
    for path in paths { headers.append(try PNGHeader(try DatasetFolder.read(path, first: PNGHeader.byteCount), path: path)) }
    let first = headers[0]
    for (path, header) in zip(paths, headers) { try Self.compare(header, of: path, with: first, of: paths[0]) }
    let channels = wanted ?? headers.map(\.channels).max() ?? 1
    let (pixels, tooMany) = (first.width * first.height).multipliedReportingOverflow(by: channels * paths.count)
    guard !tooMany, pixels <= limit else {
      throw .unsuitable(
        path: paths[0],
        problem: "this and \(paths.count - 1) others of \(first.height)x\(first.width)x\(channels) are more than \(limit) samples",
        remedy: "Take fewer of them, make them smaller, or raise the limit")
    }
    var values: [Float] = []
    values.reserveCapacity(pixels)
    for path in paths {
      let image = try PNG(try DatasetFolder.read(path, limit: limit), path: path, limit: limit)
      try Self.compare(image.header, of: path, with: first, of: paths[0])
      values += try image.pixels(channels: channels, background: background).lazy.map { Float($0) / 127.5 - 1 }
    }
    (height, width, self.channels) = (first.height, first.width, channels)
    images = Tensor(shape: [paths.count, height, width, channels], values: values)
  }

  private static func compare(_ header: PNGHeader, of path: String, with first: PNGHeader, of other: String) throws(DatasetError) {
    guard header.height == first.height, header.width == first.width else {
      throw .unsuitable(
        path: path, problem: "it is \(header.height)x\(header.width), and \(other) is \(first.height)x\(first.width)",
        remedy: "Bring all images to one size")
    }
  }
}
