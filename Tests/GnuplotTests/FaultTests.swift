import Figures
import Foundation
import Gnuplot
import Testing

@Suite(.serialized) struct FaultTests {
  private let figure = Gallery.curves.figure

  private func failure(of script: String, deadline: Duration = .seconds(20)) throws -> GnuplotError? {
    let pad = try Scratchpad()
    let renderer = GnuplotRenderer(executable: try pad.fakeGnuplot(script), deadline: deadline)
    return #expect(throws: GnuplotError.self) { try renderer.render(figure, to: .png) }
  }

  @Test("a missing gnuplot is named with its Debian package, before anything is started")
  func missing() throws {
    #expect(throws: GnuplotError.missing(searched: "/nowhere/gnuplot")) {
      try GnuplotRenderer(executable: "/nowhere/gnuplot").render(figure, to: .png)
    }
    let error = #expect(throws: GnuplotError.self) { try GnuplotRenderer(executable: "no-such-gnuplot").locate() }
    #expect(try #require(error).description.contains("gnuplot-nox"))
  }

  @Test("a file that is no program is not taken for gnuplot")
  func notExecutable() throws {
    let pad = try Scratchpad()
    try Data("text".utf8).write(to: URL(filePath: pad.file("gnuplot")))
    #expect(throws: GnuplotError.missing(searched: pad.file("gnuplot"))) { try GnuplotRenderer(executable: pad.file("gnuplot")).locate() }
  }

  @Test("a gnuplot that hangs is killed at the deadline, and what it started with it")
  func hangs() throws {
    let pad = try Scratchpad()
    let fake = try pad.fakeGnuplot("sleep 600 & echo $! >'\(pad.file("child"))'; echo $$ >'\(pad.file("self"))'; sleep 600")
    let start = ContinuousClock.now
    #expect(throws: GnuplotError.deadline(seconds: 0.5)) {
      try GnuplotRenderer(executable: fake, deadline: .seconds(0.5)).render(figure, to: .png)
    }
    #expect(ContinuousClock.now - start < .seconds(10))
    for (name, isOurs) in [("child", false), ("self", true)] {
      let text = String(decoding: try #require(pad.contents(name)), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(try isGone(#require(Int32(text)), reaped: isOurs), "\(name) lives")
    }
  }

  /// An orphan that was killed stays a zombie until its new parent has looked at it; our own child must not.
  private func isGone(_ process: Int32, reaped: Bool) -> Bool {
    for _ in 0..<100 {
      guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
      if !reaped, status.contains(") Z ") { return true }
      usleep(20_000)
    }
    return false
  }

  @Test("a gnuplot that reads nothing does not block")
  func deaf() throws {
    let figure = Figure(
      Panel(content: .images(ImageGrid(height: 64, width: 64, columns: 10, pixels: Array(repeating: 0.5, count: 64 * 64 * 50)))))
    let pad = try Scratchpad()
    let fake = try pad.fakeGnuplot("exec sleep 600")
    #expect(throws: GnuplotError.deadline(seconds: 0.5)) {
      try GnuplotRenderer(executable: fake, deadline: .seconds(0.5)).render(figure, to: .png)
    }
  }

  @Test("a gnuplot that dies at once does not take us along by SIGPIPE")
  func dies() throws {
    #expect(try failure(of: "exit 3") == .failed(status: .exit(3), message: ""))
    #expect(try failure(of: "kill -SEGV $$") == .failed(status: .signal(SIGSEGV), message: ""))
  }

  @Test("what gnuplot complains about is told")
  func complains() throws {
    #expect(
      try failure(of: "cat >/dev/null; echo '  ^' >&2; echo 'line 3: undefined variable' >&2; exit 1")
        == .failed(status: .exit(1), message: "line 3: undefined variable"))
  }

  @Test("a gnuplot that floods standard error is drained, and its text cut short")
  func floods() throws {
    let error = try failure(of: "cat >/dev/null; yes 'warning: too much' | head -c 3000000 >&2; exit 1")
    guard case .failed(.exit(1), let message)? = error else { Issue.record("\(String(describing: error))"); return }
    #expect(message.hasPrefix("warning: too much") && message.utf8.count <= 16_384)
  }

  @Test("a picture without its end is refused, even when gnuplot says that all is well")
  func truncated() throws {
    // Prints what the script's last `print` asks for, as the real one would.
    let script = "mark=$(sed -n \"s/^print '\\(picture-complete[^']*\\)'/\\1/p\"); printf 'half a picture'; echo \"$mark\"; sleep 600"
    #expect(try failure(of: script) == .truncated(format: .png, bytes: 14))
  }

  @Test("a command that gnuplot does not know is reported with gnuplot's own words")
  func realComplaint() throws {
    let error = try failure(of: "(echo 'set nonsense'; cat) | \(Gallery.renderer.locate()) -d /dev/stdin", deadline: .seconds(60))
    guard case .failed(_, let message)? = error else { Issue.record("\(String(describing: error))"); return }
    #expect(message.contains("line 1") && message.contains("set nonsense"))
  }

  @Test("after an error nothing that follows is run, however it looks")
  func stopsAtErrors() throws {
    let pad = try Scratchpad()
    let script = "(echo 'set nonsense'; echo \"! touch '\(pad.file("pwned"))'\"; cat) | \(try Gallery.renderer.locate()) \"$@\""
    let error = try failure(of: script, deadline: .seconds(60))
    guard case .failed? = error else { Issue.record("\(String(describing: error))"); return }
    #expect(pad.names.isEmpty)
  }

  @Test("gnuplot inherits nothing but its three standard descriptors")
  func descriptors() throws {
    let other = try #require(FileHandle(forReadingAtPath: "/dev/null"))
    _ = fcntl(other.fileDescriptor, F_SETFD, 0)
    // The fourth one belongs to the listing itself.
    #expect(try failure(of: "cat >/dev/null; ls /proc/self/fd >&2; exit 1") == .failed(status: .exit(1), message: "0 1 2 3"))
    withExtendedLifetime(other) {}
  }

  @Test("failures leave no descriptor open")
  func leaks() throws {
    let pad = try Scratchpad()
    let renderer = GnuplotRenderer(executable: try pad.fakeGnuplot("exit 1"))
    let count = { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
    let before = try count()
    for _ in 0..<100 { _ = try? renderer.render(Gallery.heatMap.figure, to: .png) }
    // A leak would be some hundreds; other tests may hold a few.
    #expect(try count() < before + 80)
  }

  @Test(
    "every error says what happened and what to do",
    arguments: [
      (GnuplotError.missing(searched: "/usr/bin"), "sudo apt-get install gnuplot-nox"),
      (.unknownFormat(path: "a.gif"), "a.gif"), (.system(operation: "poll", code: EINTR), "poll"), (.deadline(seconds: 10), "10 s"),
      (.failed(status: .signal(9), message: "why"), "signal 9 (Killed) before the picture was complete: why"),
      (.truncated(format: .svg, bytes: 3), "incomplete svg"), (.unwritable(path: "/a/b.png", code: ENOSPC), "No space left on device"),
      (.inconsistentFigure("2 is not 3"), "2 is not 3"), (.script(code: 1), "memory"),
    ])
  func messages(error: GnuplotError, part: String) { #expect(error.description.contains(part)) }

  @Test("the version is gnuplot's own")
  func version() throws { #expect(try Gallery.renderer.version().hasPrefix("gnuplot ")) }
}
