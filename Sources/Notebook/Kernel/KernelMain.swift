import CProcess
import Foundation
import NotebookProtocol

/// What the kernel needs of the mathematics, which it does not import.
public struct KernelHooks {
  /// Seeds the engine's random generator.
  public var setSeed: (UInt64) -> Void
  /// Ends the engine's threads: a process about to fork has one.
  public var joinThreads: () -> Void
  /// Gives the engine a function to call with its message before it traps.
  public var installFailureHandler: (@escaping (String) -> Void) -> Void

  public init(
    setSeed: @escaping (UInt64) -> Void, joinThreads: @escaping () -> Void,
    installFailureHandler: @escaping (@escaping (String) -> Void) -> Void
  ) {
    self.setSeed = setSeed
    self.joinThreads = joinThreads
    self.installFailureHandler = installFailureHandler
  }
}

/// The process in which cells run: `ganbook kernel`, started by a `NotebookSession` and never by hand.
///
/// It forks once per cell. The child that succeeds is the notebook from then on and reads the next request; its parent
/// waits as the state before, and goes on when the child traps, exits, is killed, or when somebody goes back to it. A state that has a
/// name waits beside the others. Below all of them stands a supervisor, which runs nothing and ends everything when the front end is gone.
///
/// There is no Dispatch and no concurrency in here: after either, a forked child hangs.
public func runKernel(_ hooks: KernelHooks) -> Never {
  guard isSocket(KernelChannel.socket) else {
    FileHandle.standardError.write(Data("ganbook kernel: the notebook starts this itself; run `ganbook`.\n".utf8))
    exit(2)
  }
  signal(SIGPIPE, SIG_IGN)
  cprocess_count_interrupts(nil)
  _ = fcntl(KernelChannel.socket, F_SETFD, FD_CLOEXEC)
  cprocess_begin(KernelChannel.socket)
  cprocess_redirect_streams(KernelChannel.socket)
  NotebookLink.send = { KernelChannel.send(.cell($0)) }
  hooks.installFailureHandler { KernelChannel.send(.cell(.engineFailure($0))) }
  serve(hooks)
}

private func serve(_ hooks: KernelHooks) -> Never {
  announce()
  while let request = KernelChannel.receive() {
    switch request {
    case .seed(let seed):
      hooks.setSeed(seed)
    case .go(let cell, let dropped):
      if cprocess_go(Int64(cell), dropped.map(Int64.init), dropped.count) { _ = cprocess_await_turn() }
      announce()
    case .run(let cell, let path, let entryPoint, let stops):
      Interruption.remembered = stops
      runCell(cell, path: path, entryPoint: entryPoint, hooks)
      announce()
    }
  }
  _exit(0)
}

private func announce() {
  SnapshotBound.standard.apply()
  var living = [Int64](repeating: 0, count: Int(cprocess_state_capacity))
  let count = cprocess_living(&living, living.count)
  KernelChannel.send(.ready(process: getpid(), cell: Int(cprocess_cell()), living: living[..<count].map { Int($0) }))
}

/// Returns in the new state when the cell succeeds, and in the old one when it does not, or when somebody comes back to it later.
private func runCell(_ cell: Int, path: String, entryPoint: String, _ hooks: KernelHooks) {
  hooks.joinThreads()
  cprocess_flush_streams()
  let child = cprocess_fork_state(Int64(cell))
  if child < 0 { return KernelChannel.send(.failed(cell: cell, CellFailure(cause: .fork(String(cString: strerror(errno)))))) }
  if child == 0 { return runInNewState(cell, path: path, entryPoint: entryPoint, hooks) }
  report(cprocess_await_turn())
}

private func report(_ turn: cprocess_turn) {
  let signal = cprocess_signal_of(turn.status)
  let cause = signal >= 0 ? CellFailure.Cause.signal(signal) : .exit(cprocess_exit_code_of(turn.status))
  switch cprocess_standing(UInt32(turn.standing)) {
  case cprocess_running: KernelChannel.send(.failed(cell: Int(turn.cell), CellFailure(cause: cause)))
  case cprocess_standing: KernelChannel.send(.lost(cause))
  default: break
  }
}

private func runInNewState(_ cell: Int, path: String, entryPoint: String, _ hooks: KernelHooks) {
  KernelChannel.send(.started(cell: cell, process: getpid()))
  var message: UnsafePointer<CChar>?
  guard let entry = cprocess_load(path, entryPoint, Int64(cell), &message) else {
    withdraw(cell, .load(message.map { String(cString: $0) } ?? "unknown reason"))
  }
  Interruption.acknowledge()
  cprocess_catch_faults(KernelChannel.socket)
  cprocess_count_interrupts(Interruption.counter)
  let clock = ContinuousClock()
  let seconds = clock.measure { cprocess_call(entry) } / .seconds(1)
  cprocess_count_interrupts(nil)
  hooks.joinThreads()
  if cprocess_thread_count() > 1 { withdraw(cell, .threads) }
  cprocess_set_standing(cprocess_standing)
  KernelChannel.send(.finished(cell: cell, seconds: seconds))
}

private func withdraw(_ cell: Int, _ cause: CellFailure.Cause) -> Never {
  KernelChannel.send(.failed(cell: cell, CellFailure(cause: cause)))
  cprocess_set_standing(cprocess_reported)
  _exit(1)
}

private func isSocket(_ descriptor: Int32) -> Bool {
  var information = stat()
  return fstat(descriptor, &information) == 0 && information.st_mode & S_IFMT == S_IFSOCK
}
