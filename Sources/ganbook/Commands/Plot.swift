import ArgumentParser
import Figures
import Foundation
import Gnuplot
import StateStore
import Terminal

/// `ganbook plot`: the metrics of runs, compared.
struct Plot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw the metrics of one run, or of several in one picture.",
    discussion: """
      RUN is a run's directory, its identity, any unique part of that, or `last`; `ganbook runs` lists them. A panel for each metric, in it a curve \
      for each training, and one mean with a band for each study. In a terminal the picture is drawn there, as well as the terminal can; \
      elsewhere it becomes a PNG file whose path is printed.
      """)

  @Argument(help: ArgumentHelp("A directory, an identity or a unique part of one, or `last`.", valueName: "run"))
  var runs: [String] = []

  @Option(help: ArgumentHelp("Only these metrics, separated by commas.", valueName: "names"))
  var metrics: String?

  @Option(help: ArgumentHelp("The decay of the average drawn over the raw curves, from 0 up to but not 1.", valueName: "decay"))
  var smooth: Double?

  @Option(help: ArgumentHelp("Logarithmic axes: x, y or x,y.", valueName: "axes"))
  var log: String?

  @Option(help: ArgumentHelp("Only the training of this number.", valueName: "number"))
  var training: Int?

  @Option(help: ArgumentHelp("Write the picture to a file: png, svg, pdf or gif.", valueName: "file"))
  var to: String?

  @Option(help: "How to draw in the terminal: auto, kitty, sixel, text or none; qt opens a window.")
  var terminal: PictureTerminal?

  @OptionGroup var appearance: AppearanceOptions

  func validate() throws {
    if runs.isEmpty { throw ValidationError("Name a run; `ganbook runs` lists them, and `last` is the latest.") }
    if let smooth, !(smooth >= 0 && smooth < 1) { throw ValidationError("--smooth takes a number from 0 up to but not 1.") }
    if !axes.isSubset(of: ["x", "y"]) { throw ValidationError("--log takes x, y or x,y.") }
  }

  private var axes: Set<String> { Set(Self.words(log)) }

  private static func words(_ list: String?) -> [String] {
    (list ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  func run() throws {
    let store = StateStore(environment: ProcessInfo.processInfo.environment)
    let found = try runs.map { try StoredRun.find($0, in: store) }
    let members = try found.map { RunComparison.Member(run: $0, tables: try $0.tables()) }
    let options = RunComparison.Options(
      metrics: Self.words(metrics), smoothing: smooth, logarithmicX: axes.contains("x"), logarithmicY: axes.contains("y"),
      training: training)
    try show(try RunComparison(members: members, options: options).figure())
  }

  private func show(_ figure: Figure) throws {
    let console = Console(appearance)
    let renderer = GnuplotRenderer()
    if let to {
      try renderer.render(figure, to: .file(to))
      return console.complain(StyledText("picture  \(to)", .faint))
    }
    let wanted = terminal ?? PictureTerminal.wanted(ProcessInfo.processInfo.environment)
    if console.output.isTerminal || terminal != nil { return try Screen(console: console, renderer: renderer, wanted: wanted).draw(figure) }
    let folder = "\(UserDirectories().state)/pictures"
    let stamp = Date().formatted(Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt))
    let path = "\(folder)/\(stamp.replacing("Z", with: ""))-plot.png"
    do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
      throw Fault.cannotWrite(path: folder, reason: Reason.of(error))
    }
    try renderer.render(figure, to: .file(path))
    console.write(path + "\n")
  }
}
