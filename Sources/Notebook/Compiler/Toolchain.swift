import CProcess
import Foundation

/// The Swift toolchain that compiles cells.
public struct Toolchain: Sendable, Equatable {
  /// The directory that holds `bin` and `lib`.
  public var root: String
  /// As the compiler says it: "Swift version 6.3.1 (swift-6.3.1-RELEASE)".
  public var version: String

  public var frontend: String { root + "/bin/swift-frontend" }
  public var linker: String { root + "/bin/ld.lld" }
  public var symbolizer: String { root + "/bin/llvm-symbolizer" }
  /// The program that lists a module's declarations with their documentation.
  public var symbolExtractor: String { root + "/bin/swift-symbolgraph-extract" }
  /// The program that lays code out.
  public var formatter: String { root + "/bin/swift-format" }
  /// The library that completes code; `nil` where the toolchain comes without it.
  public var sourceKit: String? {
    let path = root + "/lib/libsourcekitdInProc.so"
    return access(path, R_OK) == 0 ? path : nil
  }
  public var runtimeDirectory: String { root + "/lib/swift/linux" }
  /// The object file that registers a library's types with the Swift runtime.
  public var registrar: String { "\(runtimeDirectory)/\(Self.architecture)/swiftrt.o" }

  /// What the compiler calls this machine.
  public static var target: String { "\(architecture)-unknown-linux-gnu" }

  private static var architecture: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "aarch64"
    #endif
  }

  /// The toolchain that compiles for the modules at hand.
  ///
  /// Looked for in SWIFT_TOOLCHAIN (and then nowhere else); beside the `swift` on PATH; and around the runtime that this process itself
  /// runs on. The first of the version that the modules were built with is taken. No process is started: the version
  /// stands in the head of the standard library's module, as it does in the head of ours.
  public static func find(
    for modules: ModuleLocations, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(NotebookError) -> Toolchain {
    let places = candidates(environment)
    let found = places.compactMap(Toolchain.init(root:))
    guard let first = found.first else { throw .toolchainMissing(searched: places) }
    let wanted = try modules.compilerVersion()
    guard let match = found.first(where: { $0.version == wanted }) else {
      throw .toolchainMismatch(found: first.version, path: first.root, wanted: wanted)
    }
    return match
  }

  init?(root: String) {
    self.root = root
    let core = "\(root)/lib/swift/linux/Swift.swiftmodule/\(Self.target).swiftmodule"
    guard let version = ModuleHeader.compilerVersion(ofModuleAt: core) else { return nil }
    self.version = version
    guard [frontend, linker, registrar].allSatisfy({ (path: String) in access(path, R_OK) == 0 }) else { return nil }
  }

  private static func candidates(_ environment: [String: String]) -> [String] {
    if let explicit = environment["SWIFT_TOOLCHAIN"], !explicit.isEmpty {
      return [explicit, explicit + "/usr"]
    }
    let onPath = (environment["PATH"] ?? "").split(separator: ":").lazy
      .map { "\($0)/swift" as String }
      .first { access($0, X_OK) == 0 }
      .flatMap(realPath)
      .map { parent(of: parent(of: $0)) }
    // <root>/lib/swift/linux/libswiftCore.so
    let ownRuntime = cprocess_runtime_library().flatMap { realPath(String(cString: $0)) }
      .map { parent(of: parent(of: parent(of: parent(of: $0)))) }
    return [onPath, ownRuntime == onPath ? nil : ownRuntime].compactMap { $0 }
  }
}

/// The path without symbolic links, if something is there.
public func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The directory that holds the path.
func parent(of path: String) -> String { (path as NSString).deletingLastPathComponent }
