/// Convolutions with fewer multiplications: of kernel 3 and stride 1, and of kernel 4 and stride 2.
///
/// A tile of 2 x 2 results of a 3 x 3 filter takes 36 multiplications for each pair of channels when it is summed as it is written, and 16 when rows and
/// columns both go through `ThreeTaps`. With a stride of 2 the image falls into four phases, pixels of even and odd rows and columns,
/// and a 4 x 4 filter into four of 2 x 2, one for each phase: the sum of four convolutions of stride 1, 36 multiplications instead of 64 with
/// `TwoTaps`. Written for whole images,
///
///     V = Bᵀ x B       a plane for each number of a transformed tile: [tiles, phases * inputs]
///     U = G w Gᵀ       a plane: [phases * inputs, outputs]
///     y = Aᵀ (V U) A   a matrix product for each plane
///
/// The convolution is linear in x and in w, so that both of its transposes follow by transposing each step:
///
///     W = A y Aᵀ,   gradient of x = B (W Uᵀ) Bᵀ,   gradient of w = Gᵀ (Vᵀ W) G
///
/// where tiles of x overlap and are added up. All three compute the very sums of the definition in another order; the transforms only add, subtract
/// and halve. In single precision the root mean square error is 0.7 to 1.3 times that of the direct kernels with a kernel of 3, and 1.2 to 2 times with
/// one of 4 (measured over 16 to 128 channels; a test holds both against double precision).
/// An infinite pixel gives NaN where the direct sum would give an infinity, never beyond the pixels that see it.
///
/// How the work is cut depends on the sizes alone: any number of threads gives the same bits.
struct MinimalFiltering {
  let geometry: ConvolutionGeometry
  /// Taps of a phase of the filter in one direction: 3, or 2 with a stride of 2.
  let taps: Int

  /// Phases in one direction.
  var phases: Int { geometry.vertical.stride }
  /// Numbers of a transformed tile in one direction.
  var side: Int { taps + 1 }
  /// Planes, each of which takes a product of its own.
  var planes: Int { side * side }
  var inputs: Int { geometry.inputs }
  var outputs: Int { geometry.outputs }
  /// The inner length of the products.
  var inner: Int { phases * phases * inputs }

  var tilesDown: Int { (geometry.vertical.output + 1) / 2 }
  var tilesAcross: Int { (geometry.horizontal.output + 1) / 2 }
  /// Rows of tiles in all images.
  var tileRows: Int { geometry.batch * tilesDown }
  var tiles: Int { tileRows * tilesAcross }

  /// Tiles worth a part of their own: what they are transformed to stays in a core's own cache, and U is read for each part anew.
  var tilesInPart: Int {
    let most = max(16, 160_000 / (planes * (inner + outputs)))
    return max(8, min(most, tiles / 8))
  }

  private init(geometry: ConvolutionGeometry, taps: Int) { (self.geometry, self.taps) = (geometry, taps) }

  /// Nil where the direct kernels are the better ones: other kernels, channels that do not fill vectors, too few tiles for the filter's transform to pay,
  /// odd sizes so small that too much of the tiles is cut off, or filters larger than the caches.
  init?(_ geometry: ConvolutionGeometry) {
    let (vertical, horizontal) = (geometry.vertical, geometry.horizontal)
    func fits(_ axis: ConvolutionGeometry.Axis) -> Bool {
      axis.dilation == 1 && (axis.kernel == 3 && axis.stride == 1 || axis.kernel == 4 && axis.stride == 2) && axis.output >= 2
    }
    guard fits(vertical) && fits(horizontal) && vertical.kernel == horizontal.kernel && geometry.groups == 1 else { return nil }
    guard geometry.inputs % ProductTile.lanes == 0 && geometry.outputs % ProductTile.lanes == 0 else { return nil }
    self.geometry = geometry
    taps = vertical.stride == 1 ? 3 : 2
    let places = geometry.batch * vertical.output * horizontal.output
    guard tiles >= 64 && 4 * tiles * 3 <= 4 * places && planes * inner * outputs <= 1 << 20 else { return nil }
  }
}

/// Where the pixels of a tile lie, row by row; those outside of the image are read from a line of zeros.
extension MinimalFiltering {
  /// The first row, or column, of the input that a tile sees in one phase.
  @inline(__always)
  func start(_ axis: ConvolutionGeometry.Axis, tile: Int, phase: Int) -> Int { axis.stride &* 2 &* tile &+ phase &- axis.padding }

  /// The pixels of one phase that a tile sees.
  struct Window<Pointer> {
    let image: Pointer
    let top: Int
    let left: Int
    let step: Int
    let height: Int
    let width: Int
    let channels: Int

    /// How far pixel (i, j) lies from the image's first number, or nil outside of it.
    @inline(__always)
    func offset(_ i: Int, _ j: Int) -> Int? {
      let (y, x) = (top &+ i &* step, left &+ j &* step)
      return y >= 0 && y < height && x >= 0 && x < width ? (y &* width &+ x) &* channels : nil
    }
  }

  @inline(__always)
  func inputWindow<Pointer>(_ image: Pointer, row: Int, column: Int, phase: Int) -> Window<Pointer> {
    Window(
      image: image, top: start(geometry.vertical, tile: row, phase: phase / phases),
      left: start(geometry.horizontal, tile: column, phase: phase % phases), step: phases, height: geometry.vertical.input,
      width: geometry.horizontal.input, channels: inputs)
  }

  @inline(__always)
  func outputWindow<Pointer>(_ image: Pointer, row: Int, column: Int) -> Window<Pointer> {
    Window(
      image: image, top: 2 &* row, left: 2 &* column, step: 1, height: geometry.vertical.output, width: geometry.horizontal.output,
      channels: outputs)
  }

  /// The convolution that the transpose in the image is where the stride is 1, with the filter turned round.
  var turned: MinimalFiltering {
    func turned(_ axis: ConvolutionGeometry.Axis) -> ConvolutionGeometry.Axis {
      .init(input: axis.output, output: axis.input, kernel: 3, stride: 1, padding: 2 - axis.padding, dilation: 1)
    }
    return MinimalFiltering(
      geometry: ConvolutionGeometry(
        batch: geometry.batch, vertical: turned(geometry.vertical), horizontal: turned(geometry.horizontal), inputs: outputs,
        outputs: inputs, groups: 1), taps: taps)
  }

  var inputSize: Int { geometry.vertical.input * geometry.horizontal.input * inputs }
  var outputSize: Int { geometry.vertical.output * geometry.horizontal.output * outputs }
}
