import CSQLite
import Foundation
import Testing

/// Each fault is put there for real: in the environment, in files, in limits, in mounts.
@Suite("The doctor", .serialized)
struct DoctorTests {
  @Test("on a machine that can do all, nothing is broken, each topic is looked at, and a cell and a picture were tried")
  func healthy() throws {
    let ganbook = try Ganbook()
    let diagnosis = try Diagnosis(ganbook)
    #expect(diagnosis.status == 0 && diagnosis.broken.isEmpty, "\(diagnosis.broken)")
    #expect(diagnosis.says("good", "a cell", "compiles, loads and runs"))
    #expect(diagnosis.says("good", "a picture", "PNG"))
    for subject in ["Swift", "modules", "gnuplot's ways", "locale", "editing", "processors", "memory", "cache directory", "state", "data"] {
      #expect(diagnosis[subject]?["verdict"] == "good", "\(subject): \(diagnosis[subject] ?? [:])")
    }
    #expect(ganbook.folder.names(in: "state/ganbook").allSatisfy { !$0.hasPrefix("state.sqlite") }, "looking begins no database")
  }

  struct Fault: CustomTestStringConvertible, Sendable {
    var variables: [String: String]
    var verdict: String
    var subject: String
    var words: String
    var testDescription: String { "\(variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "))" }

    init(_ variables: [String: String], _ verdict: String, _ subject: String, _ words: String) {
      (self.variables, self.verdict, self.subject, self.words) = (variables, verdict, subject, words)
    }
  }

  static let faults = [
    Fault(["SWIFT_TOOLCHAIN": "/nowhere"], "bad", "Swift", "no toolchain in /nowhere"),
    Fault(["OPENBLAS_CORETYPE": "Haswell"], "warning", "BLAS kernels", "OPENBLAS_CORETYPE=Haswell"),
    Fault(["GANBOOK_THREADS": "many"], "warning", "threads", "GANBOOK_THREADS=many is no number"),
    Fault(["GANBOOK_THREADS": "64"], "warning", "threads", "Threads wait for each other"),
    Fault(["GANBOOK_THREAD": "1"], "warning", "GANBOOK_THREAD", "If GANBOOK_THREADS was meant"),
    Fault(["GANBOOK_SNAPSHOTS": "few"], "warning", "snapshots", "the bound is 200"),
    Fault(["EDITOR": "no-such-editor -w"], "warning", "editor", "`no-such-editor`, which EDITOR names"),
    Fault(["LC_ALL": "C"], "warning", "locale", "ASCII"),
    Fault(["LC_ALL": "xx_XX.UTF-8"], "warning", "locale", "not installed"),
    Fault(["INPUTRC": "/nowhere/inputrc"], "warning", "editing", "/nowhere/inputrc"),
    Fault(["HOME": "/nowhere"], "warning", "home", "HOME=/nowhere is no directory"),
    Fault(["HOME": ""], "warning", "home", "HOME is not set"),
    Fault(["HOME": "/proc/self"], "warning", "home", "cannot be written"),
    Fault(["XDG_STATE_HOME": "/dev/null/state"], "bad", "state directory", "Not a directory"),
    Fault(["XDG_CACHE_HOME": "/dev/null/cache"], "warning", "cache directory", "because /dev/null/cache/ganbook cannot be used"),
    Fault(["TMPDIR": "/nowhere"], "warning", "temporary files", "TMPDIR=/nowhere"),
    Fault(["GANBOOK_LESSONS": "/nowhere"], "bad", "lessons", "/nowhere"),
    Fault(["GANBOOK_DATASETS": "/nowhere"], "warning", "data", "GANBOOK_DATASETS"),
    Fault(["NO_COLOR": "1"], "good", "colours", "NO_COLOR=1"),
    Fault(["GANBOOK_PLAIN": "1"], "good", "colours", "plain mode"),
  ]

  @Test(
    "what the environment breaks is found, with what it means and a next step, and the status tells whether something is broken",
    arguments: faults)
  func environment(_ fault: Fault) throws {
    var ganbook = try Ganbook()
    ganbook.environment.merge(fault.variables) { $1 }
    let diagnosis = try Diagnosis(ganbook)
    #expect(diagnosis.says(fault.verdict, fault.subject, fault.words), "\(diagnosis[fault.subject] ?? [:])")
    #expect((diagnosis.status == 1) == !diagnosis.broken.isEmpty)
    if fault.verdict == "bad" { #expect(diagnosis.status == 1) }
  }

  @Test("the terminal is asked what it shows; its size, an unknown name, what lies between and colours are told")
  func terminal() throws {
    let answers = [
      ("\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[6;20;10t\u{1B}[?62c", "kitty's, 10 x 20 pixels a character"), ("\u{1B}[?62;4;22c", "sixels"),
      ("\u{1B}[?6c", "it answers that it shows none"), ("", "it does not answer"),
    ]
    for (answer, words) in answers {
      var ganbook = try Ganbook()
      ganbook.environment.merge(["TERM": "no-such-terminal", "TMUX": "socket", "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"]) { $1 }
      let terminal = try PseudoTerminal(ganbook, ["doctor"], columns: 100, rows: 50)
      terminal.type(answer)
      try terminal.wait(for: "no-such-terminal, 100 columns, 50 rows")
      try terminal.wait(for: "no description of `no-such-terminal`")
      try terminal.wait(for: words)
      try terminal.wait(for: "ssh from 192.0.2.1")
      try terminal.wait(for: "within")
      #expect(try terminal.end() == 0)
    }
  }

  @Test("a dumb terminal and a small one lose something, and a wish for pictures that is no wish is told")
  func poorTerminals() throws {
    var ganbook = try Ganbook()
    ganbook.environment.merge(["TERM": "dumb", "GANBOOK_PICTURES": "jpeg"]) { $1 }
    let dumb = try PseudoTerminal(ganbook, ["doctor"])
    try dumb.wait(for: "The cursor is not moved")
    try dumb.wait(for: "TERM=dumb")
    try dumb.wait(for: "GANBOOK_PICTURES=jpeg")
    ganbook.environment.merge(["TERM": "xterm", "GANBOOK_PICTURES": "text"]) { $1 }
    let small = try PseudoTerminal(ganbook, ["doctor"], columns: 36, rows: 50)
    try small.wait(for: "Below 40 columns")
    try small.wait(for: "text, because of")
    #expect(small.plain.split(separator: "\n").allSatisfy { $0.count <= 36 }, "\(small.plain)")
  }

  @Test("a gnuplot that is missing, that fails, or that lacks ways to draw is told with the Debian package")
  func gnuplot() throws {
    var ganbook = try Ganbook()
    let path = try #require(ganbook.environment["PATH"])
    let real = try #require(path.split(separator: ":").map { "\($0)/gnuplot" as String }.first { access($0, X_OK) == 0 })
    let folder = try ganbook.folder.folderOfLinks(to: ["swift"])
    ganbook.environment["PATH"] = folder
    #expect(try Diagnosis(ganbook).says("bad", "gnuplot", "apt-get install gnuplot-nox"))

    ganbook.environment["PATH"] = "\(folder):/usr/bin:/bin"
    func replace(with script: String) throws {
      _ = try ganbook.folder.write("#!/bin/sh\n\(script)\n", to: "programs/gnuplot")
      chmod("\(folder)/gnuplot", 0o755)
    }
    try replace(with: "\(real) \"$@\" | sed 's/ sixelgd / /; s/ pdfcairo / /'")
    let poor = try Diagnosis(ganbook)
    #expect(poor.says("warning", "gnuplot's sixelgd", "Lost without it: pictures in terminals that know sixels"))
    #expect(poor.says("warning", "gnuplot's pdfcairo", "gnuplot-nox") && poor["gnuplot's svg"] == nil)
    try replace(with: "echo 'cannot open shared object' >&2; exit 127")
    let broken = try Diagnosis(ganbook)
    #expect(broken.says("bad", "gnuplot", "cannot open shared object") && broken.status == 1)
  }

  @Test("a toolchain of another version and modules that are missing are told apart, and a clock before the program's date is noticed")
  func mismatch() throws {
    var ganbook = try Ganbook()
    let toolchain = try ToolchainCopy(in: ganbook.folder)
    try toolchain.pretend(version: "Swift version 5.0 (swift-5.0-RELEASE)")
    ganbook.environment["SWIFT_TOOLCHAIN"] = toolchain.path
    #expect(try Diagnosis(ganbook).says("bad", "Swift", "swift-5.0-RELEASE"))

    let copy = "\(ganbook.folder.path)/ganbook"
    try FileManager.default.copyItem(atPath: Ganbook.executable, toPath: copy)
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: 9e8)], ofItemAtPath: copy)
    let modules = URL(fileURLWithPath: Ganbook.executable).deletingLastPathComponent().appendingPathComponent("Modules").path
    try FileManager.default.createDirectory(atPath: "\(ganbook.folder.path)/Modules", withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: modules) where !name.hasPrefix("Tensors.") {
      try FileManager.default.createSymbolicLink(
        atPath: "\(ganbook.folder.path)/Modules/\(name)", withDestinationPath: "\(modules)/\(name)")
    }
    ganbook.environment["SWIFT_TOOLCHAIN"] = nil
    let diagnosis = try Diagnosis(ganbook, executable: copy)
    #expect(diagnosis.says("bad", "modules", "Tensors missing"))
    #expect(diagnosis.says("warning", "clock", "before Ganbook was built"))
  }

  @Test("limits of the shell are told with the command that lifts them, and one that stops cells is seen by the trial")
  func limits() throws {
    let ganbook = try Ganbook()
    for (limit, subject) in [
      ("-n 48", "open files"), ("-v 3000000", "address space"), ("-s 512", "stack"), ("-f 100000", "file sizes"),
      ("-t 900", "computing time"),
    ] {
      let diagnosis = try Diagnosis(ganbook, before: "ulimit -S \(limit)")
      #expect(diagnosis.says("warning", subject, "ulimit -S \(limit.prefix(2))"), "\(limit): \(diagnosis[subject] ?? [:])")
      #expect(diagnosis.status == 0)
    }
    let starved = try Diagnosis(ganbook, before: "ulimit -n 16")
    #expect(starved.says("bad", "a cell", "Too many open files") && starved.status == 1)
    #expect(starved.says("warning", "open files", "Ask whoever runs the machine"))
  }

  @Test("memory that is short, promised or fenced in, and a fenced processor, are told")
  func memory() throws {
    let ganbook = try Ganbook()
    func machine(_ files: [String: String]) throws -> Diagnosis {
      let root = "\(ganbook.folder.path)/system-\(UUID().uuidString)"
      for (path, text) in files {
        let folder = (root + path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: root + path, atomically: true, encoding: .utf8)
      }
      return try Diagnosis(ganbook, system: root)
    }
    let plenty = "MemTotal: 16000000 kB\nMemAvailable: 12000000 kB\nCommitLimit: 8000000 kB\nCommitted_AS: 7900000 kB\n"
    #expect(try machine(["/proc/meminfo": "MemTotal: 4000000 kB\nMemAvailable: 300000 kB\n"]).says("warning", "memory", "307 MB free of"))
    #expect(
      try machine(["/proc/meminfo": "MemTotal: 64000000 kB\nMemAvailable: 2000000 kB\n"]).says("warning", "memory", "Less than a tenth"))
    let strict = try machine(["/proc/meminfo": plenty, "/proc/sys/vm/overcommit_memory": "2\n"])
    #expect(strict.says("bad", "memory promises", "refuses forks") && strict.status == 1)
    let roomy = plenty.replacing("7900000", with: "1900000")
    #expect(try machine(["/proc/meminfo": roomy, "/proc/sys/vm/overcommit_memory": "2\n"]).says("warning", "memory promises", "sysctl"))
    let second = try machine([
      "/proc/meminfo": plenty, "/proc/self/cgroup": "0::/user/mine\n", "/sys/fs/cgroup/user/memory.max": "536870912\n",
      "/sys/fs/cgroup/user/mine/memory.max": "max\n", "/sys/fs/cgroup/user/mine/cpu.max": "50000 100000\n",
    ])
    #expect(
      second.says("warning", "memory limit", "a control group allows 536 MB") && second.says("warning", "processors", "GANBOOK_THREADS=1"))
    let first = try machine([
      "/proc/meminfo": plenty, "/proc/self/cgroup": "8:memory:/docker/x\n3:cpu,cpuacct:/docker/x\n",
      "/sys/fs/cgroup/memory/memory.limit_in_bytes": "805306368\n", "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "50000\n",
      "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
    ])
    #expect(first.says("warning", "memory limit", "805 MB") && first.says("warning", "processors", "0.5"))
    #expect(try machine(["/proc/meminfo": plenty])["memory promises"] == nil)
  }

  @Test("a database that is damaged or newer is told and left alone, one set aside is named, and a session that runs is seen")
  func state() throws {
    let ganbook = try Ganbook()
    let folder = "\(ganbook.folder.path)/state/ganbook"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = "\(folder)/state.sqlite"
    try "no database at all, and long enough to be looked at".write(toFile: path, atomically: true, encoding: .utf8)
    let damaged = try Diagnosis(ganbook)
    #expect(damaged.says("bad", "state", "is damaged") && damaged.status == 1)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("no database"), "looking changes nothing")

    let terminal = try PseudoTerminal(ganbook, ["open", ganbook.lesson("# Small\n\n```swift\n1 + 1\n```\n")])
    try terminal.wait(for: "cell 1 of 1")
    terminal.type("40 + 2\r")
    try terminal.wait(for: "\n42\n")
    let alive = try Diagnosis(ganbook)
    #expect(
      alive.says("good", "state", "whole") && alive.says("good", "sessions", "process \(terminal.process)"), "\(alive["sessions"] ?? [:])")
    #expect(alive.says("warning", "set aside", "state.sqlite.damaged-"))
    terminal.type("\u{4}")
    #expect(try terminal.end() == 0)
    #expect(try Diagnosis(ganbook)["sessions"] == nil)

    var connection: OpaquePointer?
    #expect(sqlite3_open(path, &connection) == SQLITE_OK)
    #expect(sqlite3_exec(connection, "PRAGMA user_version = 99", nil, nil, nil) == SQLITE_OK)
    sqlite3_close(connection)
    #expect(try Diagnosis(ganbook).says("bad", "state", "has schema 99"))
  }

  /// Mounts are made in a namespace of their own, which the system allows to root, and to others where it is so configured.
  static let canMount: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "unshare \(geteuid() == 0 ? "-m" : "-rm") sh -c 'mount -t tmpfs none /mnt' 2>/dev/null"]
    try? process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  @Test(
    "a cache on a file system that loads no programs, and places that are full, are told",
    .enabled(if: canMount, "nothing can be mounted here"))
  func mounts() throws {
    var ganbook = try Ganbook()
    let place = "\(ganbook.folder.path)/mounted"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    ganbook.environment["XDG_CACHE_HOME"] = place
    func mounted(_ options: String) throws -> Diagnosis {
      let unshare = geteuid() == 0 ? "unshare -m" : "unshare -rm"
      let inside = "mount -t tmpfs -o \(options) none \"\(place)\" && exec \"$0\" doctor --json"
      return try Diagnosis(ganbook, before: "exec \(unshare) sh -c '\(inside)' \"$0\"")
    }
    let fenced = try mounted("noexec")
    #expect(fenced.says("bad", "cache directory", "noexec"), "\(fenced["cache directory"] ?? [:])")
    #expect(fenced.broken.contains("a cell") && fenced.status == 1)
    #expect(try mounted("size=50m").says("warning", "cache directory", "MB free"))
    #expect(try mounted("size=1m").says("bad", "cache directory", "free"))
    #expect(try mounted("nr_inodes=2,size=900m").says("bad", "cache directory", "no more files"))
  }
}
