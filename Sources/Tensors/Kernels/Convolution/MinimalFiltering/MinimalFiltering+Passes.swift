extension MinimalFiltering {
  /// The convolution, and then a bias for each output channel and an activation.
  func run<T: Scalar>(
    _ x: UnsafePointer<T>, _ filter: UnsafePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue, _ y: UnsafeMutablePointer<T>
  ) {
    let u = transformedFilter(filter)
    let matrices = matrices { RightMatrix<T>.rows(u.pointer() + $0 * inner * outputs, inner: inner, columns: outputs) }
    withExtendedLifetime(u) { run(x, matrices, bias, epilogue, y) }
  }

  /// The right matrices of all planes, packed side by side.
  private func matrices<T: Scalar>(_ make: (Int) -> RightMatrix<T>) -> [RightMatrix<T>] {
    [RightMatrix<T>](unsafeUninitializedCapacity: planes) { buffer, count in
      nonisolated(unsafe) let start = buffer.baseAddress!
      inEqualParts(count: planes, grain: max(1, elementGrain / (inner * outputs))) { part in
        for plane in part { (start + plane).initialize(to: make(plane)) }
      }
      count = planes
    }
  }

  private func run<T: Scalar>(
    _ x: UnsafePointer<T>, _ matrices: [RightMatrix<T>], _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue,
    _ y: UnsafeMutablePointer<T>
  ) {
    inEqualParts(count: tileRows, grain: max(1, tilesInPart / tilesAcross)) { rows in
      let order = TileOrder(rows, self)
      withPlanes(of: T.self, order.count, inner, outputs) { v, m, zeros in
        let (apartV, apartM) = (apart(order.count, inner), apart(order.count, outputs))
        transformInputs(x, order, zeros, to: v)
        for plane in 0..<planes {
          multiply(order.served(plane: plane, side: side), v + plane * apartV, inner, matrices[plane], to: m + plane * apartM)
        }
        for (number, place) in order.places.enumerated() {
          let image = y + place.row / tilesDown * outputSize
          transformOutput(
            m + number * outputs, apart: apartM, to: outputWindow(image, row: place.row % tilesDown, column: place.column), zeros)
        }
        for row in rows {
          let (image, line) = (y + row / tilesDown * outputSize, row % tilesDown)
          let width = geometry.horizontal.output
          epilogue.apply(
            rows: min(2, geometry.vertical.output - 2 * line) * width, columns: outputs, bias, image + 2 * line * width * outputs,
            stride: outputs)
        }
      }
    }
  }

  /// The transpose in the image, and then a bias for each input channel and an activation.
  ///
  /// With a stride of 1 it is the convolution with the filter turned round, whose transformed planes change places: first and last, in both directions.
  /// With a stride of 2 each image is made by one thread, from its first tile to its last.
  func runInputGradient<T: Scalar>(
    _ gradient: UnsafePointer<T>, _ filter: UnsafePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue,
    _ x: UnsafeMutablePointer<T>
  ) {
    let u = transformedFilter(filter)
    let order = taps == 3 ? [3, 1, 2, 0] : [0, 1, 2]
    let matrices = matrices { plane -> RightMatrix<T> in
      RightMatrix(
        u.pointer(to: T.self) + (order[plane / side] * side + order[plane % side]) * inner * outputs, inner: outputs, columns: inner,
        innerStride: 1, columnStride: outputs)
    }
    if taps == 3 { return turned.run(gradient, matrices, bias, epilogue, x) }
    let rowsInPart = max(1, tilesInPart / tilesAcross)
    inEqualParts(count: geometry.batch, grain: max(1, rowsInPart / tilesDown)) { images in
      (x + images.lowerBound * inputSize).update(repeating: 0, count: images.count * inputSize)
      let last = images.upperBound * tilesDown
      for first in stride(from: images.lowerBound * tilesDown, to: last, by: rowsInPart) {
        addInputs(first..<min(last, first + rowsInPart), gradient, matrices, to: x)
      }
      epilogue.apply(
        rows: images.count * inputSize / inputs, columns: inputs, bias, x + images.lowerBound * inputSize, stride: inputs)
    }
  }

  private func addInputs<T: Scalar>(
    _ rows: Range<Int>, _ gradient: UnsafePointer<T>, _ matrices: [RightMatrix<T>], to x: UnsafeMutablePointer<T>
  ) {
    let order = TileOrder(rows, self)
    withPlanes(of: T.self, order.count, outputs, inner) { w, n, zeros in
      let (apartW, apartN) = (apart(order.count, outputs), apart(order.count, inner))
      transformGradients(gradient, order, zeros, to: w)
      for plane in 0..<planes {
        let (served, target) = (order.served(plane: plane, side: side), n + plane * apartN)
        multiply(served, w + plane * apartW, outputs, matrices[plane], to: target)
        // The gradient of results that do not exist is zero.
        target.update(repeating: 0, count: served.lowerBound * inner)
        (target + served.upperBound * inner).update(repeating: 0, count: (order.count - served.upperBound) * inner)
      }
      for (number, place) in order.places.enumerated() {
        let image = x + place.row / tilesDown * inputSize
        for phase in 0..<phases * phases {
          addInput(
            n + number * inner + phase * inputs, apart: apartN,
            to: inputWindow(image, row: place.row % tilesDown, column: place.column, phase: phase), zeros)
        }
      }
    }
  }

  /// The transpose in the filter. Rows of tiles are cut into a few shares, whose sums are made side by side and then added in order.
  func runFilterGradient<T: Scalar>(_ x: UnsafePointer<T>, _ gradient: UnsafePointer<T>, _ filter: UnsafeMutablePointer<T>) {
    let size = planes * inner * outputs
    // Few enough for their sums to stay in the caches, and parts that are worth the addition to them.
    let most = max(2, min(8, (3 << 18) / size))
    let rowsInPart = max(1, min(tiles / most, 320_000 / (planes * (inner + outputs))) / tilesAcross)
    let parts = (tileRows + rowsInPart - 1) / rowsInPart
    let shares = min(most, parts)
    withScratchBuffer(of: T.self, capacity: shares * size) { buffer in
      nonisolated(unsafe) let sums = buffer.baseAddress!
      inParallel(count: shares, grain: 1) { part in
        for share in part {
          for number in share * parts / shares..<(share + 1) * parts / shares {
            let rows = number * rowsInPart..<min(tileRows, (number + 1) * rowsInPart)
            addProducts(rows, x, gradient, to: sums + share * size, isFirst: number == share * parts / shares)
          }
        }
      }
      takeBackFilter(sums, count: shares, size: size, to: filter)
    }
  }

  private func addProducts<T: Scalar>(
    _ rows: Range<Int>, _ x: UnsafePointer<T>, _ gradient: UnsafePointer<T>, to sums: UnsafeMutablePointer<T>, isFirst: Bool
  ) {
    let order = TileOrder(rows, self)
    withPlanes(of: T.self, order.count, inner, outputs) { v, w, zeros in
      let (apartV, apartW) = (apart(order.count, inner), apart(order.count, outputs))
      transformInputs(x, order, zeros, to: v)
      transformGradients(gradient, order, zeros, to: w)
      for plane in 0..<planes {
        let served = order.served(plane: plane, side: side)
        let packed = RightMatrix(
          w + plane * apartW + served.lowerBound * outputs, inner: served.count, columns: outputs, innerStride: outputs, columnStride: 1)
        packed.multiply(
          rows: inner, left: .init(start: v + plane * apartV + served.lowerBound * inner, rowStride: 1, innerStride: inner),
          into: sums + plane * inner * outputs, targetStride: outputs, accumulating: !isFirst)
      }
    }
  }

  // MARK: Parts

  /// From one plane to the next. A line more than is needed keeps the planes' like lines from falling into one set of the nearest cache.
  @inline(__always)
  private func apart(_ count: Int, _ channels: Int) -> Int { count &* channels &+ ProductTile.lanes }

  /// Room for the planes on both sides of the products of `count` tiles, and a line of zeros, to which what is not wanted may be written once no more
  /// zeros are read.
  private func withPlanes<T: Scalar>(
    of type: T.Type, _ count: Int, _ left: Int, _ right: Int,
    _ body: (UnsafeMutablePointer<T>, UnsafeMutablePointer<T>, UnsafeMutablePointer<T>) -> Void
  ) {
    let longest = max(inputs, outputs)
    withScratchBuffer(of: type, capacity: planes * (apart(count, left) + apart(count, right)) + longest) { buffer in
      let first = buffer.baseAddress!
      let second = first + planes * apart(count, left)
      let zeros = second + planes * apart(count, right)
      zeros.update(repeating: 0, count: longest)
      body(first, second, zeros)
    }
  }

  /// The product of some lines of one plane with a matrix, to the same lines of another plane.
  @inline(__always)
  private func multiply<T: Scalar>(
    _ lines: Range<Int>, _ source: UnsafePointer<T>, _ length: Int, _ matrix: RightMatrix<T>, to target: UnsafeMutablePointer<T>
  ) {
    matrix.multiply(
      rows: lines.count, left: .init(start: source + lines.lowerBound * length, rowStride: length, innerStride: 1),
      into: target + lines.lowerBound * matrix.columns, targetStride: matrix.columns)
  }

  private func transformInputs<T: Scalar>(
    _ x: UnsafePointer<T>, _ order: TileOrder, _ zeros: UnsafePointer<T>, to v: UnsafeMutablePointer<T>
  ) {
    let apart = apart(order.count, inner)
    for (number, place) in order.places.enumerated() {
      let image = x + place.row / tilesDown * inputSize
      for phase in 0..<phases * phases {
        transformInput(
          inputWindow(image, row: place.row % tilesDown, column: place.column, phase: phase), zeros,
          to: v + number * inner + phase * inputs, apart: apart)
      }
    }
  }

  private func transformGradients<T: Scalar>(
    _ gradient: UnsafePointer<T>, _ order: TileOrder, _ zeros: UnsafePointer<T>, to w: UnsafeMutablePointer<T>
  ) {
    let apart = apart(order.count, outputs)
    for (number, place) in order.places.enumerated() {
      let image = gradient + place.row / tilesDown * outputSize
      transformGradient(
        outputWindow(image, row: place.row % tilesDown, column: place.column), zeros, to: w + number * outputs, apart: apart)
    }
  }
}
