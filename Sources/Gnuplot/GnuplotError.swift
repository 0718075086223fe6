import Glibc

/// Why a picture could not be made.
public enum GnuplotError: Error, Equatable {
  /// No gnuplot on PATH, or none at the path that was asked for.
  case missing(searched: String)
  /// A file name whose extension names no format.
  case unknownFormat(path: String)
  /// The system refused a call that starts or feeds gnuplot.
  case system(operation: String, code: Int32)
  /// gnuplot did not end in time and was killed.
  case deadline(seconds: Double)
  /// The picture was not wanted any more.
  case cancelled
  /// gnuplot ended without finishing the picture. `message` is what it wrote to standard error.
  case failed(status: ExitStatus, message: String)
  /// gnuplot said that all is well, but the picture lacks its end.
  case truncated(format: PictureFormat, bytes: Int)
  /// The same of a picture for a terminal.
  case incompleteSixels(bytes: Int)
  /// The picture was made and could not be saved; what stood at `path` before still does.
  case unwritable(path: String, code: Int32)
  /// A window was asked for, and there is no display to open it on.
  case noDisplay(reason: String)
  /// A window was asked for, and this gnuplot was built without.
  case noWindows
  /// The figure contradicts itself.
  case inconsistentFigure(String)
  /// The script could not be put together in memory.
  case script(code: Int32)
}

/// How a process ended.
public enum ExitStatus: Equatable, Sendable {
  case exit(Int32)
  case signal(Int32)
}

extension GnuplotError: CustomStringConvertible {
  /// What happened, where, and what to do next.
  public var description: String {
    switch self {
    case .missing(let searched):
      """
      gnuplot is not installed (looked in \(searched)). Pictures need the Debian package gnuplot-nox (or gnuplot): \
      sudo apt-get install gnuplot-nox. Everything else goes on without it.
      """
    case .unknownFormat(let path):
      "\(path): the extension names no picture format; use one of \(PictureFormat.allCases.map { "." + $0.rawValue }.joined(separator: ", "))."
    case .system(let operation, let code):
      "gnuplot could not be run: \(operation): \(systemMessage(code)). Nothing but the picture is lost; try again."
    case .cancelled: "gnuplot was stopped, as you asked; the notebook stands."
    case .deadline(let seconds):
      "gnuplot did not finish within \(seconds.formatted) s and was stopped. Nothing but the picture is lost; draw fewer values or try again."
    case .failed(let status, let message):
      "gnuplot \(status) before the picture was complete" + (message.isEmpty ? "." : ": \(message)")
    case .truncated(let format, let bytes):
      "gnuplot delivered an incomplete \(format.rawValue) picture (\(bytes) bytes without its end); nothing was saved. Try again."
    case .incompleteSixels(let bytes):
      "gnuplot delivered an incomplete sixel picture (\(bytes) bytes); nothing was shown. Try again."
    case .unwritable(let path, let code):
      "\(path): the picture could not be saved: \(systemMessage(code)). What was there before is unchanged."
    case .noDisplay(let reason):
      """
      No window can be opened: \(reason.isEmpty ? "there is no display" : reason). Over ssh, `ssh -X` brings one along; `:plot auto` in the notebook, or \
      another --terminal, draws in the terminal.
      """
    case .noWindows:
      """
      This gnuplot was built without windows. The Debian package gnuplot-qt has them (sudo apt-get install gnuplot-qt, which takes the place of \
      gnuplot-nox); `:plot auto` in the notebook, or another --terminal, draws in the terminal.
      """
    case .inconsistentFigure(let reason):
      "The figure cannot be drawn: \(reason)."
    case .script(let code):
      "The picture's script could not be put together (code \(code)); the system may be out of memory."
    }
  }
}

extension ExitStatus: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exit(let code): "ended with code \(code)"
    case .signal(let number): "was ended by signal \(number) (\(String(cString: strsignal(number))))"
    }
  }
}

private func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }

extension Double {
  /// Without a fraction that says nothing.
  fileprivate var formatted: String { self == rounded() && magnitude < 1e9 ? String(Int(self)) : String(self) }
}
