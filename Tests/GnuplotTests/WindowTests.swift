import Figures
import Foundation
import Gnuplot
import Testing

/// Windows, with a program in gnuplot's place: what the machine's own gnuplot can show differs from package to package.
@Suite(.serialized) struct WindowTests {
  /// A display on which somebody listens, and nobody draws.
  private final class FakeDisplay {
    let number: Int
    private let socket: Int32
    private let path: String

    init() throws {
      number = Int.random(in: 10_000...60_000)
      path = "/tmp/.X11-unix/X\(number)"
      try FileManager.default.createDirectory(atPath: "/tmp/.X11-unix", withIntermediateDirectories: true)
      socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
      let bound = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
      }
      try #require(bound == 0 && listen(socket, 4) == 0)
      setenv("DISPLAY", ":\(number)", 1)
    }

    deinit {
      unsetenv("DISPLAY")
      close(socket)
      unlink(path)
    }
  }

  private func withoutDisplay<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = ["DISPLAY", "WAYLAND_DISPLAY"].map { (name: String) in (name, ProcessInfo.processInfo.environment[name]) }
    for (name, _) in before { unsetenv(name) }
    defer { for (name, value) in before { if let value { setenv(name, value, 1) } } }
    return try body()
  }

  @Test("without a display no gnuplot is started, and the message says what to do", arguments: [nil, ":47000", "nonsense"])
  func noDisplay(display: String?) throws {
    try withoutDisplay {
      let pad = try Scratchpad()
      let fake = try pad.fakeGnuplot("touch '\(pad.file("started"))'")
      if let display { setenv("DISPLAY", display, 1) }
      defer { unsetenv("DISPLAY") }
      let error = #expect(throws: GnuplotError.self) { try GnuplotRenderer(executable: fake).render(Gallery.points.figure, to: .window) }
      guard case .noDisplay(let reason)? = error else { Issue.record("\(String(describing: error))"); return }
      #expect(reason.contains(display ?? "neither DISPLAY nor WAYLAND_DISPLAY") && error?.description.contains("ssh -X") == true)
      #expect(pad.contents("started") == nil)
    }
  }

  @Test("the picture goes to gnuplot's qt terminal, whose window stays, and what was started for it lives on")
  func opens() throws {
    try withoutDisplay {
      let display = try FakeDisplay()
      let pad = try Scratchpad()
      let fake = try pad.fakeGnuplot("cat \"$2\" >'\(pad.file("script"))'; sleep 20 & echo $! >'\(pad.file("window"))'")
      try GnuplotRenderer(executable: fake).render(Gallery.animation.figure, to: .window)
      let script = String(decoding: try #require(pad.contents("script")), as: UTF8.self)
      #expect(script.hasPrefix("set terminal qt noenhanced persist size "))
      #expect(script.contains("title 'The ring, learnt: step 300'") && script.hasSuffix("unset multiplot\nexit\n"))
      let number = String(decoding: try #require(pad.contents("window")), as: UTF8.self).dropLast()
      let window = try #require(Int32(number))
      #expect(kill(window, 0) == 0)
      kill(window, SIGKILL)
      withExtendedLifetime(display) {}
    }
  }

  @Test(
    "a gnuplot without windows is told apart from a display that fails",
    arguments: [
      ("\"/dev/stdin\" line 1: unknown or ambiguous terminal type; type just 'set terminal' for a list", "gnuplot-qt"),
      ("qt.qpa.xcb: could not connect to display :99", "could not connect to display :99"),
    ])
  func fails(text: String, words: String) throws {
    try withoutDisplay {
      let display = try FakeDisplay()
      let pad = try Scratchpad()
      let fake = try pad.fakeGnuplot("echo \"\(text.replacingOccurrences(of: "\"", with: "\\\""))\" >&2; exit 1")
      let error = #expect(throws: GnuplotError.self) { try GnuplotRenderer(executable: fake).render(Gallery.points.figure, to: .window) }
      #expect(try #require(error).description.contains(words), "\(String(describing: error))")
      withExtendedLifetime(display) {}
    }
  }

  @Test("a gnuplot that waits for ever is ended at the deadline")
  func hangs() throws {
    try withoutDisplay {
      let display = try FakeDisplay()
      let pad = try Scratchpad()
      let fake = try pad.fakeGnuplot("exec sleep 600")
      #expect(throws: GnuplotError.deadline(seconds: 0.5)) {
        try GnuplotRenderer(executable: fake, deadline: .seconds(0.5)).render(Gallery.points.figure, to: .window)
      }
      withExtendedLifetime(display) {}
    }
  }
}
