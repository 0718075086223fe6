import Datasets

// A file of images, packed by gzip or not. Whatever comes in, an array or an error comes out, within the limit.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzIDX(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  let limit = 1 << 20
  do throws(DatasetError) {
    let array = try IDX.parse(input, path: "fuzz.idx", limit: limit)
    precondition(array.bytes.count == array.shape.reduce(1, *) && array.bytes.count <= limit, "the bytes are those of the shape")
  } catch {
    precondition(error.description.hasPrefix("fuzz.idx"), "an error names the file")
  }
  return 0
}
