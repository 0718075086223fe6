import ArgumentParser
import Terminal

/// What every command that prints shares.
struct AppearanceOptions: ParsableArguments {
  @Option(help: "Colour: auto, always or never. With auto, FORCE_COLOR, NO_COLOR and CLICOLOR are heeded.")
  var color: ColorChoice?
}

extension ColorChoice: ExpressibleByArgument {}
