import CGnuplot
import Figures
import Glibc

/// A picture in a window of its own, which stays when gnuplot has ended.
///
/// gnuplot starts a second program for the window and hands the picture over. That program inherits whatever it could still write to, so it gets
/// a file that nobody else knows instead of a pipe whose other end is about to be closed.
struct Window {
  let renderer: GnuplotRenderer

  /// Opens the window and returns when the picture is in it.
  func show(_ figure: Figure) throws(GnuplotError) {
    try Display.check()
    let executable = try renderer.locate()
    let layout = PictureLayout(figure, style: renderer.style)
    let script = try Script()
    try script.command(terminal(layout, title: figure.title))
    try script.command("set multiplot")
    try layout.paint(on: Canvas(script: script, style: renderer.style, width: layout.width, height: layout.height))
    try script.command("unset multiplot\nexit")
    try run(executable, try script.bytes())
  }

  private func terminal(_ layout: PictureLayout, title: String) -> String {
    let font = "\(renderer.style.fonts.first ?? ""),\(renderer.style.fontSize)"
    return "set terminal qt noenhanced persist size \(layout.width),\(layout.height) font \(quoted(font)) "
      // Qt takes a font's size in points of 1/72 inch.
      + "title \(quoted(title.isEmpty ? "Ganbook" : title))\nset termoption fontscale 0.75"
  }

  private func run(_ executable: String, _ script: [UInt8]) throws(GnuplotError) {
    let (input, nowhere, complaints) = (try file(holding: script), try opened("/dev/null", O_RDWR), try file(holding: []))
    let process = try spawn(executable, ["-d", "/dev/stdin"], standard: [input.number, nowhere.number, complaints.number])
    let end = ContinuousClock.now + renderer.deadline
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      let isLate = ContinuousClock.now >= end
      guard isLate || renderer.isCancelled() else {
        usleep(5_000)
        continue
      }
      _ = kill(-process, SIGKILL)
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
      if isLate { throw .deadline(seconds: renderer.deadline / .seconds(1)) }
      throw .cancelled
    }
    let text = text(of: complaints)
    if status & 0x7F == 0, status >> 8 & 0xFF == 0, !text.contains("could not connect to display") { return }
    throw Self.error(status: status, text: text)
  }

  /// gnuplot's packages differ in what they were built with; it says so in these words.
  private static func error(status: Int32, text: String) -> GnuplotError {
    if text.contains("unknown or ambiguous terminal type") { return .noWindows }
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    if let refusal = text.split(whereSeparator: \.isNewline).first(where: { $0.contains("could not connect to display") }) {
      return .noDisplay(reason: String(refusal))
    }
    return .failed(status: status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F), message: line)
  }

  private func opened(_ path: String, _ flags: Int32) throws(GnuplotError) -> FileDescriptor {
    let number = open(path, flags | O_CLOEXEC)
    guard number >= 0 else { throw .system(operation: "opening \(path)", code: errno) }
    return FileDescriptor(number)
  }

  /// A file in memory, read from its beginning.
  private func file(holding bytes: [UInt8]) throws(GnuplotError) -> FileDescriptor {
    let number = gnuplot_memory_file()
    guard number >= 0 else { throw .system(operation: "memfd_create", code: errno) }
    let file = FileDescriptor(number)
    let code = AtomicFile.writeAll(bytes, to: number)
    guard code == 0 else { throw .system(operation: "writing the script", code: code) }
    lseek(number, 0, SEEK_SET)
    return file
  }

  private func text(of file: FileDescriptor) -> String {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = bytes.withUnsafeMutableBytes { pread(file.number, $0.baseAddress, $0.count, 0) }
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}

/// Where windows appear.
enum Display {
  /// Asks whether somebody listens where DISPLAY or WAYLAND_DISPLAY points: gnuplot itself would wait for a window that never comes.
  static func check() throws(GnuplotError) {
    if let wayland = variable("WAYLAND_DISPLAY") {
      let path = wayland.hasPrefix("/") ? wayland : (variable("XDG_RUNTIME_DIR") ?? "/run/user/\(getuid())") + "/" + wayland
      if listens(at: path) { return }
    }
    guard let display = variable("DISPLAY") else {
      throw .noDisplay(reason: "neither DISPLAY nor WAYLAND_DISPLAY is set to one that works")
    }
    guard let colon = display.lastIndex(of: ":"), let number = UInt16(display[display.index(after: colon)...].prefix { $0.isNumber }) else {
      throw .noDisplay(reason: "DISPLAY is \(display), which names no display")
    }
    let host = display[..<colon]
    // A display of another machine, or one that ssh forwards, is left to gnuplot to reach.
    guard host.isEmpty || host == "unix" else { return }
    if !listens(at: "/tmp/.X11-unix/X\(number)") { throw .noDisplay(reason: "DISPLAY is \(display), and nothing answers there") }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private static func listens(at path: String) -> Bool {
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return false }
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 }
    }
  }
}
