extension MinimalFiltering {
  /// The convolution, and then a bias for each output channel and an activation.
  func run<T: Scalar>(
    _ x: UnsafePointer<T>, _ filter: UnsafePointer<T>, _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue, _ y: UnsafeMutablePointer<T>
  ) {
    let u = transformedFilter(filter)
    let matrices = (0..<planes).map { plane in
      PackedMatrix(
        u.pointer(to: T.self) + plane * inner * outputs, inner: inner, columns: outputs, innerStride: outputs, columnStride: 1)
    }
    run(x, matrices, bias, epilogue, y)
  }

  private func run<T: Scalar>(
    _ x: UnsafePointer<T>, _ matrices: [PackedMatrix<T>], _ bias: UnsafeMutablePointer<T>?, _ epilogue: Epilogue,
    _ y: UnsafeMutablePointer<T>
  ) {
    inParallel(count: tileRows, grain: max(1, tilesInPart / tilesAcross)) { rows in
      let count = rows.count * tilesAcross
      withPlanes(of: T.self, count, inner, outputs) { v, m, zeros in
        let (apartV, apartM) = (apart(count, inner), apart(count, outputs))
        transformInputs(x, rows, zeros, to: v)
        for plane in 0..<planes {
          matrices[plane].multiply(
            rows: count, left: .init(start: v + plane * apartV, rowStride: inner, innerStride: 1), into: m + plane * apartM,
            targetStride: outputs)
        }
        for (number, row) in rows.enumerated() {
          let (image, line) = (y + row / tilesDown * outputSize, row % tilesDown)
          for tile in 0..<tilesAcross {
            transformOutput(
              m + (number * tilesAcross + tile) * outputs, apart: apartM, to: outputWindow(image, row: line, column: tile), zeros)
          }
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
    let matrices = (0..<planes).map { plane in
      PackedMatrix(
        u.pointer(to: T.self) + (order[plane / side] * side + order[plane % side]) * inner * outputs, inner: outputs, columns: inner,
        innerStride: 1, columnStride: outputs)
    }
    if taps == 3 { return turned.run(gradient, matrices, bias, epilogue, x) }
    let rowsInPart = max(1, tilesInPart / tilesAcross)
    inParallel(count: geometry.batch, grain: max(1, rowsInPart / tilesDown)) { images in
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
    _ rows: Range<Int>, _ gradient: UnsafePointer<T>, _ matrices: [PackedMatrix<T>], to x: UnsafeMutablePointer<T>
  ) {
    let count = rows.count * tilesAcross
    withPlanes(of: T.self, count, outputs, inner) { w, n, zeros in
      let (apartW, apartN) = (apart(count, outputs), apart(count, inner))
      transformGradients(gradient, rows, zeros, to: w)
      for plane in 0..<planes {
        matrices[plane].multiply(
          rows: count, left: .init(start: w + plane * apartW, rowStride: outputs, innerStride: 1), into: n + plane * apartN,
          targetStride: inner)
      }
      for (number, row) in rows.enumerated() {
        for tile in 0..<tilesAcross {
          for phase in 0..<phases * phases {
            addInput(
              n + (number * tilesAcross + tile) * inner + phase * inputs, apart: apartN,
              to: inputWindow(x + row / tilesDown * inputSize, row: row % tilesDown, column: tile, phase: phase), zeros)
          }
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
    let count = rows.count * tilesAcross
    withPlanes(of: T.self, count, inner, outputs) { v, w, zeros in
      transformInputs(x, rows, zeros, to: v)
      transformGradients(gradient, rows, zeros, to: w)
      for plane in 0..<planes {
        let packed = PackedMatrix(
          w + plane * apart(count, outputs), inner: count, columns: outputs, innerStride: outputs, columnStride: 1)
        packed.multiply(
          rows: inner, left: .init(start: v + plane * apart(count, inner), rowStride: 1, innerStride: inner),
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

  private func transformInputs<T: Scalar>(
    _ x: UnsafePointer<T>, _ rows: Range<Int>, _ zeros: UnsafePointer<T>, to v: UnsafeMutablePointer<T>
  ) {
    let apart = apart(rows.count * tilesAcross, inner)
    for (number, row) in rows.enumerated() {
      let image = x + row / tilesDown * inputSize
      for tile in 0..<tilesAcross {
        for phase in 0..<phases * phases {
          transformInput(
            inputWindow(image, row: row % tilesDown, column: tile, phase: phase), zeros,
            to: v + (number * tilesAcross + tile) * inner + phase * inputs, apart: apart)
        }
      }
    }
  }

  private func transformGradients<T: Scalar>(
    _ gradient: UnsafePointer<T>, _ rows: Range<Int>, _ zeros: UnsafePointer<T>, to w: UnsafeMutablePointer<T>
  ) {
    let apart = apart(rows.count * tilesAcross, outputs)
    for (number, row) in rows.enumerated() {
      let image = gradient + row / tilesDown * outputSize
      for tile in 0..<tilesAcross {
        transformGradient(
          outputWindow(image, row: row % tilesDown, column: tile), zeros, to: w + (number * tilesAcross + tile) * outputs, apart: apart)
      }
    }
  }
}
