import COpenBLAS
import Foundation
import GANs

extension Examination {
  /// The processors that this process may use, and what computes on them.
  func processors() -> [Finding] { [cores(), threads(), library(), kernels(), clock()] }

  /// Those that the system lets this process use, which may be fewer than there are.
  private var usable: Int { ProcessInfo.processInfo.activeProcessorCount }

  private func cores() -> Finding {
    let count = usable
    let all = Int(sysconf(Int32(_SC_NPROCESSORS_CONF)))
    let found = "\(count)" + (count < all ? " of \(all)" : "")
    guard let quota = ControlGroup(machine).processors, quota < Double(count) else {
      return Finding.Topic.machine.good("processors", found)
    }
    return Finding.Topic.machine.warning(
      "processors", "\(found), but a control group allows the time of \(String(format: "%.1f", quota))",
      means: "More threads than that wait for each other.", advice: "Set GANBOOK_THREADS=\(max(1, Int(quota))), or raise the group's limit."
    )
  }

  private func threads() -> Finding {
    let count = EngineThreads.count
    let found = "\(count) of the engine, 1 of BLAS"
    guard let word = machine.variable("GANBOOK_THREADS") else { return Finding.Topic.machine.good("threads", found) }
    guard let wanted = Int(word), wanted > 0 else {
      return Finding.Topic.machine.warning(
        "threads", "\(found); GANBOOK_THREADS=\(word) is no number of threads", means: "It is not heeded.",
        advice: "Set it to a number from 1 to \(usable), or take it away.")
    }
    if wanted > usable {
      return Finding.Topic.machine.warning(
        "threads", "\(found), because of GANBOOK_THREADS=\(word), on \(usable) processors",
        means: "Threads wait for each other: trainings are slower.",
        advice: "Set GANBOOK_THREADS=\(usable) or less, or take it away.")
    }
    return Finding.Topic.machine.good("threads", "\(found), because of GANBOOK_THREADS=\(word)")
  }

  private func library() -> Finding {
    let words = openblas_get_config().map { String(cString: $0) } ?? "unknown"
    return Finding.Topic.machine.good("BLAS", words.trimmingCharacters(in: .whitespaces))
  }

  /// The kernels that the library picked, and whether the user's own word decided.
  private func kernels() -> Finding {
    let core = openblas_get_corename().map { String(cString: $0) } ?? "unknown"
    guard let word = machine.variable("OPENBLAS_CORETYPE") else { return Finding.Topic.machine.good("BLAS kernels", core) }
    return Finding.Topic.machine.warning(
      "BLAS kernels", core, means: "OPENBLAS_CORETYPE=\(word) decides this and is honoured; another processor's kernels are slower.",
      advice: "Take OPENBLAS_CORETYPE=\(word) away to let OpenBLAS choose for this processor.")
  }

  /// A clock that is wrong makes old files look new.
  private func clock() -> Finding {
    var program = stat()
    let now = Date()
    guard stat("/proc/self/exe", &program) == 0 else { return Finding.Topic.machine.good("clock", Self.day(now)) }
    let built = Date(timeIntervalSince1970: Double(program.st_mtim.tv_sec))
    // An hour for zones and summer time that somebody set by hand.
    if now > built - 3_600 { return Finding.Topic.machine.good("clock", Self.day(now)) }
    return Finding.Topic.machine.warning(
      "clock", "\(Self.day(now)), before Ganbook was built (\(Self.day(built)))",
      means: "Runs and history are in the wrong order, and caches may be thrown away or kept too long.",
      advice: "Set the clock: sudo timedatectl set-ntp true.")
  }

  private static func day(_ date: Date) -> String {
    date.formatted(.iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false)) + " UTC"
  }
}
