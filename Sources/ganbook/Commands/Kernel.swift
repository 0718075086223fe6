import ArgumentParser
import GANs
import Notebook
import NotebookProtocol

/// The process that runs the cells. The notebook starts it; it is no command for readers.
struct Kernel: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "kernel", shouldDisplay: false)

  func run() {
    engineAdviceHandler = { NotebookLink.send?(.note($0)) }
    runKernel(
      KernelHooks(
        setSeed: { setSeed($0) },
        joinThreads: { EngineThreads.join() },
        installFailureHandler: { engineFailureHandler = $0 }))
  }
}
