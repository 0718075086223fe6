import CProcess
import Foundation
import NotebookProtocol

/// One run of one compiled cell, seen from the front end.
final class CellRun {
  private let session: NotebookSession
  private let cell: CompiledCell
  private let number: Int
  private let interrupts: Int32
  /// Where the cell's trainings stopped when it ran before, and where they stop now.
  private let stopsBefore: [Int: Int]
  private var stops: [Int: Int] = [:]
  private let deadline: ContinuousClock.Instant?
  private let timeLimit: Double

  private var process: pid_t?
  private var isTraining = false
  private var interruptCount = 0
  /// When a cell that pays no heed to an interrupt is taken back.
  private var patienceEnds: ContinuousClock.Instant?
  private var end: End?
  private var output: CellText
  private var errorOutput: CellText
  private var engineMessage: String?
  private var frames: [CellFailure.Frame] = []
  private var finished: Double?
  private var failure: CellFailure?
  private var isOver = false

  private enum End { case interrupted, timedOut }

  /// Seconds that a cell outside a training gets to heed an interrupt.
  private static let patience = 2.0

  init(session: NotebookSession, cell: CompiledCell, number: Int, interrupts: Int32, timeLimit: Double?, stops: [Int: Int]) {
    stopsBefore = stops
    self.session = session
    self.cell = cell
    self.number = number
    self.interrupts = interrupts
    self.timeLimit = timeLimit ?? .infinity
    deadline = timeLimit.map { ContinuousClock.now + .seconds($0) }
    output = CellText(limit: session.configuration.outputLimit, isErrorOutput: false)
    errorOutput = CellText(limit: session.configuration.outputLimit, isErrorOutput: true)
  }

  func perform(_ onEvent: (CellEvent) -> Void) throws(NotebookError) -> CellResult {
    session.isReady = false
    guard session.kernel.send(.run(cell: number, path: cell.library, entryPoint: cell.entryPoint, stops: stopsBefore)) else {
      throw session.kernelDeath()
    }
    while !isOver {
      let (incoming, isInterrupted) = session.kernel.wait(seconds: secondsToWait, interrupt: interrupts)
      for item in incoming { try take(item, onEvent) }
      if isInterrupted { heedInterrupt() }
      heedClock()
    }
    for item in session.kernel.readPipes() { try take(item, onEvent) }
    give(&output, [], isLast: true, CellEvent.output, onEvent)
    give(&errorOutput, [], isLast: true, CellEvent.errorOutput, onEvent)
    return try result()
  }

  private func result() throws(NotebookError) -> CellResult {
    if let finished {
      return CellResult(
        number: number, seconds: finished, warnings: cell.warnings, isFromCache: cell.isFromCache,
        durations: cell.durations, wasInterrupted: interruptCount > 0, stops: stops)
    }
    switch end {
    case .interrupted: throw .interrupted(place: cell.source.start)
    case .timedOut: throw .timedOut(seconds: timeLimit, place: cell.source.start)
    case nil: throw .cellFailed(fault())
    }
  }

  private func fault() -> CellFault {
    var failure = failure ?? CellFailure(cause: .signal(SIGKILL))
    failure.message = engineMessage
    failure.frames = frames
    let known = frames.prefix(16).compactMap { frame in session.libraries[frame.cell].map { ($0.library, frame.offset) } }
    let symbolizer = Symbolizer(toolchain: session.toolchain, environment: session.configuration.environment)
    let files = Set(session.libraries.values.map(\.source.file))
    return FailureReport(
      cell: number, source: cell.source, files: files, failure: failure, fatalMessage: errorOutput.fatalMessage,
      lines: symbolizer.lines(known)
    ).fault
  }
}

// MARK: - What comes in

extension CellRun {
  private func take(_ incoming: Kernel.Incoming, _ onEvent: (CellEvent) -> Void) throws(NotebookError) {
    switch incoming {
    case .output(let bytes): give(&output, bytes, CellEvent.output, onEvent)
    case .errorOutput(let bytes): give(&errorOutput, bytes, CellEvent.errorOutput, onEvent)
    case .frames(let frames): self.frames = frames
    case .event(let event): take(event, onEvent)
    case .end: throw session.kernelDeath()
    }
  }

  private func take(_ event: KernelEvent, _ onEvent: (CellEvent) -> Void) {
    switch event {
    case .started(let cell, let process):
      self.process = process
      onEvent(.started(cell: cell, process: process))
      if end != nil { kill(process, SIGKILL) }
    case .cell(.engineFailure(let message)): engineMessage = message
    case .cell(let message):
      if case .progress(let progress) = message {
        isTraining = !progress.isFinished
        if progress.wasStopped { stops[progress.training] = progress.step }
      }
      onEvent(.message(message.inTheReadersWords))
    case .finished(_, let seconds): finished = seconds
    case .failed(_, let failure): self.failure = failure
    case .lost: finished = nil
    case .ready:
      let oldest = session.oldestDepth
      // The new state is no part of the chain yet: without it the chain is one cell shorter, and reaches one cell less far back.
      session.noteReady(event)
      if session.oldestDepth > oldest { onEvent(.statesDropped(reach: session.depth - session.oldestDepth)) }
      isOver = true
    }
  }

  private func give(
    _ text: inout CellText, _ bytes: [UInt8], isLast: Bool = false, _ event: (String) -> CellEvent, _ onEvent: (CellEvent) -> Void
  ) {
    switch text.take(bytes, isLast: isLast) {
    case .text(let string): onEvent(event(string))
    case .truncated: onEvent(.outputTruncated(limit: session.configuration.outputLimit))
    case nil: break
    }
  }
}

extension CellMessage {
  /// A type of an earlier cell is called by its name alone: what the notebook calls the cell's module is its own business.
  fileprivate var inTheReadersWords: CellMessage {
    let module = #/Cell_[0-9a-f]{16}\./#
    switch self {
    case .value(let value):
      return .value(ShownValue(text: value.text.replacing(module, with: ""), type: value.type.replacing(module, with: "")))
    case .variables(let variables):
      return .variables(
        variables.map {
          VariableDescription(name: $0.name, type: $0.type.replacing(module, with: ""), text: $0.text.replacing(module, with: ""))
        })
    default: return self
    }
  }
}

// MARK: - Stopping

extension CellRun {
  private var secondsToWait: Double? {
    [deadline, patienceEnds].compactMap { $0 }.min().map { ($0 - .now) / .seconds(1) }
  }

  private func heedInterrupt() {
    var byte: UInt8 = 0
    while read(interrupts, &byte, 1) == 1 { interruptCount += 1 }
    if interruptCount > 1 { return takeBack(.interrupted) }
    if let process { kill(process, SIGINT) }
    patienceEnds = ContinuousClock.now + .seconds(Self.patience)
  }

  /// A training stops at its step's end, however long the step; anything else has had its chance.
  private func heedClock() {
    let now = ContinuousClock.now
    if let patienceEnds, now >= patienceEnds {
      self.patienceEnds = nil
      if !isTraining { takeBack(.interrupted) }
    }
    if let deadline, now >= deadline, end == nil { takeBack(.timedOut) }
  }

  private func takeBack(_ reason: End) {
    guard end == nil, finished == nil else { return }
    end = reason
    if let process { kill(process, SIGKILL) }
  }
}
