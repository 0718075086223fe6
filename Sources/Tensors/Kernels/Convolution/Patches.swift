/// The numbers of an image that one place of another image sees through a filter, written side by side: a row of the left matrix of a product.
///
/// Only a few rows at a time are written, so that they are multiplied while they lie in cache; the whole matrix of patches, which is
/// as many times larger than the image as the filter has taps, is never there.
struct Patches {
  /// Where taps stand in one direction: place p sees `p * stride + offset` for each of the offsets.
  struct Axis {
    /// Places.
    let count: Int
    /// Numbers that exist.
    let length: Int
    let stride: Int
    let offsets: [Int]
    /// Offsets that follow each other without a gap make one run of memory.
    var isDense: Bool { zip(offsets, offsets.dropFirst()).allSatisfy { $0 + 1 == $1 } }
  }

  let batch: Int
  let vertical: Axis
  let horizontal: Axis
  /// Channels of the image, and those of the group that is looked at.
  let channels: Int
  let group: Range<Int>

  /// Places in all images.
  var rows: Int { batch * vertical.count * horizontal.count }
  /// Numbers in a patch: taps times channels, channels fastest.
  var length: Int { vertical.offsets.count * horizontal.offsets.count * group.count }
  /// Whether a patch is one place of the image, so that the image itself is the matrix of patches.
  var isImage: Bool {
    vertical.offsets == [0] && horizontal.offsets == [0] && vertical.stride == 1 && horizontal.stride == 1
      && vertical.count == vertical.length && horizontal.count == horizontal.length && group.count == channels
  }
  /// Rows worth writing at a time: whole tiles, about 128 KB.
  var chunk: Int { max(ProductTile.rows, min(256, 32_768 / max(1, length)) / ProductTile.rows * ProductTile.rows) }

  /// Writes the patches of `rows`, one behind the other.
  func write<T: Scalar>(_ rows: Range<Int>, of image: UnsafePointer<T>, to target: UnsafeMutablePointer<T>) {
    // A phase of a transposed convolution whose inputs no tap reaches.
    if length == 0 { return }
    let isWholeRun = horizontal.isDense && group.count == channels
    var (target, rest, row) = (target, rows.count, rows.lowerBound)
    while rest > 0 {
      let (line, first) = (row / horizontal.count, row % horizontal.count)
      let count = min(rest, horizontal.count - first)
      let (picture, top) = (line / vertical.count, line % vertical.count * vertical.stride)
      writeLine(first..<first + count, image + picture * vertical.length * horizontal.length * channels, top: top, isWholeRun, to: target)
      target += count * length
      row += count
      rest -= count
    }
  }

  /// The patches of neighbouring places in one line of one image.
  private func writeLine<T: Scalar>(
    _ places: Range<Int>, _ image: UnsafePointer<T>, top: Int, _ isWholeRun: Bool, to target: UnsafeMutablePointer<T>
  ) {
    let width = horizontal.offsets.count
    let inside = isWholeRun ? placesInside.clamped(to: places) : places.lowerBound..<places.lowerBound
    for (tap, offset) in vertical.offsets.enumerated() {
      let y = top &+ offset
      let start = target + tap &* width &* group.count
      guard y >= 0 && y < vertical.length else {
        for place in 0..<places.count { clear(start + place &* length, width &* group.count) }
        continue
      }
      let line = image + y &* horizontal.length &* channels
      func slowly(_ part: Range<Int>) {
        for place in part {
          let to = start + (place &- places.lowerBound) &* length
          if isWholeRun {
            writeRun(line, from: place &* horizontal.stride &+ horizontal.offsets[0], to)
          } else {
            writeTaps(line, place, to)
          }
        }
      }
      slowly(places.lowerBound..<inside.lowerBound)
      writeRuns(inside, of: line, start + (inside.lowerBound &- places.lowerBound) &* length)
      slowly(max(inside.upperBound, inside.lowerBound)..<places.upperBound)
    }
  }

  /// Places of a line whose taps all hit the image, when taps follow each other without gaps.
  private var placesInside: Range<Int> {
    guard let first = horizontal.offsets.first, let last = horizontal.offsets.last else { return 0..<0 }
    let low = min(horizontal.count, max(0, (horizontal.stride - 1 - first) / horizontal.stride))
    let high = horizontal.length - 1 - last
    return low..<max(low, min(horizontal.count, high < 0 ? 0 : high / horizontal.stride + 1))
  }

  /// The whole runs of neighbouring places; runs of four numbers, as the first layer on grey images has, go without a loop.
  private func writeRuns<T: Scalar>(_ places: Range<Int>, of line: UnsafePointer<T>, _ target: UnsafeMutablePointer<T>) {
    if places.isEmpty { return }
    let count = horizontal.offsets.count &* channels
    let step = horizontal.stride &* channels
    var from = line + (places.lowerBound &* horizontal.stride &+ horizontal.offsets[0]) &* channels
    var to = target
    if count == 4 {
      for _ in places {
        UnsafeMutableRawPointer(to).storeBytes(of: UnsafeRawPointer(from).loadUnaligned(as: SIMD4<T>.self), as: SIMD4<T>.self)
        from += step
        to += length
      }
    } else {
      for _ in places {
        copy(from, to, count)
        from += step
        to += length
      }
    }
  }

  /// Neighbouring taps with all channels: one run of memory, cut where the line ends.
  @inline(__always)
  private func writeRun<T: Scalar>(_ line: UnsafePointer<T>, from x: Int, _ target: UnsafeMutablePointer<T>) {
    let count = horizontal.offsets.count
    let before = min(count, max(0, 0 &- x))
    let after = min(count &- before, max(0, x &+ count &- horizontal.length))
    if before > 0 { clear(target, before &* channels) }
    copy(line + (x &+ before) &* channels, target + before &* channels, (count &- before &- after) &* channels)
    if after > 0 { clear(target + (count &- after) &* channels, after &* channels) }
  }

  private func writeTaps<T: Scalar>(_ line: UnsafePointer<T>, _ place: Int, _ target: UnsafeMutablePointer<T>) {
    var target = target
    for offset in horizontal.offsets {
      let x = place &* horizontal.stride &+ offset
      if x >= 0 && x < horizontal.length {
        copy(line + x &* channels + group.lowerBound, target, group.count)
      } else {
        clear(target, group.count)
      }
      target += group.count
    }
  }

  /// Short runs are copied faster by a loop of vectors than by a call.
  @inline(__always)
  private func copy<T: Scalar>(_ from: UnsafePointer<T>, _ to: UnsafeMutablePointer<T>, _ count: Int) {
    var i = 0
    while i &+ 16 <= count {
      ProductTile.store(ProductTile.load(from + i), to + i)
      i &+= 16
    }
    while i < count {
      to[i] = from[i]
      i &+= 1
    }
  }

  @inline(__always)
  private func clear<T: Scalar>(_ target: UnsafeMutablePointer<T>, _ count: Int) { for i in 0..<count { target[i] = 0 } }
}

extension ConvolutionGeometry {
  /// What outputs see of the input, in the channels of one group.
  func inputPatches(group: Int) -> Patches {
    func axis(_ axis: Axis) -> Patches.Axis {
      Patches.Axis(
        count: axis.output, length: axis.input, stride: axis.stride, offsets: (0..<axis.kernel).map { $0 * axis.dilation - axis.padding })
    }
    return Patches(
      batch: batch, vertical: axis(vertical), horizontal: axis(horizontal), channels: inputs,
      group: group * inputsInGroup..<(group + 1) * inputsInGroup)
  }
}
