import CProcess
import Foundation

/// One cell on its way through parser, compiler and linker.
final class CompilerRun {
  private let cell: CellSource
  private let compiler: CellCompiler
  private let interrupt: Int32
  private var bench: Workbench?
  private var isSecondAttempt = false
  private var durations = CompiledCell.Durations()
  private let begin = ContinuousClock.now

  init(cell: CellSource, compiler: CellCompiler, interrupt: Int32) {
    self.cell = cell
    self.compiler = compiler
    self.interrupt = interrupt
  }

  func compiled(in context: CellContext) throws(NotebookError) -> CompiledCell {
    do {
      return try compiledAnew(in: context)
    } catch {
      if mayComeFromFullDisk(error), compiler.cache.lacksSpace {
        throw .cacheUnusable(path: compiler.cache.directory, reason: String(cString: strerror(ENOSPC)))
      }
      guard !isSecondAttempt, mend(after: error) else { throw error }
      isSecondAttempt = true
      bench = nil
      compiler.discardPrepared()
      return try compiled(in: context)
    }
  }

  /// Puts right what may have failed around the cell.
  ///
  /// - Returns: Whether another attempt is worth it.
  private func mend(after error: NotebookError) -> Bool {
    switch error {
    // The tools may have waited a long time for this cell, and somebody may have ended them meanwhile.
    case .compilerCrashed(let signal, _) where Self.signalsFromOutside.contains(signal): return true
    // What the compiler keeps of C's modules has no checksum. When it is damaged the compiler crashes, or fails at no place of the cell.
    case .compilerCrashed: return compiler.cache.dropModules()
    case .compile(let diagnostics) where diagnostics.contains { $0.file == "<unknown>" && $0.severity == .error }:
      return compiler.cache.dropModules()
    default: return false
    }
  }

  private func mayComeFromFullDisk(_ error: NotebookError) -> Bool {
    switch error {
    case .linkFailed, .compilerCrashed, .cacheUnusable: true
    case .compile(let diagnostics): diagnostics.contains { $0.file == "<unknown>" }
    default: false
    }
  }

  private func compiledAnew(in context: CellContext) throws(NotebookError) -> CompiledCell {
    let cache = compiler.cache
    let parsed = try parse()
    let (prelude, dependencies) = context.prelude(for: parsed, text: cell.text)
    let key = key(prelude)
    if let entry = cache.entry(key) { return result(entry.module, warnings: entry.warnings, isFromCache: true) }

    let bench = try workbench()
    let edits = try CellEdits(cell, parsed, prelude: prelude, module: bench.module)
    let warnings = parsed.unseen.map { $0.warning(in: cell) } + (try compile(edits, bench, unseen: context.unseen))
    try link(bench)
    let module = CellModule(name: bench.module, text: cell.text, parsed: parsed, dependencies: dependencies)
    try cache.store(module, key: key, warnings: warnings, library: bench.library, interface: bench.interface)
    return result(module, warnings: warnings, isFromCache: false)
  }

  private func result(_ module: CellModule, warnings: [Diagnostic], isFromCache: Bool) -> CompiledCell {
    durations.total = (ContinuousClock.now - begin) / .seconds(1)
    return CompiledCell(
      source: cell, library: compiler.cache.libraryPath(module.name), warnings: warnings, isFromCache: isFromCache,
      durations: durations, module: module)
  }

  /// Everything that the library depends on. The names of imported modules stand for their content.
  private func key(_ prelude: [String]) -> String {
    let parameters = cell.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return (prelude + parameters + ["\(cell.file):\(cell.line)", cell.text]).joined(separator: "\n")
  }

  private func workbench() throws(NotebookError) -> Workbench {
    if let bench { return bench }
    let bench = try compiler.takeBench()
    self.bench = bench
    return bench
  }

  // MARK: - Steps

  private func parse() throws(NotebookError) -> ParsedCell {
    if let known = compiler.cache.parsed(cell.text) { return known }
    let run = try finish(try workbench().parser, Array(cell.text.utf8), spent: \.parsing)
    // What does not parse is left to the compiler, which says why at the right line.
    guard run.succeeded, var parsed = try? CellReader.read(run.output, of: cell.text) else { return ParsedCell() }
    try noteConditional(&parsed)
    try compiler.cache.store(parsed, of: cell.text)
    return parsed
  }

  /// What stands inside `#if` the parser does not tell. So it is asked again without these lines.
  private func noteConditional(_ parsed: inout ParsedCell) throws(NotebookError) {
    guard let text = ConditionalLines.blanked(cell.text) else { return }
    let parser = try Workbench.parser(compiler.toolchain, environment: compiler.environment)
    let run = try finish(parser, Array(text.utf8), spent: \.parsing)
    guard run.succeeded else { return }
    parsed.unseen += CellReader.conditionalNames(run.output, of: text, besides: parsed)
  }

  private func compile(_ edits: CellEdits, _ bench: Workbench, unseen: [String: UnseenName]) throws(NotebookError) -> [Diagnostic] {
    var run = try finish(bench.compiler, Array(edits.source.utf8), spent: \.compiling)
    var diagnostics = edits.undone(DiagnosticReader.read(run.errorText), of: cell)
    let errors = diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty, errors.allSatisfy(\.comesFromSplittingCells) {
      run = try finish(try bench.permissiveCompiler(), Array(edits.source.utf8), spent: \.compiling)
      diagnostics = edits.undone(DiagnosticReader.read(run.errorText), of: cell)
    }
    if run.succeeded { return diagnostics.filter { $0.severity == .warning } }
    for index in diagnostics.indices { diagnostics[index].explain(unseen) }
    guard diagnostics.contains(where: { $0.severity == .error }) else {
      throw .compilerCrashed(signal: cprocess_signal_of(run.status), text: run.errorText)
    }
    throw .compile(diagnostics)
  }

  private func link(_ bench: Workbench) throws(NotebookError) {
    guard let object = ObjectFile(path: bench.object) else { throw .linkFailed("the compiler left no object file") }
    if let feature = object.forbiddenFeature {
      throw .featureRefused(feature: feature.name, instead: feature.instead, place: cell.start)
    }
    let runtime = compiler.toolchain.runtimeDirectory
    let libraries = object.autolinkedLibraries.filter { !Self.presentLibraries.contains($0) && access("\(runtime)/lib\($0).so", R_OK) == 0 }
    let run = try finish(bench.linker, bench.linkScript(libraries: libraries), spent: \.linking)
    guard run.succeeded else { throw .linkFailed(run.errorText) }
  }

  /// The kernel is this very program and has these loaded; reading their symbols takes the linker as long as the rest of its work.
  private static let presentLibraries: Set = ["swiftCore", "Foundation", "FoundationEssentials", "FoundationInternationalization"]

  /// What no program sends itself: it was ended, and its work says nothing about the cell.
  private static let signalsFromOutside: Set = [SIGKILL, SIGTERM, SIGHUP]

  private func finish(
    _ tool: Tool, _ bytes: [UInt8], spent: WritableKeyPath<CompiledCell.Durations, Double>
  ) throws(NotebookError) -> Tool.Result {
    let begin = ContinuousClock.now
    defer { durations[keyPath: spent] = (ContinuousClock.now - begin) / .seconds(1) }
    let run = try compiler.finish(tool, bytes, interrupt: interrupt, place: cell.start)
    let signal = cprocess_signal_of(run.status)
    if Self.signalsFromOutside.contains(signal) { throw .compilerCrashed(signal: signal, text: run.errorText) }
    return run
  }
}

extension CellSource {
  /// The place of the cell's first line.
  var start: SourceLocation { SourceLocation(file: file, line: line) }
}
