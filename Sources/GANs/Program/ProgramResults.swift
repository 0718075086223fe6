import Figures
import Glibc
import NotebookProtocol

/// What a program has come to: its tables on disk, and whether everything holds.
package final class ProgramResults {
  package let folder: String
  package let judgesClaims: Bool
  private var metrics = MetricLog()
  private var figures = 0
  private var checkpoints = 0
  private var failures = 0
  private var hasComplained = false

  /// - Parameter folder: Made when there is something to write.
  package init(folder: String, judgesClaims: Bool) {
    self.folder = folder
    self.judgesClaims = judgesClaims
  }

  /// - Returns: The file that a picture's numbers went to.
  package func take(_ message: CellMessage) -> String? {
    switch message {
    case .metrics(let records): metrics.add(records)
    case .progress(let progress):
      metrics.note(progress)
      if progress.isFinished, let table = metrics.tables.last(where: { $0.training == progress.training }) {
        write(table.csv, to: "metrics/training-\(table.training).csv")
      }
    case .figure(let figure):
      figures += 1
      let name = "figures/\(figures < 10 ? "0" : "")\(figures).csv"
      return write(figure.csv, to: name) ? "\(folder)/\(name)" : nil
    case .claim(let claim): if judgesClaims, !claim.holds { failures += 1 }
    case .checkpoint: checkpoints += 1
    case .check(let check): if !check.passes { failures += 1 }
    default: break
    }
    return nil
  }

  /// - Returns: The status to leave with.
  package func finish() -> Int32 {
    fflush(nil)
    if figures > 0 || !metrics.tables.isEmpty { Standalone.remark("Tables of metrics and pictures lie in \(folder).") }
    if checkpoints > 0 { Standalone.remark("Models lie in \(folder)/checkpoints.") }
    if failures > 0 { Standalone.remark("\(failures) claim\(failures == 1 ? " or check does" : "s or checks do") not hold.") }
    return failures > 0 || hasComplained ? 1 : 0
  }

  /// Writes a file whole or not at all. A place that cannot be written is told once; the program goes on, and fails at its end.
  @discardableResult
  private func write(_ text: String, to name: String) -> Bool {
    let path = "\(folder)/\(name)"
    Folders.make(above: path)
    let temporary = "\(path).new"
    if let file = fopen(temporary, "w") {
      var bytes = text
      let isWhole = bytes.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
      if fclose(file) == 0, isWhole, rename(temporary, path) == 0 { return true }
    }
    let reason = String(cString: strerror(errno))
    unlink(temporary)
    if !hasComplained { Standalone.remark("\(path) cannot be written: \(reason). Make room, or name another folder with --out.") }
    hasComplained = true
    return false
  }
}
