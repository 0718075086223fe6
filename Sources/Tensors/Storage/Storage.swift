/// A block of numbers of one precision, shared by the tensors that show it and returned to the pool with the last of them.
package final class Storage {
  package let count: Int
  package let dtype: DType
  package let bytes: UnsafeMutableRawPointer
  private let sizeClass: Int

  /// Room for `count` numbers, their values undefined.
  package init(count: Int, dtype: DType) {
    self.count = count
    self.dtype = dtype
    (bytes, sizeClass) = BufferPool.allocate(byteCount: count * dtype.byteCount)
  }

  deinit {
    BufferPool.release(bytes, sizeClass: sizeClass)
  }

  @inline(__always)
  package func pointer<Element: Scalar>(to element: Element.Type = Element.self) -> UnsafeMutablePointer<Element> {
    bytes.assumingMemoryBound(to: Element.self)
  }
}
