import Foundation
import GANs
import Notebook
import StateStore

extension Examination {
  private var topic: Finding.Topic { .files }

  /// Where things lie and are written, and the files that come with Ganbook.
  func files() -> [Finding] {
    [home(), stateDirectory()] + cache() + [temporary()].compactMap { $0 } + [lessons(), data()]
  }

  private func home() -> Finding {
    let means = "What has no XDG directory of its own is not kept: history, progress, runs."
    let advice = "Set HOME to your directory, or XDG_STATE_HOME and XDG_CACHE_HOME to places that can be written."
    guard let home = machine.variable("HOME") else { return topic.warning("home", "HOME is not set", means: means, advice: advice) }
    var information = stat()
    guard home.hasPrefix("/"), stat(home, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      return topic.warning("home", "HOME=\(home) is no directory", means: means, advice: advice)
    }
    if access(home, W_OK) == 0 { return topic.good("home", home) }
    return topic.warning("home", "\(home) cannot be written: \(String(cString: strerror(errno)))", means: means, advice: advice)
  }

  private func stateDirectory() -> Finding {
    let path = UserDirectories(environment: machine.environment).state
    let means = "History, progress and the journal live in memory and end with the session; runs need `--out`."
    if let reason = StateHealth.prepare(path) {
      let advice =
        "Set XDG_STATE_HOME to a place that can be written"
        + (owner(path).map { ", or take the directory back from \($0) (chown)." } ?? ".")
      return topic.bad("state directory", reason, means: means, advice: advice)
    }
    return space(path) ?? topic.good("state directory", path)
  }

  /// Whose a directory is that is not ours: one that was made with sudo belongs to root.
  private func owner(_ path: String) -> String? {
    var information = stat()
    guard stat(path, &information) == 0, information.st_uid != geteuid() else { return nil }
    return getpwuid(information.st_uid).map { String(cString: $0.pointee.pw_name) } ?? "user \(information.st_uid)"
  }

  private func cache() -> [Finding] {
    let wanted = UserDirectories(environment: machine.environment).cache
    do throws(NotebookError) {
      let path = try CompiledCells.directory(machine.environment)
      if let full = space(path, subject: "cache directory") { return [full] }
      if FileSystem(holding: path)?.refusesPrograms == true {
        return [
          topic.bad(
            "cache directory", "\(path) lies on a file system that is mounted with noexec",
            means: "Compiled cells cannot be loaded: none runs.",
            advice: "Set XDG_CACHE_HOME to a directory elsewhere; `findmnt -T \(path)` shows the mount.")
        ]
      }
      if path == wanted { return [topic.good("cache directory", path)] }
      return [
        topic.warning(
          "cache directory", "\(path), because \(wanted) cannot be used",
          means: "Compiled cells may be gone at the next start and compile again.",
          advice: "Make \(wanted) a directory that only you can write, or set XDG_CACHE_HOME.")
      ]
    } catch {
      return [
        topic.bad(
          "cache directory", Faults.prose(error), means: "Compiled cells cannot be kept: none runs.",
          advice: "Set XDG_CACHE_HOME to a directory that only you can write.")
      ]
    }
  }

  private func temporary() -> Finding? {
    let path = NSTemporaryDirectory()
    if let named = machine.variable("TMPDIR"), access(named, W_OK | X_OK) != 0 {
      return topic.warning(
        "temporary files", "TMPDIR=\(named): \(String(cString: strerror(errno)))",
        means: "The compiler and `:edit` write there, and may fail.",
        advice: "Set TMPDIR to a directory that can be written, or take it away.")
    }
    guard access(path, W_OK | X_OK) == 0 else {
      return topic.bad(
        "temporary files", "\(path): \(String(cString: strerror(errno)))", means: "The compiler cannot write what it makes on the way.",
        advice: "Set TMPDIR to a directory that can be written.")
    }
    return space(path, subject: "temporary files") ?? topic.good("temporary files", path)
  }

  /// What is wrong with the room there; `nil` when there is enough.
  private func space(_ path: String, subject: String = "state directory") -> Finding? {
    guard let system = FileSystem(holding: path) else { return nil }
    let means = "Nothing more is kept there: cells do not compile, runs and progress are not saved."
    if system.hasNoFilesLeft {
      return topic.bad(
        subject, "\(path): no more files can be made there", means: means, advice: "Delete files there (df -i shows the count).")
    }
    if system.free >= 200_000_000 { return nil }
    let found = "\(path): \(ByteCount.text(system.free)) free"
    if system.free < 5_000_000 { return topic.bad(subject, found, means: means, advice: "Make room there, or choose another place.") }
    return topic.warning(
      subject, found, means: "A compiled cell takes some 0.1 MB, a run some 1 MB.",
      advice: "Make room there; the cache may be deleted at any time.")
  }

  private func lessons() -> Finding {
    do {
      let library = try Places.library()
      return topic.good("lessons", "\(library.entries.count) in \(library.folder)")
    } catch {
      return topic.bad(
        "lessons", Faults.prose(error), means: "There is nothing to read; a lesson's path still opens it.",
        advice: "Set GANBOOK_LESSONS to the folder that holds them, or install again.")
    }
  }

  private func data() -> Finding {
    do {
      let digits = try Digits.load()
      return topic.good("data", "\(digits.count) digits")
    } catch {
      return topic.warning(
        "data", Faults.prose(error), means: "Lessons with handwritten digits stop at the cell that reads them.",
        advice: "Set GANBOOK_DATASETS to the folder `Datasets`, or install again.")
    }
  }
}
