import Foundation

/// A parser, a compiler and a linker, started ahead and waiting for one cell.
///
/// What they will be called with is settled when they start, so the module's name cannot come from its content: it is
/// random, and the cache remembers it.
final class Workbench {
  /// The module that the cell becomes.
  let module: String
  let object: String
  let interface: String
  let library: String
  let parser: Tool
  let compiler: Tool
  let linker: Tool
  private let compilerCall: (path: String, arguments: [String], environment: [String: String])

  init(_ toolchain: Toolchain, _ modules: ModuleLocations, cache: CellCache, stubs: String, environment: [String: String])
    throws(NotebookError)
  {
    let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
    module = "Cell_" + String(repeating: "0", count: 16 - digits.count) + digits
    let base = "\(cache.directory)/\(module)"
    (object, interface, library) = (base + ".o.new", base + ".swiftmodule.new", base + ".so.new")
    parser = try Self.parser(toolchain, environment: environment)
    compilerCall = (
      toolchain.frontend,
      Self.compilerArguments(module, toolchain, modules, search: cache.directory, stubs: stubs)
        + ["-emit-module-path", interface, "-o", object], environment
    )
    compiler = try Tool(path: compilerCall.path, arguments: compilerCall.arguments, environment: environment)
    linker = try Tool(path: toolchain.linker, arguments: Self.linkerArguments(library, toolchain), environment: environment)
  }

  deinit {
    for path in [object, interface, library] { unlink(path) }
  }

  static func parser(_ toolchain: Toolchain, environment: [String: String]) throws(NotebookError) -> Tool {
    try Tool(path: toolchain.frontend, arguments: parserArguments, environment: environment)
  }

  /// A compiler that pays no heed to access levels.
  func permissiveCompiler() throws(NotebookError) -> Tool {
    try Tool(
      path: compilerCall.path, arguments: compilerCall.arguments + ["-disable-access-control"], environment: compilerCall.environment)
  }

  static let parserArguments = [
    "-frontend", "-dump-parse", "-dump-ast-format", "json", "-diagnostic-style", "llvm", "-swift-version", "5", "-",
  ]

  static func entryPoint(of module: String) -> String { module + "_run" }

  /// In Swift 6 mode the variables of a script belong to the main actor, and functions could not touch them; hence version 5.
  static func compilerArguments(
    _ module: String, _ toolchain: Toolchain, _ modules: ModuleLocations, search: String, stubs: String
  ) -> [String] {
    [
      "-frontend", "-c", "-primary-file", "-", "-gline-tables-only", "-module-name", module,
      "-entry-point-function-name", entryPoint(of: module), "-diagnostic-style", "llvm",
    ] + contextArguments(modules, search: search, stubs: stubs)
  }

  /// What a cell means depends on these: they are the same wherever one is read.
  static func contextArguments(_ modules: ModuleLocations, search: String, stubs: String) -> [String] {
    ["-swift-version", "5", "-enable-testing", "-Onone"] + moduleArguments(modules, search: search, stubs: stubs)
  }

  /// Where imported modules are found.
  static func moduleArguments(_ modules: ModuleLocations, search: String, stubs: String) -> [String] {
    [
      "-target", Toolchain.target, "-module-cache-path", search + "/" + CellCache.modulesName, "-I", modules.directory, "-I", search,
      "-Xcc", "-fmodule-map-file=" + stubs,
    ]
  }

  /// The linker's standard input is a script that names the object file and the libraries.
  private static func linkerArguments(_ library: String, _ toolchain: Toolchain) -> [String] {
    [
      "-shared", "--build-id=none", "-o", library, "/dev/stdin", toolchain.registrar, "-L", toolchain.runtimeDirectory,
      "-rpath", toolchain.runtimeDirectory,
    ]
  }

  /// - Parameter libraries: Names, as behind `-l`.
  func linkScript(libraries: [String]) -> [UInt8] {
    Array("INPUT(\"\(object)\" \(libraries.map { "-l\($0)" }.joined(separator: " ")))".utf8)
  }
}
