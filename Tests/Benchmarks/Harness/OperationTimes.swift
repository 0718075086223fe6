import GANs

enum OperationTimes {
  static func printMeasured(_ options: Options) {}
}
struct OperationComparison {
  init(_ bench: Bench) {}
  func run() {}
}
