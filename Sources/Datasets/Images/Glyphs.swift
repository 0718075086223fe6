import Tensors

/// The 52 Latin letters in twelve families of free fonts and four styles each, so that the same letter in two styles is known.
///
/// - Source: `Datasets/glyphs`, made from Debian's packages of DejaVu, Liberation, Lato, Linux Libertine, Carlito, Caladea, Open Sans
///   and Roboto; the licences stand in the README there.
public struct Glyphs {
  /// How a family is drawn.
  public enum Style: Int, CaseIterable, Sendable {
    case regular, bold, italic, boldItalic
  }

  /// A ... Z, then a ... z.
  public static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

  /// The names of the families, in the order of the file.
  public let families: [String]
  /// Height and width of an image.
  public let size: Int
  /// One row an image, family after family, within it style after style, within it letter after letter, from -1 (none) to 1 (full ink).
  public let images: Tensor

  /// Reads the glyphs, after comparing the files' checksums with the published ones.
  ///
  ///     let glyphs = try Glyphs.load(size: 16)
  ///     let (seen, heldOut) = Glyphs.split(heldOut: 0.25, seed: 1)
  ///     let upright = glyphs.select(.regular, letters: seen)
  ///     let truth = glyphs.select(.italic, letters: heldOut)
  ///
  /// - Parameter size: 16 or 28.
  /// - Throws: `DatasetError`, which names the file, the place and what to do.
  public static func load(size: Int = 16) throws(DatasetError) -> Glyphs {
    require(size == 16 || size == 28, "Glyphs: there are images of size 16 and 28, not \(size)")
    let path = try DatasetFolder.path(of: "glyphs/glyphs-\(size).idx.gz")
    let bytes = try DatasetFolder.read(path)
    try DatasetFolder.verify(bytes, at: path)
    let list = try DatasetFolder.path(of: "glyphs/fonts.csv")
    let fonts = try DatasetFolder.read(list)
    try DatasetFolder.verify(fonts, at: list)
    let families = String(decoding: fonts, as: UTF8.self).split(separator: "\n").dropFirst().map { String($0.prefix { $0 != "," }) }
    let array = try IDX.parse(bytes, path: path)
    let expected = [families.count, Style.allCases.count, letters.count, size, size]
    guard array.shape == expected else {
      throw .unsuitable(
        path: path, problem: "its shape is \(array.shape), and should be \(expected)",
        remedy: "Get it again with `git checkout -- Datasets`")
    }
    let images = Tensor(shape: [array.bytes.count / (size * size), size * size], values: array.bytes.map { Float($0) / 127.5 - 1 })
    return Glyphs(families: families, size: size, images: images)
  }

  /// The images of one style, labelled by letter: family after family, within it letter after letter.
  ///
  /// Image k of one style and image k of another, chosen with the same families and letters, are the same letter of the same family.
  ///
  /// - Parameters:
  ///   - families: Names of families; all where none are named.
  ///   - letters: Which letters, and in which order they are the classes.
  /// - Precondition: The families and the letters exist, at least one of each, and no letter comes twice.
  public func select(_ style: Style, families chosen: [String]? = nil, letters: [Character] = letters) -> LabelledImages {
    require(!letters.isEmpty && Set(letters).count == letters.count, "Glyphs: letters must be named, and each only once")
    require(chosen?.isEmpty != true, "Glyphs: at least one family must be named")
    let rows = (chosen ?? families).flatMap { family in letters.map { row(family, style, $0) } }
    let labels = rows.indices.map { $0 % letters.count }
    return LabelledImages(
      images: images.gathered(rows: rows), labels: labels, height: size, width: size, classes: letters.count,
      names: letters.map(String.init))
  }

  /// Divides the letters into those to train on and those held out.
  ///
  /// A letter's capital and small form go together: many are the same shape in two sizes. The seed alone decides.
  ///
  /// - Parameter heldOut: The share of the letters that is held out, between 0 and 1; at least one letter is on each side.
  public static func split(heldOut: Double, seed: UInt64) -> (training: [Character], heldOut: [Character]) {
    require(heldOut > 0 && heldOut < 1, "Glyphs.split: the share \(heldOut) must lie between 0 and 1")
    let half = letters.count / 2
    let count = min(half - 1, max(1, Int((heldOut * Double(half)).rounded())))
    let held = Set(withSeed(seed) { permutation(half) }.prefix(count))
    func chosen(_ isHeld: Bool) -> [Character] { letters.indices.filter { held.contains($0 % half) == isHeld }.map { letters[$0] } }
    return (chosen(false), chosen(true))
  }

  private func row(_ family: String, _ style: Style, _ letter: Character) -> Int {
    guard let place = families.firstIndex(of: family) else {
      engineFailure("Glyphs: there is no family \(family); there are \(families.joined(separator: ", "))")
    }
    guard let position = Self.letters.firstIndex(of: letter) else {
      engineFailure("Glyphs: '\(letter)' is none of the letters A to Z and a to z")
    }
    return (place * Style.allCases.count + style.rawValue) * Self.letters.count + position
  }
}

extension Glyphs: CustomStringConvertible {
  /// `2496 glyphs of 16x16: 12 families, 4 styles, 52 letters`
  public var description: String {
    "\(images.shape[0]) glyphs of \(size)x\(size): \(families.count) families, \(Style.allCases.count) styles, \(Self.letters.count) letters"
  }
}
