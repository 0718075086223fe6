import Foundation
import Notebook
import NotebookProtocol
import Testing

@Suite("The front end's death ends the rest") struct FrontEndDeathTests {
  /// To the kernel a front end that is gone is a socket that is closed.
  @Test(
    "a cell that loops, the states before it and what they started are gone when the socket is closed",
    arguments: ["while true {}", "import Foundation\nsignal(SIGINT, SIG_IGN)\nwhile true { sleep(100) }"])
  func closesSocket(_ loop: String) throws {
    let environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": TestNotebook.sharedCache]) { $1 }
    let modules = try ModuleLocations.find(executable: TestNotebook.executable)
    let compiler = try CellCompiler(executable: TestNotebook.executable, environment: environment, modules: modules)
    let cell = try compiler.compile(CellSource(loop, file: "loop"), in: CellContext())
    let kernel = try Kernel(executable: TestNotebook.executable, environment: environment)
    let group = kernel.process.identifier
    #expect(kernel.send(.run(cell: 1, path: cell.library, entryPoint: cell.entryPoint)))
    while !isStarted(kernel) {}
    #expect(members(of: group) >= 3)
    shutdown(kernel.socket, Int32(SHUT_RDWR))
    let deadline = ContinuousClock.now + .seconds(5)
    while members(of: group) > 0, ContinuousClock.now < deadline { usleep(1_000) }
    #expect(members(of: group) == 0)
  }

  private func isStarted(_ kernel: Kernel) -> Bool {
    kernel.wait(seconds: 10, interrupt: -1).incoming.contains { if case .event(.started) = $0 { true } else { false } }
  }

  /// The living processes of the group.
  private func members(of group: Int32) -> Int {
    let processes = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { Int($0) != nil }
    return processes.count { process in
      guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
      let fields = text.suffix(from: text.lastIndex(of: ")") ?? text.startIndex).split(separator: " ")
      return fields.count > 3 && fields[1] != "Z" && fields[3] == "\(group)"
    }
  }
}
