import Glibc
import Tensors

/// Reads the reader's own copy of MNIST or of a set in its format: Fashion-MNIST, KMNIST, EMNIST.
///
/// Pixels 0 ... 255 become -1 ... 1, which is the range of a generator that ends in `tanh`.
public enum MNIST {
  /// Which of the two pairs of files.
  public enum Part: String, CaseIterable, Sendable {
    /// 60,000 images in MNIST.
    case training = "train"
    /// 10,000 images in MNIST.
    case test = "t10k"
  }

  /// The ten classes of Fashion-MNIST, for `names`.
  ///
  /// - Source: Xiao, Rasul and Vollgraf 2017, arXiv:1708.07747, table 2.
  public static let fashionNames = [
    "T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot",
  ]

  /// Reads a part from the folder that holds the files under the names by which they are published, packed by gzip or not.
  ///
  ///     let images = try MNIST.load("data/mnist", part: .test)
  ///
  /// - Throws: `DatasetError`, which names the file, the byte and what to do.
  public static func load(
    _ folder: String, part: Part = .training, names: [String]? = nil, limit: Int = IDX.standardLimit
  ) throws(DatasetError) -> LabelledImages {
    let images = try path(of: "\(part.rawValue)-images", rank: 3, in: folder)
    let labels = try path(of: "\(part.rawValue)-labels", rank: 1, in: folder)
    return try load(images: images, labels: labels, names: names, limit: limit)
  }

  /// Reads a file of images and the file of their labels.
  ///
  /// - Parameters:
  ///   - images: An IDX file of shape [count, height, width], or [count, height, width, channels].
  ///   - labels: An IDX file of shape [count].
  ///   - names: What the classes are called. Without it they are as many as the largest label needs.
  ///   - limit: More bytes than this in either file are refused.
  public static func load(
    images: String, labels: String, names: [String]? = nil, limit: Int = IDX.standardLimit
  ) throws(DatasetError) -> LabelledImages {
    let pixels = try IDX.read(images, limit: limit)
    let classes = try IDX.read(labels, limit: limit)
    guard (3...4).contains(pixels.shape.count) else {
      throw .unsuitable(
        path: images, problem: "images have 3 or 4 dimensions, and this file has \(pixels.shape.count)",
        remedy: "Exchange the files if this is the one of the labels")
    }
    guard classes.shape.count == 1 else {
      throw .unsuitable(
        path: labels, problem: "labels have 1 dimension, and this file has \(classes.shape.count)",
        remedy: "Exchange the files if this is the one of the images")
    }
    guard classes.shape[0] == pixels.shape[0] else {
      throw .unsuitable(
        path: labels, problem: "\(classes.shape[0]) labels for the \(pixels.shape[0]) images of \(images)",
        remedy: "Take both files of the same part")
    }
    return try joined(pixels, classes, names: names, path: labels)
  }

  private static func joined(_ pixels: IDX, _ classes: IDX, names: [String]?, path: String) throws(DatasetError) -> LabelledImages {
    let count = names?.count ?? classes.bytes.reduce(0) { max($0, Int($1)) } + 1
    if let position = classes.bytes.firstIndex(where: { $0 >= count }) {
      throw .corrupt(
        path: path, byte: 8 + position, problem: "label \(classes.bytes[position]) of image \(position) lies outside the \(count) classes")
    }
    let (height, width) = (pixels.shape[1], pixels.shape[2])
    let channels = pixels.shape.count == 4 ? pixels.shape[3] : 1
    return LabelledImages(
      images: Tensor(shape: [pixels.shape[0], height * width * channels], values: pixels.bytes.map { Float($0) / 127.5 - 1 }),
      labels: classes.bytes.map(Int.init), height: height, width: width, classes: count, channels: channels, names: names)
  }

  /// The published name has a hyphen before `idx`; some copies have a dot.
  private static func path(of stem: String, rank: Int, in folder: String) throws(DatasetError) -> String {
    let names = ["-", "."].flatMap { mark in ["", ".gz"].map { "\(stem)\(mark)idx\(rank)-ubyte\($0)" } }
    for name in names where access("\(folder)/\(name)", F_OK) == 0 { return "\(folder)/\(name)" }
    throw .unsuitable(
      path: folder, problem: "there is no \(names[0]) in this folder, packed by gzip or not",
      remedy: "Put the set's four files there, or name the folder that holds them")
  }
}
