/// Reading and writing parts of a tensor.
///
///     matrix[1]                  // row 1
///     matrix[1, 2]               // the number in row 1, column 2
///     matrix[1...]               // the rows from 1 on
///     images[0, 2..<10, ..<8]    // rows 2 to 9 and columns 0 to 7 of the first image
///     images[..., 0]             // channel 0 of every pixel: `...` stands for all axes that are not named
///     signal[stride(from: 0, to: 100, by: 2)]
///
/// Axes that are not named are taken whole. A part can be written to: `matrix[0] = row` stretches the value to the part by NumPy's rule. The tensor
/// stays a value; copies do not change, and gradients flow from what is read, through what was written, to what was overwritten (zeros there).
extension Tensor {
  /// Everything behind the first axis at `index`: a row of a matrix, a number of a row.
  public subscript(index: Int) -> Tensor {
    get { part(selections([index])) }
    set { write(newValue, to: selections([index])) }
  }

  /// Everything behind the first two axes: a number of a matrix.
  public subscript(first: Int, second: Int) -> Tensor {
    get { part(selections([first, second])) }
    set { write(newValue, to: selections([first, second])) }
  }

  /// The part that the selections name, one for each axis from the first on.
  public subscript(selected: any AxisSelection...) -> Tensor {
    get { part(selections(selected)) }
    set { write(newValue, to: selections(selected)) }
  }

  /// The part that the selections of the last axes name; all axes before them are taken whole.
  public subscript(all: (UnboundedRange_) -> (), trailing: any AxisSelection...) -> Tensor {
    get { part(selections([], trailing: trailing)) }
    set { write(newValue, to: selections([], trailing: trailing)) }
  }

  /// The part that the selections of the first and of the last axes name; all axes between them are taken whole.
  public subscript(first: any AxisSelection, all: (UnboundedRange_) -> (), trailing: any AxisSelection...) -> Tensor {
    get { part(selections([first], trailing: trailing)) }
    set { write(newValue, to: selections([first], trailing: trailing)) }
  }

  /// One entry for each axis, every one of them checked.
  private func selections(_ leading: [any AxisSelection], trailing: [any AxisSelection] = []) -> [SelectedPlaces] {
    let named = leading.count + trailing.count
    require(rank > 0 || named == 0, "subscript: a single number has no rows")
    require(named <= rank, "subscript: \(named) indices for a tensor of shape \(shape), which has \(rank) axes")
    return shape.indices.map { axis in
      let length = shape[axis]
      let place = axis < leading.count ? leading[axis] : axis >= rank - trailing.count ? trailing[axis - rank + trailing.count] : nil
      guard let place else { return SelectedPlaces(start: 0, count: length) }
      let selected = place.selection(of: length)
      require(
        selected.fits(length),
        axis == 0 && selected.dropsAxis
          ? "subscript: row \(selected.start) of a tensor of shape \(shape), whose rows are 0..<\(length)"
          : "subscript: \(place) along axis \(axis) of a tensor of shape \(shape), whose places are 0..<\(length)")
      return selected
    }
  }

  private static func region(_ selections: [SelectedPlaces]) -> [AxisRegion] {
    selections.map { AxisRegion(start: $0.start, step: $0.step, count: $0.count) }
  }

  private func part(_ selections: [SelectedPlaces]) -> Tensor {
    let region = Tensor.region(selections)
    let slice = region == shape.map { AxisRegion(whole: $0) } ? self : Operation.slice(region)(self)
    return slice.dropping(selections.indices.filter { selections[$0].dropsAxis })
  }

  private mutating func write(_ value: Tensor, to selections: [SelectedPlaces]) {
    let region = Tensor.region(selections)
    let target = selections.filter { !$0.dropsAxis }.map(\.count)
    require(value.dtype == dtype, "subscript: the tensor is \(dtype) and the value \(value.dtype); convert it with converted(to:)")
    require(
      value.rank <= target.count && zip(value.shape.reversed(), target.reversed()).allSatisfy { $0 == 1 || $0 == $1 },
      "subscript: a value of shape \(value.shape) cannot be stretched to the part of shape \(target)")
    // The axes that the part drops come back with length 1, so that the value meets the others where they stand.
    let aligned = [Int](repeating: 1, count: target.count - value.rank) + value.shape
    var lengths = aligned.makeIterator()
    let value = value.reshaped(to: selections.map { $0.dropsAxis ? 1 : lengths.next()! })
    if live.node == nil && value.live.node == nil {
      makeUnique()
      Kernels.write(value, to: region, of: self)
    } else {
      self = Operation.replace(region)(self, value)
    }
  }
}
