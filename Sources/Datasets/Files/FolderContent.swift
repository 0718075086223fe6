import Glibc

/// The folders and the PNG images in a folder, each sorted by name. Hidden ones are passed over.
struct FolderContent {
  private(set) var folders: [String] = []
  /// What is called `.png`, in any case, and is no folder.
  private(set) var images: [String] = []

  init(_ path: String) throws(DatasetError) {
    guard let stream = opendir(path) else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      var information = stat()
      guard stat("\(path)/\(name)", &information) == 0 else { continue }
      if information.st_mode & S_IFMT == S_IFDIR {
        folders.append(name)
      } else if name.lowercased().hasSuffix(".png") {
        images.append(name)
      }
    }
    folders.sort()
    images.sort()
  }
}
