import Glibc
import Tensors

/// A lesson as a program of its own, without a notebook around it, as `ganbook export --to package` writes one.
///
///     Program.begin(seed: 7, parameters: ["steps"])
///     let steps = Program.parameter("steps", 5_000)
///     ...
///     Program.end()
///
/// Values, tables, claims, and what pictures show go to standard output, progress and remarks to standard error. The metrics of each training
/// and the numbers of each picture are written as tables into a folder.
public enum Program {
  nonisolated(unsafe) static var current: ProgramResults?
  nonisolated(unsafe) private static var arguments = ProgramArguments()

  /// Reads the command line, seeds the random generator, and makes the folder of the results.
  ///
  /// Begins the process once more where it has to, so that the standard library's hashing is the same in each run, as it is in a notebook.
  ///
  /// - Parameters:
  ///   - seed: What `--seed` overrides.
  ///   - parameters: The names that `-p name=value` may set.
  ///   - judgesClaims: Whether a claim that does not hold makes the program fail.
  public static func begin(seed: UInt64, parameters: [String] = [], judgesClaims: Bool = true) {
    hashTheSameInEachRun()
    do throws(ProgramUsage) {
      arguments = try ProgramArguments(CommandLine.arguments.dropFirst(), parameters: parameters)
    } catch {
      leave(error)
    }
    current = ProgramResults(folder: arguments.folder, judgesClaims: judgesClaims)
    setSeed(arguments.seed ?? seed)
  }

  /// The value of a parameter: the one of the command line, or the given one.
  public static func parameter<Value: ProgramParameter>(_ name: String, _ value: Value) -> Value {
    guard let text = arguments.values[name] else { return value }
    guard let value = Value(parameter: text) else {
      leave(ProgramUsage(text: "-p \(name)=\(text): \(name) takes \(Value.kindOfParameter).", isHelp: false))
    }
    return value
  }

  /// Says where the results lie, and leaves: with 0, or with 1 when a claim or a check did not hold.
  public static func end() -> Never {
    exit(current?.finish() ?? 0)
  }

  private static func leave(_ usage: ProgramUsage) -> Never {
    if usage.isHelp { print(usage.text) } else { Standalone.remark(usage.text) }
    exit(usage.isHelp ? 0 : 2)
  }

  private static func hashTheSameInEachRun() {
    let name = "SWIFT_DETERMINISTIC_HASHING"
    guard getenv(name) == nil else { return }
    setenv(name, "1", 1)
    execv("/proc/self/exe", CommandLine.unsafeArgv)
  }
}

/// What a parameter of a program can be.
public protocol ProgramParameter {
  /// - Returns: `nil` for a word that is no such value.
  init?(parameter word: String)
  /// In words, with the article.
  static var kindOfParameter: String { get }
}

extension Int: ProgramParameter {
  public init?(parameter word: String) { self.init(word.filter { $0 != "_" }) }
  public static var kindOfParameter: String { "a whole number" }
}

extension Double: ProgramParameter {
  public init?(parameter word: String) {
    guard let number = Double(word.filter { $0 != "_" }), number.isFinite else { return nil }
    self = number
  }
  public static var kindOfParameter: String { "a number" }
}

extension Float: ProgramParameter {
  public init?(parameter word: String) {
    guard let number = Double(parameter: word) else { return nil }
    self.init(number)
  }
  public static var kindOfParameter: String { "a number" }
}

extension Bool: ProgramParameter {
  public init?(parameter word: String) { self.init(word) }
  public static var kindOfParameter: String { "true or false" }
}

extension String: ProgramParameter {
  public init?(parameter word: String) { self = word }
  public static var kindOfParameter: String { "a text" }
}
