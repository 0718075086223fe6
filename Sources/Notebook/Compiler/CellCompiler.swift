import Foundation
import Synchronization

/// A cell that can be loaded and run.
public struct CompiledCell: Sendable {
  public let source: CellSource
  /// The library's path.
  public let library: String
  public let warnings: [Diagnostic]
  /// Whether the cache had it and no compiler ran.
  public let isFromCache: Bool
  /// How long parsing, compiling and linking took.
  public let durations: Durations

  let module: CellModule

  /// Seconds.
  public struct Durations: Sendable, Equatable {
    public var parsing = 0.0
    public var compiling = 0.0
    public var linking = 0.0
    public var total = 0.0
  }

  package var entryPoint: String { Workbench.entryPoint(of: module.name) }
  public var declarations: [Declaration] { module.parsed.declarations }
}

/// Turns cells into libraries with the toolchain's own compiler.
package final class CellCompiler: Sendable {
  let toolchain: Toolchain
  let modules: ModuleLocations
  let cache: CellCache
  let environment: [String: String]
  let stubs: String
  private let prepared = Mutex<Workbench?>(nil)

  /// Seconds that one tool may take.
  let deadline: Double

  package init(
    executable: String, environment: [String: String], modules: ModuleLocations, deadline: Double = 60
  ) throws(NotebookError) {
    self.deadline = deadline
    self.environment = environment
    self.modules = modules
    toolchain = try Toolchain.find(for: modules, environment: environment)
    let identity = [toolchain.version, toolchain.root, modules.buildIdentity(executable: executable)].joined(separator: "\n")
    cache = try CellCache(identity: identity, environment: environment)
    stubs = cache.directory + "/module.modulemap"
    let text = ModuleLocations.systemModules.map { "module \($0) {}\n" }.joined()
    guard (try? text.write(toFile: stubs, atomically: true, encoding: .utf8)) != nil else {
      throw .cacheUnusable(path: stubs, reason: String(cString: strerror(errno)))
    }
  }

  /// Starts the tools for the next cell, which then wait for its text.
  func prepare() {
    prepared.withLock { bench in
      if bench == nil { bench = try? makeBench() }
    }
  }

  /// Ends the tools that wait.
  func discardPrepared() {
    prepared.withLock { $0 = nil }
  }

  /// - Parameters:
  ///   - context: What the cell can see.
  ///   - interrupt: A descriptor that becomes readable when the reader wants no more of this.
  package func compile(_ cell: CellSource, in context: CellContext, interrupt: Int32 = -1) throws(NotebookError) -> CompiledCell {
    let run = CompilerRun(cell: cell, compiler: self, interrupt: interrupt)
    return try run.compiled(in: context)
  }

  func takeBench() throws(NotebookError) -> Workbench {
    let ready = prepared.withLock { bench in
      defer { bench = nil }
      return bench
    }
    if let ready { return ready }
    return try makeBench()
  }

  /// The name of the module that a cell would become that is only looked at.
  static let moduleOfTypedCell = "Cell"

  /// The compiler's arguments for a cell that is only looked at.
  var completionArguments: [String] {
    ["-module-name", Self.moduleOfTypedCell] + Workbench.contextArguments(modules, search: cache.directory, stubs: stubs)
  }

  /// Runs a tool to its end.
  func finish(_ tool: Tool, _ bytes: [UInt8], interrupt: Int32, place: SourceLocation) throws(NotebookError) -> Tool.Result {
    do {
      return try tool.finish(bytes, within: deadline, interrupt: interrupt)
    } catch {
      switch error {
      case .timedOut: throw .compilerTimedOut(seconds: deadline)
      case .interrupted: throw .interrupted(place: place)
      }
    }
  }

  private func makeBench() throws(NotebookError) -> Workbench {
    try Workbench(toolchain, modules, cache: cache, stubs: stubs, environment: environment)
  }
}
