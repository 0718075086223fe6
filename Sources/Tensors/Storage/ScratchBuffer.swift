/// Memory of the pool for the length of a call, its content undefined.
///
/// The standard library's `withUnsafeTemporaryAllocation` does the same on the stack. It is not used here: its closures throw errors of a type that may
/// be `Never`, and Swift 6.3 has compiled such a closure, specialised for a kernel, into one that took the way of an error and
/// ran on into the next function. The tests of the normalisations crash with it in a release build.
@inline(__always)
func withScratchBuffer<Element, Result>(
  of type: Element.Type, capacity: Int, _ body: (UnsafeMutableBufferPointer<Element>) -> Result
) -> Result {
  let (bytes, sizeClass) = BufferPool.allocate(byteCount: capacity * MemoryLayout<Element>.stride)
  defer { BufferPool.release(bytes, sizeClass: sizeClass) }
  return body(UnsafeMutableBufferPointer(start: bytes.bindMemory(to: Element.self, capacity: capacity), count: capacity))
}
