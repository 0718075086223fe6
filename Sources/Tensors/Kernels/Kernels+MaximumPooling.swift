/// Square windows that slide over images.
struct PoolingWindow: Sendable {
  let kernel: Int
  let stride: Int
  let padding: Int

  /// How many windows fit along an axis.
  func count(along length: Int) -> Int { (length + 2 * padding - kernel) / stride + 1 }

  /// The part of window `index` that lies on the image.
  func inside(_ index: Int, of length: Int) -> Range<Int> {
    max(0, index * stride - padding)..<min(length, index * stride - padding + kernel)
  }
}

/// Where in its image each number of a smaller one comes from: positions counted in numbers, image by image.
struct ImagePlaces: @unchecked Sendable {
  let shape: [Int]
  let sourceShape: [Int]
  let places: [Int32]
}

extension Kernels {
  /// The largest number of each window; NaN counts as larger than everything, so that it is seen.
  static func maximumPool(_ x: Tensor, _ window: PoolingWindow) -> Tensor {
    let shape = [x.shape[0], window.count(along: x.shape[1]), window.count(along: x.shape[2]), x.shape[3]]
    let result = Tensor(uninitialized: shape, dtype: x.dtype)
    dispatch(x.dtype) {
      maximumPool(x.storage.pointer(to: Float.self), x.shape, window, result.storage.pointer(), shape)
    } double: {
      maximumPool(x.storage.pointer(to: Double.self), x.shape, window, result.storage.pointer(), shape)
    }
    return result
  }

  private static func maximumPool<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ source: [Int], _ window: PoolingWindow, _ y: UnsafeMutablePointer<T>, _ shape: [Int]
  ) {
    let (height, width, channels) = (source[1], source[2], source[3])
    inParallel(count: shape[0] * shape[1], grain: rowGrain(shape, window)) { rows in
      for row in rows {
        let image = x + row / shape[1] * height * width * channels
        let lines = window.inside(row % shape[1], of: height)
        for column in 0..<shape[2] {
          let target = y + (row * shape[2] + column) * channels
          let pixels = window.inside(column, of: width)
          target.update(from: image + (lines.lowerBound * width + pixels.lowerBound) * channels, count: channels)
          for line in lines {
            for pixel in pixels { keepLarger(image + (line * width + pixel) * channels, target, channels) }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func keepLarger<T: Scalar>(_ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ n: Int) {
    for i in 0..<n { y[i] = (x[i] > y[i] || x[i] != x[i]) ? x[i] : y[i] }
  }

  /// Where the largest number of each window stands first.
  static func maximumPlaces(_ x: Tensor, _ window: PoolingWindow) -> ImagePlaces {
    let shape = [x.shape[0], window.count(along: x.shape[1]), window.count(along: x.shape[2]), x.shape[3]]
    let places = [Int32](unsafeUninitializedCapacity: shape.product) { buffer, count in
      count = shape.product
      guard let places = buffer.baseAddress else { return }
      dispatch(x.dtype) {
        maximumPlaces(x.storage.pointer(to: Float.self), x.shape, window, places, shape)
      } double: {
        maximumPlaces(x.storage.pointer(to: Double.self), x.shape, window, places, shape)
      }
    }
    return ImagePlaces(shape: shape, sourceShape: x.shape, places: places)
  }

  private static func maximumPlaces<T: Scalar>(
    _ x: UnsafeMutablePointer<T>, _ source: [Int], _ window: PoolingWindow, _ places: UnsafeMutablePointer<Int32>, _ shape: [Int]
  ) {
    let (height, width, channels) = (source[1], source[2], source[3])
    inParallel(count: shape[0] * shape[1], grain: rowGrain(shape, window)) { rows in
      let scratch = Storage(count: channels, dtype: T.dtype)
      let best = scratch.pointer(to: T.self)
      for row in rows {
        let image = x + row / shape[1] * height * width * channels
        let lines = window.inside(row % shape[1], of: height)
        for column in 0..<shape[2] {
          let target = places + (row * shape[2] + column) * channels
          let pixels = window.inside(column, of: width)
          let start = (lines.lowerBound * width + pixels.lowerBound) * channels
          for i in 0..<channels { (best[i], target[i]) = (image[start + i], Int32(truncatingIfNeeded: start &+ i)) }
          for line in lines {
            for pixel in pixels { noteLarger(image, (line * width + pixel) * channels, best, target, channels) }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func noteLarger<T: Scalar>(
    _ image: UnsafeMutablePointer<T>, _ start: Int, _ best: UnsafeMutablePointer<T>, _ places: UnsafeMutablePointer<Int32>, _ n: Int
  ) {
    let x = image + start
    for i in 0..<n {
      let isLarger = x[i] > best[i] || (x[i] != x[i] && best[i] == best[i])
      places[i] = isLarger ? Int32(truncatingIfNeeded: start &+ i) : places[i]
      best[i] = isLarger ? x[i] : best[i]
    }
  }

  private static func rowGrain(_ shape: [Int], _ window: PoolingWindow) -> Int {
    max(1, elementGrain / max(1, shape[2] * shape[3] * window.kernel * window.kernel))
  }

  /// The numbers of the images at the places.
  static func gather(_ x: Tensor, _ places: ImagePlaces) -> Tensor {
    let result = Tensor(uninitialized: places.shape, dtype: x.dtype)
    dispatch(x.dtype) {
      move(places, x.storage.pointer(to: Float.self), result.storage.pointer()) { source, target, place, index in
        target[index] = source[place]
      }
    } double: {
      move(places, x.storage.pointer(to: Double.self), result.storage.pointer()) { source, target, place, index in
        target[index] = source[place]
      }
    }
    return result
  }

  /// Zeros with each number added at its place: the transpose of `gather`.
  static func scatter(_ x: Tensor, _ places: ImagePlaces) -> Tensor {
    let result = Tensor(zeros: places.sourceShape, dtype: x.dtype)
    dispatch(x.dtype) {
      move(places, result.storage.pointer(to: Float.self), x.storage.pointer()) { target, source, place, index in
        target[place] += source[index]
      }
    } double: {
      move(places, result.storage.pointer(to: Double.self), x.storage.pointer()) { target, source, place, index in
        target[place] += source[index]
      }
    }
    return result
  }

  /// Image by image, so that no two threads add at one place.
  @inline(__always)
  private static func move<T: Scalar>(
    _ places: ImagePlaces, _ large: UnsafeMutablePointer<T>, _ small: UnsafeMutablePointer<T>,
    _ step: (UnsafeMutablePointer<T>, UnsafeMutablePointer<T>, Int, Int) -> Void
  ) {
    let (largeCount, smallCount) = (places.sourceShape.dropFirst().reduce(1, *), places.shape.dropFirst().reduce(1, *))
    places.places.withUnsafeBufferPointer { indices in
      inParallel(count: places.shape[0], grain: max(1, elementGrain / max(1, smallCount))) { images in
        for image in images {
          let (a, b) = (large + image * largeCount, small + image * smallCount)
          for index in 0..<smallCount { step(a, b, Int(indices[image * smallCount + index]), index) }
        }
      }
    }
  }
}
