import GANs

/// The engine's side of a step's comparison, in a process of its own.
enum EngineSide {
  static func printMeasured(_ subject: Subject, _ options: Options) {
    EngineThreads.count = options.threads[0]
    setSeed(1)
    let start = Machine.peakMemory
    var step = subject.make()
    let taken = millisecondsPerCall(options) { step.step() }
    print("Ganbook\t\(taken)\nGanbook start\t\(start)\nGanbook peak\t\(Machine.peakMemory)")
  }
}
