/// The transforms, sixteen channels at a time. Planes are `apart` numbers apart, and so are what lies in them one behind the other.
extension MinimalFiltering {
  /// Bᵀ d B of the pixels that a window sees, to one line in each plane.
  @inline(__always)
  func transformInput<T: Scalar>(
    _ window: Window<UnsafePointer<T>>, _ zeros: UnsafePointer<T>, to target: UnsafeMutablePointer<T>, apart: Int
  ) {
    if taps == 3 {
      let places = Places<16, UnsafePointer<T>>(side: 4) { i, j in window.offset(i, j).map { window.image + $0 } ?? zeros }
      for at in stride(from: 0, to: window.channels, by: ProductTile.lanes) {
        let rows = places.quads(at).map { ThreeTaps.input($0) }
        store(ThreeTaps.input(rows), target + at, apart: apart)
      }
    } else {
      let places = Places<9, UnsafePointer<T>>(side: 3) { i, j in window.offset(i, j).map { window.image + $0 } ?? zeros }
      for at in stride(from: 0, to: window.channels, by: ProductTile.lanes) {
        let rows = places.triples(at).map { TwoTaps.input($0) }
        store(TwoTaps.input(rows), target + at, apart: apart)
      }
    }
  }

  /// Adds B v Bᵀ of one line of each plane to the pixels that a window sees; those outside of the image go to `waste`. With a stride of 2 only: with 1
  /// the transpose is a convolution itself.
  @inline(__always)
  func addInput<T: Scalar>(
    _ source: UnsafePointer<T>, apart: Int, to window: Window<UnsafeMutablePointer<T>>, _ waste: UnsafeMutablePointer<T>
  ) {
    let places = Places<9, UnsafeMutablePointer<T>>(side: 3) { i, j in window.offset(i, j).map { window.image + $0 } ?? waste }
    for at in stride(from: 0, to: window.channels, by: ProductTile.lanes) {
      let rows = triples(source + at, apart: apart).map { TwoTaps.inputTransposed($0) }
      places.add(TwoTaps.inputTransposed(rows), at)
    }
  }

  /// Aᵀ m A of one line of each plane, to the results of a tile; those that do not exist go to `waste`.
  @inline(__always)
  func transformOutput<T: Scalar>(
    _ source: UnsafePointer<T>, apart: Int, to window: Window<UnsafeMutablePointer<T>>, _ waste: UnsafeMutablePointer<T>
  ) {
    let places = Places<4, UnsafeMutablePointer<T>>(side: 2) { i, j in window.offset(i, j).map { window.image + $0 } ?? waste }
    for at in stride(from: 0, to: window.channels, by: ProductTile.lanes) {
      if taps == 3 {
        places.put(ThreeTaps.output(quads(source + at, apart: apart)).map { ThreeTaps.output($0) }, at)
      } else {
        places.put(TwoTaps.output(triples(source + at, apart: apart)).map { TwoTaps.output($0) }, at)
      }
    }
  }

  /// A y Aᵀ of the results of a tile, to one line in each plane.
  @inline(__always)
  func transformGradient<T: Scalar>(
    _ window: Window<UnsafePointer<T>>, _ zeros: UnsafePointer<T>, to target: UnsafeMutablePointer<T>, apart: Int
  ) {
    let places = Places<4, UnsafePointer<T>>(side: 2) { i, j in window.offset(i, j).map { window.image + $0 } ?? zeros }
    for at in stride(from: 0, to: window.channels, by: ProductTile.lanes) {
      let results = places.pairs(at)
      if taps == 3 {
        store(ThreeTaps.outputTransposed(results.map { ThreeTaps.outputTransposed($0) }), target + at, apart: apart)
      } else {
        store(TwoTaps.outputTransposed(results.map { TwoTaps.outputTransposed($0) }), target + at, apart: apart)
      }
    }
  }

  // MARK: Planes

  @inline(__always)
  func quads<T: Scalar>(_ source: UnsafePointer<T>, apart: Int) -> Quad<Quad<SIMD16<T>>> {
    @inline(__always)
    func row(_ i: Int) -> Quad<SIMD16<T>> {
      let row = source + i &* apart
      return Quad(
        ProductTile.load(row), ProductTile.load(row + apart), ProductTile.load(row + 2 &* apart), ProductTile.load(row + 3 &* apart))
    }
    return Quad(row(0), row(4), row(8), row(12))
  }

  @inline(__always)
  func triples<T: Scalar>(_ source: UnsafePointer<T>, apart: Int) -> Triple<Triple<SIMD16<T>>> {
    @inline(__always)
    func row(_ i: Int) -> Triple<SIMD16<T>> {
      let row = source + i &* apart
      return Triple(ProductTile.load(row), ProductTile.load(row + apart), ProductTile.load(row + 2 &* apart))
    }
    return Triple(row(0), row(3), row(6))
  }

  @inline(__always)
  func store<T: Scalar>(_ rows: Quad<Quad<SIMD16<T>>>, _ target: UnsafeMutablePointer<T>, apart: Int) {
    @inline(__always)
    func put(_ row: Quad<SIMD16<T>>, _ i: Int) {
      let place = target + i &* apart
      ProductTile.store(row.a, place)
      ProductTile.store(row.b, place + apart)
      ProductTile.store(row.c, place + 2 &* apart)
      ProductTile.store(row.d, place + 3 &* apart)
    }
    put(rows.a, 0)
    put(rows.b, 4)
    put(rows.c, 8)
    put(rows.d, 12)
  }

  @inline(__always)
  func store<T: Scalar>(_ rows: Triple<Triple<SIMD16<T>>>, _ target: UnsafeMutablePointer<T>, apart: Int) {
    @inline(__always)
    func put(_ row: Triple<SIMD16<T>>, _ i: Int) {
      let place = target + i &* apart
      ProductTile.store(row.a, place)
      ProductTile.store(row.b, place + apart)
      ProductTile.store(row.c, place + 2 &* apart)
    }
    put(rows.a, 0)
    put(rows.b, 3)
    put(rows.c, 6)
  }
}

/// The places of a window's pixels, found once for all channels.
struct Places<let count: Int, Pointer> {
  fileprivate let places: InlineArray<count, Pointer>

  @inline(__always)
  init(side: Int, _ place: (Int, Int) -> Pointer) {
    var found = InlineArray<count, Pointer>(repeating: place(0, 0))
    for index in 0..<count { found[unchecked: index] = place(index / side, index % side) }
    places = found
  }
}

extension Places where count == 16 {
  /// Sixteen channels of a window of 4 x 4 pixels.
  @inline(__always)
  func quads<T: Scalar>(_ at: Int) -> Quad<Quad<SIMD16<T>>> where Pointer == UnsafePointer<T> {
    @inline(__always)
    func row(_ i: Int) -> Quad<SIMD16<T>> { Quad(load(i, at), load(i &+ 1, at), load(i &+ 2, at), load(i &+ 3, at)) }
    return Quad(row(0), row(4), row(8), row(12))
  }
}

extension Places where count == 9 {
  /// Sixteen channels of a window of 3 x 3 pixels.
  @inline(__always)
  func triples<T: Scalar>(_ at: Int) -> Triple<Triple<SIMD16<T>>> where Pointer == UnsafePointer<T> {
    @inline(__always)
    func row(_ i: Int) -> Triple<SIMD16<T>> { Triple(load(i, at), load(i &+ 1, at), load(i &+ 2, at)) }
    return Triple(row(0), row(3), row(6))
  }

  @inline(__always)
  func add<T: Scalar>(_ pixels: Triple<Triple<SIMD16<T>>>, _ at: Int) where Pointer == UnsafeMutablePointer<T> {
    addRow(pixels.a, 0, at)
    addRow(pixels.b, 3, at)
    addRow(pixels.c, 6, at)
  }

  @inline(__always)
  private func addRow<T: Scalar>(_ row: Triple<SIMD16<T>>, _ index: Int, _ at: Int) where Pointer == UnsafeMutablePointer<T> {
    let (a, b, c) = (places[unchecked: index] + at, places[unchecked: index &+ 1] + at, places[unchecked: index &+ 2] + at)
    ProductTile.store(ProductTile.load(a) + row.a, a)
    ProductTile.store(ProductTile.load(b) + row.b, b)
    ProductTile.store(ProductTile.load(c) + row.c, c)
  }
}

extension Places where count == 4 {
  /// Sixteen channels of a window of 2 x 2 pixels.
  @inline(__always)
  func pairs<T: Scalar>(_ at: Int) -> Pair<Pair<SIMD16<T>>> where Pointer == UnsafePointer<T> {
    Pair(Pair(load(0, at), load(1, at)), Pair(load(2, at), load(3, at)))
  }

  @inline(__always)
  func put<T: Scalar>(_ pixels: Pair<Pair<SIMD16<T>>>, _ at: Int) where Pointer == UnsafeMutablePointer<T> {
    ProductTile.store(pixels.a.a, places[unchecked: 0] + at)
    ProductTile.store(pixels.a.b, places[unchecked: 1] + at)
    ProductTile.store(pixels.b.a, places[unchecked: 2] + at)
    ProductTile.store(pixels.b.b, places[unchecked: 3] + at)
  }
}

extension Places {
  @inline(__always)
  fileprivate func load<T: Scalar>(_ index: Int, _ at: Int) -> SIMD16<T> where Pointer == UnsafePointer<T> {
    ProductTile.load(places[unchecked: index] + at)
  }
}
