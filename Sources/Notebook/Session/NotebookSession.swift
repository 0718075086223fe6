import CProcess
import Foundation
import NotebookProtocol

/// A notebook: the front end's handle on its cells.
///
/// Not for use from several threads at once, apart from `interrupt()`.
public final class NotebookSession {
  /// How a session is set up.
  public struct Configuration: Sendable {
    /// The `ganbook` executable, whose `kernel` subcommand runs the cells.
    public var executable: String
    public var environment: [String: String]
    /// Seeds the random generator of the state before the first cell.
    public var seed: UInt64
    /// Bytes of text that one cell may print.
    public var outputLimit: Int
    /// Whether compilers are started before they are needed: worth it where somebody waits.
    public var keepsCompilersReady: Bool
    /// Seconds that the compiler may take for one cell.
    public var compilerDeadline = 60.0

    public init(
      executable: String = realPath("/proc/self/exe") ?? "ganbook",
      environment: [String: String] = ProcessInfo.processInfo.environment,
      seed: UInt64 = 7, outputLimit: Int = 16 << 20, keepsCompilersReady: Bool = true
    ) {
      self.executable = executable
      self.environment = environment
      self.seed = seed
      self.outputLimit = outputLimit
      self.keepsCompilersReady = keepsCompilersReady
    }
  }

  /// The state after a cell.
  struct State {
    /// The cell's number; 0 for the state before all cells.
    var cell: Int
    /// The state that the cell began in.
    var parent: Int?
    var source: CellSource?
    var context: CellContext
    /// Where the reader stopped its trainings.
    var stops: [Int: Int] = [:]

    static let empty = State(cell: 0, parent: nil, source: nil, context: CellContext())
  }

  /// A cell that was undone.
  struct Undone {
    var source: CellSource
    var stops: [Int: Int]
  }

  public let configuration: Configuration
  package let compiler: CellCompiler
  package internal(set) var kernel: Kernel
  /// The tree of states, by their cells: those that are there, and what the present one stands on.
  var tree = [0: State.empty]
  /// The cells whose states are there.
  var living: Set<Int> = [0]
  /// The present state and what it stands on, the first being the one before all cells.
  var states = [State.empty]
  /// States that have a name.
  public internal(set) var branches: [String: Int] = [:]
  var undone: [Undone] = []
  /// The libraries of all cells that were started, by number.
  var libraries: [Int: CompiledCell] = [:]
  var cellCount = 0
  var isReady = false
  /// What the running cell makes if it succeeds.
  var candidate: State?
  let interrupts: Pipe
  private var ahead: AheadCompiler?

  /// Starts the kernel, which comes up while the caller goes on.
  public init(_ configuration: Configuration = Configuration()) throws(NotebookError) {
    // A tool that ends early must not take the front end along.
    signal(SIGPIPE, SIG_IGN)
    self.configuration = configuration
    guard let interrupts = Pipe() else {
      throw .cannotStart(program: configuration.executable, reason: String(cString: strerror(errno)))
    }
    self.interrupts = interrupts
    for end in [interrupts.reading, interrupts.writing] { cprocess_set_nonblocking(end) }
    let modules = try ModuleLocations.find(executable: configuration.executable)
    compiler = try CellCompiler(
      executable: configuration.executable, environment: configuration.environment, modules: modules,
      deadline: configuration.compilerDeadline)
    kernel = try Kernel(executable: configuration.executable, environment: configuration.environment)
    _ = kernel.send(.seed(configuration.seed))
    if configuration.keepsCompilersReady { compiler.prepare() }
  }

  /// Ends the kernel and the compilers. What the cells made is gone.
  public func end() {
    ahead?.stop()
    compiler.discardPrepared()
    kernel.end()
  }

  deinit {
    end()
    close(interrupts.reading)
    close(interrupts.writing)
  }

  /// The toolchain that compiles the cells.
  public var toolchain: Toolchain { compiler.toolchain }

  /// How many cells made the state that stands.
  public var depth: Int { states.count - 1 }

  /// The sources of the cells that made the state that stands.
  public var history: [CellSource] { states.compactMap(\.source) }

  /// Ctrl-C: the first asks the running cell to stop, the second takes it back. May be called from a signal handler and from any thread.
  public func interrupt() { _ = write(interrupts.writing, "!", 1) }

  /// Compiles the cell and runs it. When it fails, the notebook stands as before.
  ///
  /// SIGINT counts as `interrupt()` meanwhile.
  ///
  /// - Parameters:
  ///   - timeLimit: Seconds after which the cell is taken back.
  ///   - stops: The steps after which trainings are to stop, by their numbers: those of a run before, to get the same state again.
  ///   - onEvent: Gets what the cell lets the reader see, as it comes.
  @discardableResult
  public func run(
    _ cell: CellSource, timeLimit: Double? = nil, stops: [Int: Int] = [:], onEvent: (CellEvent) -> Void = { _ in }
  ) throws(NotebookError) -> CellResult {
    let result = try execute(cell, timeLimit: timeLimit, stops: stops, onEvent: onEvent)
    undone = []
    return result
  }

  func execute(
    _ cell: CellSource, timeLimit: Double?, stops: [Int: Int], onEvent: (CellEvent) -> Void
  ) throws(NotebookError) -> CellResult {
    drainInterrupts()
    cprocess_forward_interrupts(interrupts.writing)
    defer { cprocess_forward_interrupts(-1) }
    guard kernel.isAlive else { throw .kernelDied(status: "it is gone") }
    cellCount += 1
    let number = cellCount
    ahead?.settle(cell)
    let compiled = try compiler.compile(cell, in: states[depth].context, interrupt: interrupts.reading)
    defer { if configuration.keepsCompilersReady { compiler.prepare() } }
    libraries[number] = compiled
    try awaitReady()
    let run = CellRun(session: self, cell: compiled, number: number, interrupts: interrupts.reading, timeLimit: timeLimit, stops: stops)
    candidate = State(cell: number, parent: states[depth].cell, source: cell, context: states[depth].context.adding(compiled.module))
    defer { candidate = nil }
    let outcome = try run.perform(onEvent)
    tree[number]?.stops = outcome.stops
    states[depth].stops = outcome.stops
    return outcome
  }

  /// Compiles cells while the reader reads: the next ones of a lesson, in order, as if each succeeded.
  public func compileAhead(_ cells: [CellSource]) {
    ahead?.stop()
    ahead = AheadCompiler(cells, compiler: compiler, context: states[depth].context)
  }

  /// Waits until `compileAhead` has done what it can.
  package func awaitCompiledAhead() {
    while ahead?.isBusy == true { usleep(1_000) }
  }

  func drainInterrupts() {
    var buffer = [UInt8](repeating: 0, count: 64)
    while read(interrupts.reading, &buffer, buffer.count) > 0 {}
  }
}
