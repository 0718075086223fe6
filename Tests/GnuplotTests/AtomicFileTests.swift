import Figures
import Foundation
import Gnuplot
import Testing

@Suite(.serialized) struct AtomicFileTests {
  @Test("a picture replaces the old one whole, with the permissions of a usual file")
  func replaces() throws {
    let pad = try Scratchpad()
    try AtomicFile.write(Array("old".utf8), to: pad.file("a.png"))
    try AtomicFile.write(Array("new".utf8), to: pad.file("a.png"))
    #expect(pad.contents("a.png") == Data("new".utf8))
    #expect(pad.names == ["a.png"])
  }

  @Test("a directory that does not exist is an error that names the file")
  func missingDirectory() throws {
    let pad = try Scratchpad()
    let path = pad.file("no/a.svg")
    #expect(throws: GnuplotError.unwritable(path: path, code: ENOENT)) { try Gallery.renderer.render(Gallery.bars.figure, to: .file(path)) }
  }

  @Test("what cannot be replaced stays, and nothing is left beside it")
  func irreplaceable() throws {
    let pad = try Scratchpad()
    try FileManager.default.createDirectory(atPath: pad.file("a.svg/inside"), withIntermediateDirectories: true)
    #expect(throws: GnuplotError.unwritable(path: pad.file("a.svg"), code: EISDIR)) {
      try Gallery.renderer.render(Gallery.bars.figure, to: .file(pad.file("a.svg")))
    }
    #expect(pad.names == ["a.svg"])
  }

  @Test("a full device is reported by the write that it refuses")
  func fullDevice() throws {
    let file = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    #expect(AtomicFile.writeAll([1, 2, 3], to: file.fileDescriptor) == ENOSPC)
  }

  @Test(
    "a read-only directory and a full disk leave the old picture as it was", .enabled(if: Volume.canMount), arguments: ["ro", "size=16k"])
  func oldSurvives(option: String) throws {
    let pad = try Scratchpad()
    let volume = try Volume(at: pad.file("volume"))
    defer { volume.unmount() }
    let path = pad.file("volume/a.svg")
    try AtomicFile.write(Array("the old picture".utf8), to: path)
    try volume.change(to: option)
    let error = #expect(throws: GnuplotError.self) { try Gallery.renderer.render(Gallery.curves.figure, to: .file(path)) }
    #expect(error == .unwritable(path: path, code: option == "ro" ? EROFS : ENOSPC))
    #expect(FileManager.default.contents(atPath: path) == Data("the old picture".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: pad.file("volume")) == ["a.svg"])
  }
}

/// A small file system in memory, which only root may make.
struct Volume {
  let path: String

  static let canMount: Bool = {
    guard geteuid() == 0, let pad = try? Scratchpad(), let volume = try? Volume(at: pad.file("trial")) else { return false }
    volume.unmount()
    return true
  }()

  init(at path: String) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Volume.run("mount", "-t", "tmpfs", "-o", "size=16k", "ganbook-test", path)
  }

  func change(to option: String) throws { try Volume.run("mount", "-o", "remount,\(option)", path) }

  func unmount() { try? Volume.run("umount", path) }

  private static func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw CocoaError(.fileWriteUnknown) }
  }
}
