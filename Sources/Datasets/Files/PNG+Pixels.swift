import CPNG

extension PNG {
  /// The pixels, line after line, within it channel after channel, from 0 to 255.
  ///
  /// libpng leaves its own functions by jumping on an error, which must not pass a frame of Swift's: its simplified interface, which is used here,
  /// catches the jump and returns.
  ///
  /// - Parameters:
  ///   - channels: 1 for grey (a color becomes its luminance), 3 for color.
  ///   - background: What shows through where the picture is transparent, from 0 to 255; without one such a picture is refused.
  package func pixels(channels: Int, background: UInt8?) throws(DatasetError) -> [UInt8] {
    // libpng points back at the image, which therefore must not move.
    let image = UnsafeMutablePointer<png_image>.allocate(capacity: 1)
    image.initialize(to: png_image())
    image.pointee.version = UInt32(PNG_IMAGE_VERSION)
    defer {
      png_image_free(image)
      image.deallocate()
    }
    guard essence.withUnsafeBytes({ png_image_begin_read_from_memory(image, $0.baseAddress, $0.count) }) != 0 else { throw fault(image) }
    if background == nil, image.pointee.format & UInt32(PNG_FORMAT_FLAG_ALPHA) != 0 {
      throw .unsuitable(
        path: path, problem: "the picture is transparent in places", remedy: "Name a background, from 0 for black to 255 for white")
    }
    image.pointee.format = channels == 1 ? 0 : UInt32(PNG_FORMAT_FLAG_COLOR)
    // Without it samples of 16 bits would be taken for linear light.
    image.pointee.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
    let shade = background ?? 0
    var behind = png_color(red: shade, green: shade, blue: shade)
    var pixels = [UInt8](repeating: 0, count: header.width * header.height * channels)
    let isRead = essence.withUnsafeBytes { _ in
      pixels.withUnsafeMutableBytes { png_image_finish_read(image, &behind, $0.baseAddress, 0, nil) != 0 }
    }
    guard isRead else { throw fault(image) }
    return pixels
  }

  /// libpng's own words, which it leaves in the image.
  private func fault(_ image: UnsafeMutablePointer<png_image>) -> DatasetError {
    let words = withUnsafeBytes(of: image.pointee.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    return .corrupt(path: path, byte: PNGHeader.byteCount, problem: "the pixels cannot be unpacked (\(words))")
  }
}
