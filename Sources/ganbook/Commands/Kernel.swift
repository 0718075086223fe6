import ArgumentParser
import GANs
import Notebook

/// The process that runs the cells. The notebook starts it; it is no command for readers.
struct Kernel: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "kernel", shouldDisplay: false)

  func run() {
    runKernel(
      KernelHooks(
        setSeed: { setSeed($0) },
        joinThreads: { EngineThreads.join() },
        installFailureHandler: { engineFailureHandler = $0 }))
  }
}
